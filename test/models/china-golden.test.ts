/**
 * Worked trials of edition 2 of the China model: uniforms, and what they give. They were computed by
 * an independent implementation of the model, which shares no code with this one: 21 trials with
 * uniforms, inputs, all yearly and horizon outcomes, all quarterly series and the log likelihood of
 * every observation, and for three of them every variable in every quarter.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { outcomeColumns, type Program, type Value } from '../../src/compile/program.ts';
import { piecesOf } from '../../src/evidence/weigh.ts';
import { replayUniforms, traceOf, trialDocument } from '../../src/execute/replay.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { chipcast } from '../cli/chipcast.ts';
import { planOf } from '../evidence/posterior.ts';

type Values = Readonly<Record<string, number | readonly number[]>>;

interface WorkedTrial {
  readonly uniforms: Values;
  readonly inputs: Values;
  readonly outputs: Readonly<Record<string, number>>;
  readonly quarterly: Readonly<Record<string, readonly number[]>>;
  readonly logLikelihood: Readonly<Record<string, number>>;
  readonly trace?: Values;
}

const file = fileURLToPath(new URL('../fixtures/china-worked-trials.json', import.meta.url));
const fixture = JSON.parse(readFileSync(file, 'utf8')) as {
  conventions: { edition: number };
  allUniformsHalf: WorkedTrial;
  trials: WorkedTrial[];
};
const worked: [name: string, trial: WorkedTrial][] = [
  ['all uniforms at one half', fixture.allUniformsHalf],
  ...fixture.trials.map((trial, k): [string, WorkedTrial] => [`worked trial ${k}`, trial]),
];
const traced = worked.filter(([, trial]) => trial.trace !== undefined);

const { program } = compile(china);
const plan = resolvePlan({ program, presets: china.presets });

/**
 * Draws from the tables are off by up to 1e-9 of their value within four standard deviations, and
 * codes by nothing.
 */
const INPUTS = 1e-8;
/**
 * Errors of inputs pass through the equations; where two large numbers cancel, they grow about
 * tenfold.
 */
const OUTCOMES = 1e-7;
/**
 * Where all demand is met, what is left of it is 0 or the last bit of some tens of USDbn, and what
 * is computed from that no more.
 */
const CANCELLED = 1e-14;

/**
 * Where values differ by more than `tolerance` of the worked one, in words. Of a variable that does
 * not change by quarter the worked trials list every quarter and we one value, or the other way
 * round.
 */
function differences(found: Values, wanted: Values, tolerance: number): string[] {
  const ids = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  return ids.flatMap((id) => {
    if (found[id] === undefined) return [`${id} is not given`];
    if (wanted[id] === undefined) return [`${id} is not in the worked trial`];
    const [ours, theirs] = [[found[id]].flat(), [wanted[id]].flat()];
    const length = Math.max(ours.length, theirs.length);
    if ([ours, theirs].some((list) => list.length !== 1 && list.length !== length))
      return [`${id} has ${ours.length} values, wanted ${theirs.length}`];
    return Array.from({ length }, (_, t) => {
      const [x, y] = [ours[ours.length === 1 ? 0 : t]!, theirs[theirs.length === 1 ? 0 : t]!];
      return Math.abs(x - y) <= tolerance * Math.abs(y) + CANCELLED
        ? []
        : [`${id} ${t}: ${x}, wanted ${y}`];
    }).flat();
  });
}

describe('reference: the worked trials', () => {
  test('there are 21, each with 165 uniforms, 186 inputs, 339 outcomes and 19 series, three with every variable', () => {
    expect(worked).toHaveLength(21);
    for (const [name, { uniforms, inputs, outputs, quarterly }] of worked) {
      expect(Object.values(uniforms).flat().length, name).toBe(165);
      expect(Object.keys(inputs).length, name).toBe(186);
      expect(Object.keys(outputs).length, name).toBe(339);
      expect(Object.values(quarterly).map((series) => series.length)).toEqual(
        Array.from({ length: 19 }, () => 12),
      );
    }
    expect(traced.map(([, { trace }]) => Object.keys(trace!).length)).toEqual([213, 213, 213]);
  });

  test('are of the edition that the model says', () => {
    expect(china.edition).toBe(fixture.conventions.edition);
  });

  const replayed = new Map(
    worked.map(([name, { uniforms }]) => [name, replayUniforms(plan, uniforms)]),
  );

  test.each(worked)('%s: the uniforms give the inputs', (name, { inputs }) => {
    const document = trialDocument(program, replayed.get(name)!);
    expect(differences(document.inputs, inputs, INPUTS)).toEqual([]);
  });

  test.each(worked)('%s: the inputs give the outcomes and the series', (name, wanted) => {
    const { outcomes, series } = trialDocument(program, replayed.get(name)!);
    expect(differences(outcomes, wanted.outputs, OUTCOMES)).toEqual([]);
    expect(differences(series, wanted.quarterly, OUTCOMES)).toEqual([]);
  });

  const weighed = planOf(china, { asOf: '2026-11' });

  test.each(worked)('%s: every observation has its likelihood', (name, { logLikelihood }) => {
    const replay = replayed.get(name)!;
    const { inputs } = trialDocument(program, replay);
    const trace = traceOf(program, replay);
    const column = (id: string): Float64Array => {
      const [, bare, quarter] = /^(.*?)(?:\[(.*)\])?$/.exec(id)!;
      const value = trace[bare!] ?? inputs[bare!]!;
      return Float64Array.of(
        typeof value === 'number' ? value : value[program.time.quarters.indexOf(quarter!)]!,
      );
    };
    const logs = piecesOf(weighed).map((piece) => [piece.id, piece.logs(column, 1)[0]!]);
    expect(differences(Object.fromEntries(logs), logLikelihood, OUTCOMES)).toEqual([]);
  });

  test.each(traced)('%s: every variable is the same in every quarter', (name, { trace }) => {
    expect(differences(traceOf(program, replayed.get(name)!), trace!, OUTCOMES)).toEqual([]);
  });
});

/**
 * A plan in which every draw comes out as in the worked trial. One value of probability 1, rather
 * than a fixed number, so that the machine computes with columns and nothing is known beforehand; a
 * factor is drawn but read by nobody.
 */
function planWith({ inputs }: WorkedTrial): Plan {
  const byQuarter = new Map(
    program.inputs.flatMap(({ id }, k) =>
      typeof inputs[id] === 'number' ? [] : [[k, inputs[id] as readonly number[]] as const],
    ),
  );
  const values = program.values.map((value): Value => {
    const series = value.op === 'input' ? byQuarter.get(value.input) : undefined;
    return series ? { op: 'schedule', values: series } : value;
  });
  const given: Program = {
    ...program,
    values,
    inputs: program.inputs.map((input, k) => ({
      ...input,
      loadings: [],
      used: input.used && !byQuarter.has(k),
    })),
  };
  return {
    ...plan,
    trials: 3,
    replicates: 1,
    program: given,
    inputs: plan.inputs.map(({ id, distribution }) => ({
      id,
      distribution: typeof inputs[id] === 'number' ? `discrete(${inputs[id]}:1)` : distribution,
    })),
  };
}

test.each(worked)('reference: %s: the machine gives its outcomes and series', (_, wanted) => {
  const given = planWith(wanted);
  const { columns, trials } = new Simulator(given, loadKernel()).block(0);
  const found: Record<string, number> = {};
  outcomeColumns(program).forEach(({ id }, k) => {
    const draws = [...columns.subarray(k * trials, (k + 1) * trials)];
    // All trials are the same.
    expect(new Set(draws).size, id).toBe(1);
    found[id] = draws[0]!;
  });
  const series = Object.entries(wanted.quarterly).flatMap(([id, list]) =>
    list.map((value, t): [string, number] => [`${id}[${program.time.quarters[t]}]`, value]),
  );
  expect(
    differences(found, { ...wanted.outputs, ...Object.fromEntries(series) }, OUTCOMES),
  ).toEqual([]);
});

test('reference: `chipcast trial --uniforms FILE --json` answers with the worked trials', async () => {
  const { code, stdout, stderr } = await chipcast('trial', '--uniforms', file, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { trials, ...rest } = JSON.parse(stdout) as {
    trials: { inputs: Values; outcomes: Values; series: Values }[];
  };
  expect(rest).toEqual({});
  expect(trials).toHaveLength(20);
  fixture.trials.forEach((wanted, k) => {
    const { inputs, outcomes, series, ...more } = trials[k]!;
    expect(more).toEqual({});
    // From the quantile functions, not from tables of them: a thousand roundings, and a thousand more
    // where large numbers cancel.
    expect(differences(inputs, wanted.inputs, 1e-13)).toEqual([]);
    expect(differences(outcomes, wanted.outputs, 1e-10)).toEqual([]);
    expect(differences(series, wanted.quarterly, 1e-10)).toEqual([]);
  });
});
