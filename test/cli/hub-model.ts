/** A model whose hub has whatever is hard to put into one, and truths of it. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MODEL = `
import { bernoulli, component, eq, input, model, outcome, quarterly, quarters, uniform, variable, years, annual } from 'chipcast';
const calendar = quarterly('2026Q1', 8);
const pace = input('pace', { unit: 'USD', distribution: uniform({ min: 5e5, max: 5e6 }) });
const state = input('state', { unit: 'code', distribution: bernoulli({ p: 0.5 }) });
const open = input('open', { unit: '0/1', distribution: bernoulli({ p: 0.3 }) });
const sales = variable('sales.flow', { unit: 'USD', over: quarters, is: eq\`\${pace} * (t + 1)\` });
/** Of the same id by quarter and by year, and longer than a target_id may be. */
const byQuarter = outcome('sales.ofAllVendorsWithServiceContracts', { unit: 'USD', over: quarters, is: sales });
const byYear = outcome('sales.ofAllVendorsWithServiceContracts', {
  unit: 'USD', over: years, is: annual.sum(sales),
  label: 'Sales of all vendors that have service contracts, with everything that their customers paid in the year, taxes left out',
});
/** Categories that share "yes" with every event. */
const answer = outcome('answer', { unit: 'code', is: eq\`\${state} + 1\`, label: 'Answer', codes: { 1: 'yes', 2: 'perhaps' } });
const opened = outcome('opened', { unit: '0/1', over: years, is: annual.last(variable('opened.now', { unit: '0/1', over: quarters, is: eq\`\${open}\` })) });
const never = outcome('never', { unit: 'USD', is: eq\`\${pace} / 0\` });
export default model('hard', {
  history: [
    { outcome: 'sales.ofAllVendorsWithServiceContracts', period: '2025', value: 19500000, unit: 'USD', sources: [] , note: 'a second count' },
    { outcome: 'sales.ofAllVendorsWithServiceContracts', period: '2023', value: 9000000, unit: 'USD' },
    { outcome: 'sales.ofAllVendorsWithServiceContracts', period: '2025Q4', value: 5000000, unit: 'USD' },
  ],
  title: 'Hard to put into a hub', calendar, units: { USD: 'US dollars' },
  components: [component('all', 'Everything.', { pace, state, open, sales, byQuarter, byYear, answer, opened, never })],
});
`;

const TRUTH = `truth:
  - { target: 'sales.ofAllVendorsWithServiceContracts[2026]', value: 27000000, known: 2027-02-01, earlier: { 2024: 11000000, 2025: 19000000 } }
  - { target: 'sales.ofAllVendorsWithServiceContracts[2026Q1]', value: 2500000, known: 2026-05-01 }
  - { target: 'opened[2026]', value: 1, known: 2027-01-05 }
  - { target: answer, value: 3, known: 2028-01-05 }
`;

/** Writes both into a folder; paths of them. */
export function writeHardModel(folder: string): { readonly model: string; readonly truth: string } {
  mkdirSync(folder, { recursive: true });
  const [model, truth] = [join(folder, 'hard.ts'), join(folder, 'truth.yaml')];
  writeFileSync(model, MODEL);
  writeFileSync(truth, TRUTH);
  return { model, truth };
}
