/** What was observed by the vintage is marked wherever numbers of its periods leave a run. */

import { beforeAll, expect, test } from 'vitest';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { vintageRows } from '../../src/export/hub-rows.ts';
import { hubTargets } from '../../src/export/hub-targets.ts';
import { summaryTable } from '../../src/export/summary-table.ts';
import { answers } from '../../src/forecast/answers.ts';
import {
  annual,
  component,
  forecast,
  input,
  lognormal,
  model,
  outcome,
  quarterly,
  quarters,
  type Run,
  years,
} from '../../src/node/index.ts';
import { reportedOutcomes } from '../../src/report/outcomes.ts';

const sold = input('sold', {
  unit: 'piece',
  distribution: lognormal({ p10: 1, p90: 4 }),
  over: quarters,
});
const shop = model('shop', {
  title: 'Shop',
  calendar: quarterly('2026Q1', 8),
  components: [
    component('all', 'All.', [
      sold,
      outcome('sold', { unit: 'piece', over: quarters, is: sold }),
      outcome('sold', { unit: 'piece', over: years, is: annual.sum(sold) }),
    ]),
  ],
});
const seen = {
  id: 'till',
  known: '2026-05-02',
  quantity: 'sold[2026Q1]',
  likelihood: 'normal(2, 0.5)',
};
let run: Run;

beforeAll(async () => {
  run = await forecast(shop, { trials: 1024, seed: 'shop', evidence: [seen] });
});

const marked = {
  'sold[2026Q1]': 'till',
  'sold[2026]': '2026Q1 (till)',
};

test.each([
  ['wide', false],
  ['long', true],
])('in the %s table of the summary', (_, long) => {
  const { plan, summary } = run;
  const table = summaryTable(plan.program, summary, plan.evidence, {}, long);
  const [ids, observed] = ['id', 'observed'].map((name) =>
    Array.from(
      table.cells(
        table.columns.findIndex((column) => column.name === name),
        0,
        table.rows,
      ),
    ),
  );
  const said = ids!.flatMap((id, row) => (observed![row] === '' ? [] : [[id, observed![row]]]));
  expect(Object.fromEntries(said)).toEqual(marked);
});

test('a level of quantiles that is usual has its columns once', () => {
  const { plan, summary } = run;
  const program = { ...plan.program, quantiles: [0.5] };
  const { columns } = summaryTable(program, summary, plan.evidence, {}, false);
  expect(columns.filter(({ name }) => name === 'p50')).toHaveLength(1);
});

test('beside answers', async () => {
  const questions = ['E(sold[2026])', 'E(sold[2026Q1] + sold[2026Q2])', 'E(sold[2027])'];
  const found = await answers(run, questions, inlineExecutor());
  expect(found.map(({ observed }) => observed)).toEqual([
    [{ column: 'sold[2026]', by: ['till'], parts: ['2026Q1'] }],
    [{ column: 'sold[2026Q1]', by: ['till'] }],
    undefined,
  ]);
});

test('in a hub', () => {
  const { plan, summary } = run;
  const outcomes = reportedOutcomes(plan.program, summary, plan.evidence);
  const wanted = new Set(['sold[2026Q1]', 'sold[2026]']);
  expect(
    vintageRows(hubTargets(outcomes, wanted), plan.evidence).map((row) => row.slice(0, 6)),
  ).toEqual([
    ['sold by year', '2026-12-31', 'part', '2026Q1', 'till', '2026-05-02'],
    ['sold by quarter', '2026-03-31', 'whole', '', 'till', '2026-05-02'],
  ]);
});
