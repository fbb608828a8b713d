import { expect, test } from 'vitest';
import { documentText } from '../../src/report/media/terminal.ts';
import { runPage } from '../../src/report/pages/run.ts';
import { textWidth } from '../../src/text/table.ts';
import {
  amount,
  coded,
  correlatedPlan,
  facts,
  heatPumps,
  planOf,
  summaryOf,
} from './heat-pumps.ts';

const plain = { width: 80, rows: Number.POSITIVE_INFINITY };
const terminalReport = (
  plan: Parameters<typeof runPage>[0],
  summary: Parameters<typeof runPage>[1],
  told: Parameters<typeof runPage>[2],
  options: Parameters<typeof documentText>[1],
): string => documentText(runPage(plan, summary, told), options);

/** Without what folding lines did. */
const unfolded = (text: string): string => text.replaceAll(/\s+/g, ' ');

test('the answer comes first, in words', () => {
  const [event, , amounts] = terminalReport(planOf(), summaryOf(), facts, plain).split('\n');
  // By hand: 0.2298 with an error of 0.0041 is 23 in hundredths, to two digits.
  expect(event).toBe('All wants are met in 2027 in 23% of trials');
  // 1235.5 with an error of 12: the error leads with a 1, and three digits are told of a number
  // that begins with 1; 617.75 and 2471 are told with two.
  expect(amounts).toBe(
    'Units in service at year end in 2027: 1,240 unit in the middle trial, and 620 to',
  );
});

test('an event that never happened says in how many trials', () => {
  const never = { 'stock.met[2027]': coded('stock.met[2027]', [[0, 1, 0]]) };
  expect(terminalReport(planOf(), summaryOf(never), facts, plain)).toContain(
    'All wants are met in 2027 in none of 131,072 trials\n',
  );
});

test('a model whose headlines hold no event is told by its first amount', () => {
  const plan = { ...planOf(), program: { ...heatPumps.program, headlines: ['stock.inService'] } };
  expect(terminalReport(plan, summaryOf(), facts, plain)).toMatch(
    /^Units in service at year end in 2027: 1,240 unit in the middle trial, and 620 to\n2,500 in nine of ten\n/,
  );
});

test('events have probabilities, amounts quantiles, categories a table with named values', () => {
  const text = terminalReport(planOf(), summaryOf(), facts, plain);
  expect(text).toMatch(/^All wants are met \[units basis\] +stock\.met$/m);
  expect(text).toMatch(/^ {2}2026 +none of 131,072 trials {3}░+$/m);
  expect(text).toMatch(/^ {2}2027 +23\.0 ± 0\.4% {3,}█+░+$/m);
  expect(text).toMatch(/^Units in service at year end \[unit\] +stock\.inService$/m);
  expect(text).toMatch(/^ +5% {2}median +95% {3}0 +2,470$/m);
  expect(text).toMatch(/^ {2}2026 +617 +1,235 +2,469 /m);
  expect(text).toMatch(/^Phase +market\.phase$/m);
  expect(text).toMatch(/^ +early +growing +ripe$/m);
  expect(text).toMatch(/^ {2}2026 +25\.0% +75\.0% +-$/m);
});

test('an amount that is 0 in every trial stays an amount', () => {
  const plan = { ...planOf(), program: { ...heatPumps.program, headlines: ['market.banShare'] } };
  expect(terminalReport(plan, summaryOf(), facts, plain)).toMatch(
    /^Part of the time banned \[%\] +market\.banShare$/m,
  );
});

test('without headlines the first twelve outcomes that are not quarterly are shown', () => {
  const { headlines: _, ...program } = heatPumps.program;
  const text = terminalReport({ ...planOf(), program }, summaryOf(), facts, plain);
  for (const id of ['market.banShare', 'market.phase', 'stock.inService', 'stock.met'])
    expect(text).toMatch(new RegExp(` ${id}$`, 'm'));
  expect(text).not.toContain('2026Q1');
});

test('a headline may name one period', () => {
  const plan = { ...planOf(), program: { ...heatPumps.program, headlines: ['stock.met[2026]'] } };
  const text = terminalReport(plan, summaryOf(), facts, plain);
  expect(text).toContain('All wants are met in 2026 in none of 131,072 trials\n');
  expect(text).not.toContain('23.0');
});

test('with one replicate numbers are marked', () => {
  const plan = { ...planOf(), replicates: 1 };
  const summary = summaryOf({
    'stock.inService[2026]': amount('stock.inService[2026]', 1234.5, null),
  });
  const text = terminalReport(plan, { ...summary, replicates: 1 }, facts, plain);
  expect(text).toContain('~1,230');
  expect(unfolded(text)).toContain('one replicate, so that the Monte Carlo error is unknown');
});

test('what a run changed is told with what the model says and who changed it', () => {
  const text = terminalReport(
    planOf({ 'market.banned': 'point(value=1)' }, 'preset ban'),
    summaryOf(),
    facts,
    plain,
  );
  expect(text).toMatch(/^ {2}Installs are banned +0 +1 +0\/1 +preset ban +market\.banned$/m);
  expect(unfolded(text)).toContain('presets ban;');
});

test('correlations that are not of the model are told, and those of the model are not', () => {
  const text = terminalReport(correlatedPlan(), summaryOf(), facts, plain);
  expect(text).toContain('Correlations changed');
  expect(text).toMatch(/Share of standing units retired in a +rank correlation -0\.5/);
  expect(text).toContain("Kendall's tau [[1, 0.5,");
  const { copulas = [] } = correlatedPlan();
  const own = {
    ...correlatedPlan(),
    program: { ...heatPumps.program, copulas: copulas.map((one) => ({ ...one, about: {} })) },
  };
  expect(terminalReport(own, summaryOf(), facts, plain)).not.toContain('Correlations changed');
});

test('failures are counted, located, bounded and can be replayed', () => {
  // 1311 of 131,072 trials are 1.0002 %. Of the others 22.98 % succeed: 0.2298 * 129,761 / 131,072
  // = 22.7502 % of all if every failing trial failed, and 23.7504 % if none did.
  const failing = {
    'stock.met[2027]': coded(
      'stock.met[2027]',
      [
        [0, 0.7702, 0.0041],
        [1, 0.2298, 0.0041],
      ],
      1311,
    ),
  };
  const summary = {
    ...summaryOf(failing),
    failures: [{ outcome: 'stock.met[2027]', count: 1311, trials: [81204, 99120] }],
  };
  const text = terminalReport(planOf(), summary, facts, { ...plain, width: 100 });
  expect(text).toContain('stock.met[2027]: 1,311 of 131,072, trials 81204, 99120, ...');
  expect(text).toContain('Replay one: chipcast trial heat-pumps-abababab 81204');
  expect(text).toContain('would move by 1 percentage points at most');
  expect(text).toContain('All wants are met in 2027: between 22.8 ± 0.4% and 23.8 ± 0.4%.');
});

test('what it takes to find and repeat the run is at the end', () => {
  const text = terminalReport(planOf(), summaryOf(), facts, plain);
  expect(unfolded(text)).toContain('131,072 trials in 16 replicates of 8,192, sobol, seed 7');
  expect(text).toContain('digest 0123456789abcdef');
  expect(text).toContain(heatPumps.program.fingerprint.slice(0, 16));
});

test.each([60, 80, 100])('no line is wider than a terminal of %d columns', (width) => {
  const outcomes = [...new Set(heatPumps.program.outcomes.map(({ id }) => id))];
  const program = { ...heatPumps.program, headlines: [...outcomes, 'stock.inService[2026Q3]'] };
  const plan = {
    ...planOf({ 'stock.retirementRate': 'lognormal(p10=0.0412345678, p90=0.0812345678)' }),
    program,
  };
  const { copulas = [] } = correlatedPlan();
  const lines = terminalReport({ ...plan, copulas }, summaryOf(), facts, { width }).split('\n');
  expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
});

test('titles are set off only where that is wanted', () => {
  const text = terminalReport(planOf(), summaryOf(), facts, plain);
  expect(text).not.toContain('\u001B');
  const strong = (line: string): string => `\u001B[1m${line}\u001B[22m`;
  const bold = terminalReport(planOf(), summaryOf(), facts, { ...plain, strong });
  expect(bold).toContain('\u001B[1mAll wants are met\u001B[22m');
  // eslint-disable-next-line no-control-regex
  expect(bold.replace(/\u001B\[\d+m/g, '')).toBe(text);
});
