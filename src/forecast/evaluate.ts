/** A model at given values of its inputs: one trial a row, nothing drawn. */

import { evaluate as evaluateTrial } from '../compile/evaluate.ts';
import type { Program, ProgramInput } from '../compile/program.ts';
import { parseDistribution } from '../distributions/index.ts';
import { traceOf, trialDocument } from '../execute/replay.ts';
import type { Model } from '../language/model.ts';
import type { Plan } from '../plan/plan.ts';
import { didYouMean } from '../text/nearest.ts';
import { type QuestionOptions, question } from './forecast.ts';
import { UsageError } from './usage-error.ts';

/**
 * Values of inputs by id, in their units; of an input with a value each quarter one number for all
 * of them, or one each.
 */
export type InputRow = Readonly<Record<string, number | readonly number[]>>;

export interface EvaluateOptions extends Pick<QuestionOptions, 'presets' | 'set'> {
  /**
   * What inputs are that a row does not name: the median of their distribution, or nothing, which
   * is refused.
   */
  readonly otherwise?: 'median' | 'refuse';
}

/**
 * What a model gives for one row. Values may be NaN or infinite, as they are in a trial that fails.
 */
export interface Evaluation {
  /** Yearly and horizon outcomes, by id with the period: `h200.units[2026]`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Quarterly outcomes by id, a value a quarter. */
  readonly series: Readonly<Record<string, readonly number[]>>;
  /** Every variable and stock by id: a number, or one a quarter. */
  readonly variables: Readonly<Record<string, number | readonly number[]>>;
}

/** Faults that a message names one by one. */
const NAMED = 20;

/**
 * Evaluates a model at values that you choose, to the bit as a trial of a run with the same values.
 *
 * @param rows  of each trial the values of the inputs; those that `set` or a preset fixes may be
 *              left out, and those on which no outcome depends
 * @returns     one evaluation a row
 * @throws UsageError naming all inputs that are missing or unknown, and all values that are no
 *   finite numbers
 *
 * @example
 * const rows = [{ 'subsidy.rate': 0 }, { 'subsidy.rate': 0.3 }];
 * const [without, with30] = evaluate(heatPumps, rows, { otherwise: 'median' });
 * with30.outcomes['pumps.installed[2029]'] - without.outcomes['pumps.installed[2029]'];
 */
export function evaluate(
  model: Model,
  rows: readonly InputRow[],
  { otherwise = 'refuse', ...options }: EvaluateOptions = {},
): readonly Evaluation[] {
  const { plan } = question(model, { ...options, trials: 1, replicates: 1 });
  const { program } = plan;
  const fallback = otherwise === 'median' ? medians(plan) : fixed(plan);
  const faults = rows.flatMap((row, k) => faultsOf(row, program, fallback, `rows[${k}]`));
  if (faults.length > 0) throw new UsageError(told(faults));
  return rows.map((row) => {
    const inputs = program.inputs.map(({ id, over }, k) =>
      spread(row[id] ?? fallback[k] ?? 0, over, program),
    );
    const replay = { inputs, trial: evaluateTrial(program, inputs) };
    const { outcomes, series } = trialDocument(program, replay);
    return { outcomes, series, variables: traceOf(program, replay) };
  });
}

/** One value a quarter, if the input has one. */
function spread(
  value: number | readonly number[],
  over: ProgramInput['over'],
  { time }: Program,
): number | readonly number[] {
  if (over === 'quarter' && typeof value === 'number') return time.quarters.map(() => value);
  return value;
}

/** Values of the inputs that are fixed; undefined of the others. */
function fixed({ inputs }: Plan): readonly (number | undefined)[] {
  return inputs.map(({ distribution }) => {
    const { mapping } = parseDistribution(distribution);
    return mapping.kind === 'point' ? mapping.value : undefined;
  });
}

function medians({ inputs }: Plan): readonly number[] {
  return inputs.map(({ distribution }) => parseDistribution(distribution).quantile(0.5));
}

function faultsOf(
  row: InputRow,
  { inputs, time }: Program,
  fallback: readonly (number | undefined)[],
  path: string,
): string[] {
  const ids = inputs.map(({ id }) => id);
  const unknown = Object.keys(row).filter((id) => !ids.includes(id));
  return [
    ...unknown.map((id) => `${path}: there is no input "${id}"${didYouMean(id, ids)}`),
    ...inputs.flatMap(({ id, over, used }, k) => {
      const value = row[id];
      if (value === undefined)
        return used && fallback[k] === undefined
          ? [`${path}: ${id} is missing; give it, or ask for { otherwise: 'median' }`]
          : [];
      const values = typeof value === 'number' ? [value] : value;
      const wanted = over === 'quarter' ? time.quarters.length : 1;
      if (typeof value !== 'number' && (!Array.isArray(value) || value.length !== wanted))
        return [
          `${path}: ${id} wants a number${wanted > 1 ? `, or ${wanted}, one a quarter` : ''}`,
        ];
      return values.every((x) => typeof x === 'number' && Number.isFinite(x))
        ? []
        : [`${path}: ${id} is ${values.join(', ')}; wanted finite numbers`];
    }),
  ];
}

function told(faults: readonly string[]): string {
  const more = faults.length - NAMED;
  return [...faults.slice(0, NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
