import { expect, test } from 'vitest';
import { terminalReport } from '../../src/report/terminal.ts';
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

const plain = { columns: 80, colour: false };

test('the answer comes first, in words', () => {
  const [title, , sentence] = terminalReport(planOf(), summaryOf(), facts, plain).split('\n');
  expect(title).toBe('Heat pumps, 2026 and 2027');
  // By hand: 0.2298 with an error of 0.0041 is 23.0 with 0.4 in hundredths.
  expect(sentence).toBe('All wants are met in 2027 in 23.0 ± 0.4 of 100 trials.');
});

test('an event that never happened says in how many trials', () => {
  const never = { 'stock.met[2027]': coded('stock.met[2027]', [[0, 1, 0]]) };
  expect(terminalReport(planOf(), summaryOf(never), facts, plain)).toContain(
    'All wants are met in 2027 in none of 131,072 trials.',
  );
});

test('a model whose headlines hold no event is told by its first amount', () => {
  const plan = { ...planOf(), program: { ...heatPumps.program, headlines: ['stock.inService'] } };
  // 1235.5 with an error of 12: the error leads with a 1, so units are earned; 617.75 and 2471
  // likewise.
  expect(terminalReport(plan, summaryOf(), facts, plain)).toContain(
    'Units in service at year end in 2027: 1,236 unit in the middle trial; 90 of 100\ntrials lie between 618 and 2,471 unit.',
  );
});

test('events have probabilities, amounts quantiles, categories a table with named values', () => {
  const text = terminalReport(planOf(), summaryOf(), facts, plain);
  expect(text).toMatch(/^All wants are met \[probability, units basis\] +stock\.met$/m);
  expect(text).toMatch(/^ {2}2026 +none of 131,072 trials {3}░+$/m);
  expect(text).toMatch(/^ {2}2027 +23\.0 ± 0\.4 % {3,}█+░+$/m);
  expect(text).toMatch(/^Units in service at year end \[unit\] +stock\.inService$/m);
  expect(text).toMatch(/^ +5 % {2}median +95 % {3}0 +2,470$/m);
  expect(text).toMatch(/^ {2}2026 +617 +1,235 +2,469 /m);
  expect(text).toMatch(/^Phase \[probabilities in %\] +market\.phase$/m);
  expect(text).toMatch(/^ +early +growing +ripe$/m);
  expect(text).toMatch(/^ {2}2026 +25\.0 +75\.0 +-$/m);
});

test('an amount that is 0 in every trial stays an amount', () => {
  const plan = { ...planOf(), program: { ...heatPumps.program, headlines: ['market.banShare'] } };
  expect(terminalReport(plan, summaryOf(), facts, plain)).toMatch(
    /^Part of the time banned \[fraction\] +market\.banShare$/m,
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
  expect(text).toContain('All wants are met in 2026 in none of 131,072 trials.');
  expect(text).not.toContain('23.0');
});

test('with one replicate numbers are marked', () => {
  const plan = { ...planOf(), replicates: 1 };
  const summary = summaryOf({
    'stock.inService[2026]': amount('stock.inService[2026]', 1234.5, null),
  });
  const text = terminalReport(plan, { ...summary, replicates: 1 }, facts, plain);
  expect(text).toContain('~1,230');
  expect(text).toContain('With one replicate nobody knows the Monte Carlo error');
});

test('what a run changed is told with what the model says and who changed it', () => {
  const text = terminalReport(
    planOf({ 'market.banned': 'point(value=1)' }, 'preset ban'),
    summaryOf(),
    facts,
    plain,
  );
  expect(text).toContain('  market.banned  1, not 0 (preset ban)');
  expect(text).toMatch(/^Presets +ban$/m);
});

test('correlations that are not of the model are told, and those of the model are not', () => {
  const text = terminalReport(correlatedPlan(), summaryOf(), facts, plain);
  expect(text).toContain(
    `Correlations changed: 2
  stock.retirementRate, market.wanted: rank correlation -0.5, not independent
  market.installs, market.banned, market.other: Kendall's tau [[1, 0.5, 0.2],
    [0.5, 1, 0], [0.2, 0, 1]], Student t with df 4, not independent
`,
  );
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
  const text = terminalReport(planOf(), summary, facts, { ...plain, columns: 100 });
  expect(text).toContain('stock.met[2027]: 1,311 of 131,072, trials 81204, 99120, ...');
  expect(text).toContain('Replay one: chipcast trial heat-pumps-abababab 81204');
  expect(text).toContain('would move by 1 of 100 trials at most');
  expect(text).toContain(
    'All wants are met in 2027: between 22.8 ± 0.4 and 23.8 ± 0.4 of 100 trials.',
  );
});

test('what it takes to find and repeat the run is at the end', () => {
  const text = terminalReport(planOf(), summaryOf(), facts, plain);
  expect(text).toContain('Trials  131,072 in 16 replicates of 8,192, sobol, seed 7');
  expect(text).toMatch(/^Digest {2}0123456789abcdef$/m);
  expect(text).toContain(heatPumps.program.fingerprint.slice(0, 16));
  expect(text).toMatch(/^Folder {2}runs\/out\/heat-pumps-abababab$/m);
  expect(text.endsWith('Files   run.json  summary.json\n')).toBe(true);
});

test.each([80, 100, 200])('no line is wider than a terminal of %d columns', (columns) => {
  const outcomes = [...new Set(heatPumps.program.outcomes.map(({ id }) => id))];
  const program = { ...heatPumps.program, headlines: [...outcomes, 'stock.inService[2026Q3]'] };
  const plan = {
    ...planOf({ 'stock.retirementRate': 'lognormal(p10=0.0412345678, p90=0.0812345678)' }),
    program,
  };
  const { copulas = [] } = correlatedPlan();
  const options = { columns, colour: false };
  const lines = terminalReport({ ...plan, copulas }, summaryOf(), facts, options).split('\n');
  expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns);
});

test('escape codes are written only where they are wanted', () => {
  expect(terminalReport(planOf(), summaryOf(), facts, plain)).not.toContain('\u001B');
  const bold = terminalReport(planOf(), summaryOf(), facts, { ...plain, colour: true });
  expect(bold).toContain('\u001B[1mAll wants are met\u001B[22m');
  // eslint-disable-next-line no-control-regex
  expect(bold.replace(/\u001B\[\d+m/g, '')).toBe(
    terminalReport(planOf(), summaryOf(), facts, plain),
  );
});
