/** Models as somebody else would write them, in a folder that knows nothing of this package. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a person imports; the package is found by its name wherever the file lies. */
const HEAD = `
import {
  bernoulli, component, eq, input, lognormal, model, outcome, quarterly, quarters, uniform, variable, years, annual,
} from 'chipcast';
const calendar = quarterly('2026Q1', 8);
`;

/** Files by name, without .ts; what each is good for. */
const FILES: Readonly<Record<string, string>> = {
  /** Works. */
  boilers: `${HEAD}
const price = input('boiler.price', {
  unit: 'EUR', distribution: lognormal({ p10: 3000, p90: 5000 }), range: [1000, 9000],
});
const unread = input('boiler.colour', { unit: '-', distribution: uniform({ min: 0, max: 1 }) });
const sales = variable('boiler.sales', { unit: 'EUR', over: quarters, is: eq\`\${price} * (t + 1)\` });
const year = outcome('sales', { unit: 'EUR', over: years, is: annual.sum(sales) });
export default model('boilers', {
  title: 'Boilers', calendar, components: [component('all', 'Everything.', { price, unread, sales, year })],
});
`,
  /** A logarithm that fails in one trial of ten, and a zero that is negative. */
  pit: `${HEAD}
const depth = input('depth', { unit: '-', distribution: uniform({ min: -0.1, max: 0.9 }) });
const dry = input('dry', { unit: '0/1', distribution: bernoulli({ p: 0.5 }) });
const deep = outcome('deep', { unit: '-', is: eq\`log(\${depth})\` });
const level = outcome('level', { unit: '-', is: eq\`-1 * \${dry}\` });
export default model('pit', {
  title: 'A pit', calendar, components: [component('all', 'Everything.', { depth, dry, deep, level })],
});
`,
  /**
   * Two quantities of different units are added, and an equation gives another unit than it says.
   */
  units: `${HEAD}
const price = input('boiler.price', { unit: 'EUR', distribution: uniform({ min: 1, max: 2 }) });
const sold = input('boiler.sold', { unit: 'unit', distribution: uniform({ min: 1, max: 2 }) });
const sum = outcome('sum', { unit: 'EUR', is: eq\`\${price} + \${sold}\` });
const product = outcome('product', { unit: 'EUR', is: eq\`\${price} * \${sold}\` });
export default model('units', {
  title: 'Units', calendar, components: [component('all', 'Everything.', { price, sold, sum, product })],
});
`,
  syntax: `${HEAD}
export default model('syntax', {
`,
  throws: `${HEAD}
const rate = undefined;
export default rate.model;
`,
  distribution: `${HEAD}
export default input('x', { unit: '-', distribution: lognormal({ p10: 2, p90: 1 }) });
`,
  nothing: `${HEAD}
export const boilers = model('boilers', { title: 'Boilers', calendar, components: [] });
`,
};

/** Writes the models into a folder and gives the path of each by its name. */
export function writeModels(folder: string): (name: string) => string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, `${name}.ts`), text);
  return (name) => join(folder, `${name}.ts`);
}
