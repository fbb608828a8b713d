import { expect, test } from 'vitest';
import type { PastValue } from '../../src/language/model.ts';
import { documentMarkdown } from '../../src/report/media/markdown.ts';
import { documentText } from '../../src/report/media/terminal.ts';
import { reportedOutcomes } from '../../src/report/outcomes.ts';
import { runPage } from '../../src/report/pages/run.ts';
import { observedColumns, pastOf, pastText } from '../../src/report/past.ts';
import { declaredFigure } from '../../src/report/run-figures.ts';
import { toDay } from '../../src/text/day.ts';
import { wordingOf } from '../../src/wording/wording.ts';
import { facts, heatPumps, planOf, summaryOf } from './heat-pumps.ts';

const past = (outcome: string, period: string, value: number, source: string): PastValue => ({
  outcome,
  period,
  value,
  unit: '-',
  sources: [source],
});

const [byYear] = heatPumps.program.outcomes.filter(({ over }) => over === 'year');
const { id } = byYear!;
const history = [
  past(id, '2024', 900, 'S1'),
  past(id, '2024', 1100, 'S2'),
  past(id, '2025Q3', 7, 'S3'),
];
const program = { ...heatPumps.program, history };
const plan = { ...planOf(), program };

test('an outcome has the published values of its periods, and of quarters where it has none itself', () => {
  expect(pastOf(program, { id, over: 'year' })).toEqual(history);
  expect(pastOf(program, { id, over: 'horizon' })).toEqual([]);
  expect(pastOf(program, { id: 'another', over: 'year' })).toEqual([]);
  const both = {
    history,
    time: program.time,
    outcomes: [...program.outcomes, { ...byYear!, over: 'quarter' as const }],
  };
  expect(pastOf(both, { id, over: 'year' })).toEqual(history.slice(0, 2));
  expect(pastOf(both, { id, over: 'quarter' })).toEqual(history.slice(2));
});

test('values of before stand in one line, each with who says it', () => {
  expect(pastText(history, String, wordingOf('en'))).toBe(
    '2024 900 (S1); 2024 1100 (S2); 2025Q3 7 (S3)',
  );
  expect(pastText([], String, wordingOf('en'))).toBeUndefined();
});

test('the report has them before the numbers of the forecast', () => {
  const text = documentMarkdown(runPage(plan, summaryOf(), facts));
  expect(text).toContain(
    'Published before the forecast: 2024 900 (S1); 2024 1,100 (S2); 2025Q3 7 (S3).',
  );
  expect(documentMarkdown(runPage(planOf(), summaryOf(), facts))).not.toContain(
    'Published before the forecast',
  );
});

test('periods that evidence speaks of are marked with the observation', () => {
  const observation = (name: string, quantity: string) => ({
    id: name,
    known: toDay('2026-05-01'),
    quantity,
    likelihood: 'normal(value=1, sd=1)',
    about: {},
  });
  const evidence = {
    method: 'weights' as const,
    observations: [
      observation('E1', `log(${id}[2026] / 20)`),
      observation('E2', `${id}[2026] + ${id}[2026]`),
      observation('E3', 'a.share'),
    ],
    given: [],
  };
  expect([...observedColumns(program, evidence)]).toEqual([[`${id}[2026]`, { by: ['E1', 'E2'] }]]);
  expect([...observedColumns(program, undefined)]).toEqual([]);
  const text = documentMarkdown(runPage({ ...plan, evidence }, summaryOf(), facts));
  expect(text).toContain('| 2026 ◆ |');
  expect(text).toContain('◆ observed by the vintage: E1, E2.');
  expect(text).not.toContain('2027 ◆');
});

test('a year of which some quarters were observed is marked in part', () => {
  const outcomes = [...program.outcomes, { ...byYear!, over: 'quarter' as const }];
  const observations = ['2026Q3', '2026Q1', '2027Q2'].map((quarter, k) => ({
    id: `E${k + 1}`,
    known: toDay('2026-05-01'),
    quantity: `${id}[${quarter}]`,
    likelihood: 'normal(value=1, sd=1)',
    about: {},
  }));
  const evidence = { method: 'weights' as const, observations, given: [] };
  const parts = [...observedColumns({ ...program, outcomes }, evidence)].slice(0, 2);
  expect(parts).toEqual([
    [`${id}[2026]`, { by: ['E2', 'E1'], parts: ['2026Q1', '2026Q3'] }],
    [`${id}[2027]`, { by: ['E3'], parts: ['2027Q2'] }],
  ]);
  const text = documentMarkdown(
    runPage({ ...plan, program: { ...program, outcomes }, evidence }, summaryOf(), facts),
  );
  expect(text).toContain('| 2026 ◇ |');
  expect(text).toContain('◇ observed in part: 2026Q1, 2026Q3 (E2, E1).');
  expect(text).not.toContain('2028 ◇');
});

test('the terminal has published values, and marks what was observed', () => {
  const evidence = {
    method: 'weights' as const,
    observations: [
      {
        id: 'E1',
        known: toDay('2026-05-01'),
        quantity: `${id}[2026]`,
        likelihood: 'normal(value=1, sd=1)',
        about: {},
      },
    ],
    given: [],
  };
  const outcomes = reportedOutcomes(program, summaryOf(), evidence);
  const text = documentText(runPage({ ...plan, evidence }, summaryOf(), facts), { width: 100 });
  expect(text).toContain(
    '  Published before the forecast: 2024 900 (S1); 2024 1,100 (S2); 2025Q3 7 (S3).',
  );
  expect(text).toContain('2026 ◆');
  expect(text).toContain('  ◆ observed by the vintage: E1.');
  expect(text).not.toContain('2027 ◆');
  const chart = { kind: 'fan', title: 'F', outcomes: [id], over: 'year' } as const;
  const figure = declaredFigure(chart, outcomes);
  if (figure?.kind !== 'fan') throw new Error('the fan should be drawn');
  const [band] = figure.series[0]!.bands;
  expect([band!.period, band!.observed]).toEqual(['2026', true]);
  expect(figure.series[0]!.bands.filter(({ observed }) => observed)).toHaveLength(1);
  expect(figure.caption).toContain('diamonds are periods');
  expect(declaredFigure(chart, reportedOutcomes(program, summaryOf()))?.caption).not.toContain(
    'diamonds',
  );
});

test('a fan of years begins with the published years', () => {
  const outcomes = reportedOutcomes(program, summaryOf());
  const figure = declaredFigure(
    { kind: 'fan', title: 'F', outcomes: [id], over: 'year', scale: 'log' },
    outcomes,
  );
  if (figure?.kind !== 'fan') throw new Error('the fan should be drawn');
  expect(figure.periods.slice(0, 3)).toEqual(['2024', '2025', '2026']);
  expect(figure.series[0]!.past.map(({ value }) => value)).toEqual([900, 1100]);
  expect(figure.caption).toContain('published values of before');
});
