/**
 * The figures of the guide and of the model's README against runs: a figure is right if it lies
 * within half a unit of its last digit, and five standard errors, of what a run says.
 * @slow eleven runs of the China model
 */

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { unsourcedInputs } from '../../src/compile/sourced.ts';
import { parseDistribution } from '../../src/distributions/index.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { run } from '../../src/execute/run.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import type { Estimate, OutcomeSummary } from '../../src/stats/summary.ts';
import { planOf, posteriorOf } from '../evidence/posterior.ts';

const { program } = compile(china);
const guide = china.guide!;
const readme = readFileSync(
  new URL('../../models/china-ai-chips/README.md', import.meta.url),
  'utf8',
);

/** Cells of the rows of the table under a heading of the README, without the row of headings. */
function tableUnder(heading: string): string[][] {
  const section = readme.slice(readme.indexOf(`## ${heading}`)).split('\n## ')[0]!;
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** Numbers of a text, each with half a unit of its last digit. */
function numbersIn(text: string): { value: number; half: number }[] {
  return [...text.matchAll(/-?\d[\d,]*(?:\.\d+)?/g)].map(([written]) => {
    const plain = written.replaceAll(',', '');
    const decimals = plain.split('.')[1]?.length;
    const zeros = /0*$/.exec(plain)![0].length;
    const unit = decimals === undefined ? (plain.length > 2 ? 10 ** zeros : 1) : 10 ** -decimals;
    return { value: Number(plain), half: unit / 2 };
  });
}

type Outcomes = (id: string) => OutcomeSummary;
const YIELD = 'foundry.startYieldForced';

const [MONEY, COMPUTE, INFERENCE] = [
  'balance.domesticReached[2028]',
  'balance.domesticComputeReached[2028]',
  'balance.inferenceReached[2028]',
] as const;

/** The rows of the table of what follows, in its order. */
const FOLLOWS = [
  MONEY,
  COMPUTE,
  INFERENCE,
  'h200.units[2026]',
  'share.domesticUsd[2026]',
  'share.huaweiUsd[2026]',
  'domestic.units[2026]',
  'foundry.yield7[2026]',
  'foundry.capacity[2026]',
];

/** Of the columns that are asked for alone, since each takes its time to summarise. */
async function outcomesWith(
  set: Record<string, number>,
  columns: readonly string[] = [MONEY],
): Promise<Outcomes> {
  const asked = new Set(columns.map((column) => column.replace(/\[.*/, '')));
  const plan = resolvePlan({
    program: {
      ...program,
      outcomes: program.outcomes.filter(({ id }) => asked.has(id)),
      forecasts: [],
    },
    presets: { changed: { question: 'What if?', set } },
    presetOptions: Object.keys(set).length === 0 ? [] : ['changed'],
  });
  const log = { done: new Map<number, string>(), record() {} };
  const result = await run(plan, inlineExecutor(), log, { summaryOnly: true });
  if (result.state !== 'finished') throw new Error(result.state);
  const { outcomes } = result.summary;
  return (id) => outcomes.find((one) => one.id === id)!;
}

function agrees(
  what: string,
  { value, half }: { value: number; half: number },
  found: Estimate,
  scale = 100,
): void {
  const bound = half + 5 * scale * (found.se ?? 0) + 1e-9;
  expect(Math.abs(value - scale * found.value!), `${what}: ${value}`).toBeLessThanOrEqual(bound);
}

describe('what follows', () => {
  let prior: Outcomes;
  let posterior: Outcomes;
  beforeAll(async () => {
    prior = await outcomesWith({}, FOLLOWS);
    posterior = (await posteriorOf(planOf(china, { asOf: '2026-11' }))).of;
  }, 600_000);

  test('the guide says the three chances, before the evidence and after it', () => {
    const [first, second, third] = guide.follows!;
    const of = (text: string) => numbersIn([...text.matchAll(/\d+%/g)].join(' '));
    const said = [...of(first!), ...of(second!)];
    expect(said).toHaveLength(3);
    for (const [k, id] of [MONEY, COMPUTE, INFERENCE].entries()) {
      agrees(id, said[k]!, prior(id).mean);
      agrees(`${id} after`, of(third!)[k]!, posterior(id).mean);
    }
  });

  const rows = tableUnder('What follows');
  test.each(rows.map((row, k) => [row[0]!, row, FOLLOWS[k]!] as const))(
    'README: %s',
    (label, row, id) => {
      expect(rows).toHaveLength(FOLLOWS.length);
      for (const [k, of] of [prior, posterior].entries()) {
        const cell = row[k + 1]!;
        const said = numbersIn(cell);
        const { mean, quantiles } = of(id);
        if (cell.includes('of 100')) agrees(label, said[0]!, mean);
        else
          for (const [j, name] of (['p50', 'p5', 'p95'] as const).entries())
            agrees(`${label}, ${name}`, said[j]!, quantiles[name], cell.includes('%') ? 100 : 1);
      }
    },
  );
});

describe('what would change it', () => {
  const rows = tableUnder('What yield would do');
  test.each(rows.map(([at, chance]) => [at!, chance!] as const))(
    'README: with a yield of %s the chance is %s',
    async (at, chance) => {
      const of = await outcomesWith({ [YIELD]: numbersIn(at)[0]!.value / 100 });
      agrees(at, numbersIn(chance)[0]!, of(MONEY).mean);
    },
    120_000,
  );

  test('the guide says what yields of 20 and 87 percent give, and the broker', async () => {
    const [yields, broker] = guide.changes!;
    const [low, atLow, reported, even] = numbersIn([...yields!.matchAll(/\d+%/g)].join(' '));
    agrees(
      'with a low yield',
      atLow!,
      (await outcomesWith({ [YIELD]: low!.value / 100 }))(MONEY).mean,
    );
    agrees('as reported', reported!, (await outcomesWith({}))(MONEY).mean);
    // The chance rises by half a point with each point of yield: 50 within 1.
    const at = (await outcomesWith({ [YIELD]: even!.value / 100 }))(MONEY).mean;
    agrees('even', { value: 50, half: 1 }, at);
    const set = china.presets!['bernstein']!.set as Record<string, number>;
    agrees('bernstein', numbersIn(broker!)[0]!, (await outcomesWith(set))(MONEY).mean);
  }, 300_000);
});

describe('what is assumed', () => {
  const rows = tableUnder('What is assumed: the fifteen inputs that matter');

  test.each((guide.inputs ?? []).map(({ input }, k) => [input, rows[k]!] as const))(
    'README: the median and the interval of %s are those of its distribution',
    (id, [label, median, interval]) => {
      const { distribution } = program.inputs.find((one) => one.id === id)!;
      const { quantile } = parseDistribution(distribution);
      const said = [...numbersIn(median!), ...numbersIn(interval!)];
      const scale = /%/.test(`${median} ${interval}`) ? 100 : 1;
      for (const [k, p] of [0.5, 0.05, 0.95].entries())
        agrees(`${label} at ${p}`, said[k]!, { ...NO_ERROR, value: quantile(p) }, scale);
    },
  );

  test('README: so many are judgement, have no source or one that names none, and rest on a number', () => {
    const own = program.inputs.filter(({ about }) => about.role !== 'factor');
    const judged = own.filter(({ about }) => about.judgement);
    const unsourced = [...unsourcedInputs(program)].filter(
      ({ about }) => about.role !== 'factor' && !about.judgement,
    );
    expect([own.length, judged.length, unsourced.length]).toEqual([183, 134, 9]);
    expect(readme).toContain('134 of the 183 assumptions are marked as judgement');
    expect(readme).toContain('40 rest on a published number with a source');
    // Each says so where it is declared.
    for (const { id, about } of unsourced)
      expect(about.why, id).toMatch(/without a source|no source/);
  });
});

const NO_ERROR = { se: 0, low: null, high: null };
