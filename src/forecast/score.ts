/** Runs against what became known. */

import { outcomeColumns } from '../compile/program.ts';
import { recordableKinds, recordableNames, recordableUnits } from '../compile/record.ts';
import type { Executor } from '../execute/executor.ts';
import type { Plan } from '../plan/plan.ts';
import { type ScoreDocument, scoreDocument } from '../score/document.ts';
import { writtenNumbers } from '../score/possible-truth.ts';
import { type ScoredRun, scoreRun } from '../score/score-run.ts';
import { checkedTruths, type StatedTruth, type Truth } from '../score/truth.ts';
import { lastDayOf, toVintage, vintageFault } from '../text/day.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Run } from './run.ts';
import { UsageError } from './usage-error.ts';

export interface ScoreOptions {
  /** A month or a day: truths that became known later are left out. */
  readonly asOf?: string;
  /** Where the truths are from, for the record. */
  readonly source?: string;
}

/**
 * Scores of a run, or of several side by side, against what became known.
 *
 * @param truths  each of one target, an outcome, an input or a variable with its period, with the
 *           day on which it was known
 * @returns       for each run and each target its scores, beside those of naive forecasts;
 *   calibration; comparisons of the runs
 * @throws SpecError with everything that is wrong with the truths; UsageError if no run has any of
 *   the targets
 *
 * @example
 * const { runs } = score(run, [{ target: 'pumps.installed[2026]', value: 80, known: '2027-01-31' }]);
 * runs[0].targets[0].scores;
 */
export function score(
  runs: Run | readonly Run[],
  truths: readonly StatedTruth[],
  { asOf, source = 'truths' }: ScoreOptions = {},
): ScoreDocument {
  const all: readonly Run[] = Array.isArray(runs) ? runs : [runs as Run];
  const known = knownBy(checkedTruths(truths), asOf, source);
  refuseStrangers(source, known, all);
  return scoreDocument(
    source,
    all.map((run) => scored(run, source, known)),
    unknownYet(all[0].plan, known),
  );
}

/** The same for an executor, which computes what draws it takes. */
export async function scoreWith(
  runs: readonly Run[],
  truths: readonly Truth[],
  options: ScoreOptions,
  executor: Executor,
): Promise<ScoreDocument> {
  const { asOf, source = 'truths' } = options;
  const known = knownBy(truths, asOf, source);
  refuseStrangers(source, known, runs);
  for (const run of runs) await run.columns.load(targetsOf(run, known), executor);
  return score(runs, truths, options);
}

function knownBy(
  truths: readonly Truth[],
  asOf: string | undefined,
  source: string,
): readonly Truth[] {
  if (asOf === undefined) return truths;
  const fault = vintageFault(asOf);
  if (fault !== undefined) throw new UsageError(`asOf: ${fault}`);
  const day = lastDayOf(toVintage(asOf));
  const found = truths.filter(({ known }) => known <= day);
  if (found.length === 0)
    throw new UsageError(`${source} has no truth that was known by ${day} (--as-of)`);
  return found;
}

/** Truths of which no target is in any run were meant for something else. */
function refuseStrangers(source: string, truths: readonly Truth[], runs: readonly Run[]): void {
  const known = new Set(runs.flatMap(({ plan }) => recordableNames(plan.program)));
  if (truths.some(({ target }) => known.has(target))) return;
  throw new UsageError(
    [
      `${source} has no target that the run has:`,
      ...truths
        .slice(0, 5)
        .map(({ target }) => `  ${target} is no column of it${didYouMean(target, [...known])}`),
    ].join('\n'),
  );
}

function targetsOf({ plan }: Run, truths: readonly Truth[]): readonly string[] {
  const known = new Set(recordableNames(plan.program));
  return truths.flatMap(({ target }) => (known.has(target) ? [target] : []));
}

function scored(run: Run, source: string, truths: readonly Truth[]): ScoredRun {
  const { plan, columns } = run;
  const names = targetsOf(run, truths);
  const nothing = {
    columns: new Map<string, Float64Array>(),
    weights: { values: new Float64Array(), firsts: [0] },
  };
  const last = plan.evidence?.observations
    .map(({ known }) => known)
    .toSorted()
    .at(-1);
  const knows = plan.evidence?.asOf ?? last;
  return scoreRun(
    {
      run: run.name,
      truths: source,
      ...(names.length === 0 ? nothing : columns.take(names)),
      units: recordableUnits(plan.program),
      kinds: recordableKinds(plan.program),
      codes: writtenNumbers(plan),
      ...(knows === undefined ? {} : { knows }),
    },
    truths,
  );
}

function unknownYet({ program }: Plan, truths: readonly Truth[]): ScoreDocument['withoutTruth'] {
  const known = new Set(truths.map(({ target }) => target));
  const columns = outcomeColumns(program).filter(({ id }) => !known.has(id));
  const headlines = new Set(program.headlines ?? []);
  const isHeadline = ({ id, outcome }: (typeof columns)[number]): boolean =>
    program.outcomes[outcome].over !== 'quarter' &&
    (headlines.has(id) || headlines.has(program.outcomes[outcome].id));
  const first = columns.filter(isHeadline).map(({ id }) => id);
  return { headlines: first, others: columns.length - first.length };
}
