/**
 * What a batch leaves: which cell is in which folder, and of what each was asked, so that a change
 * can be named.
 */

import { canonicalJson, sha256 } from '../compile/canonical.ts';
import type { OutcomeKind } from '../compile/outcome-kind.ts';
import type { Plan } from '../plan/plan.ts';
import type { Comparison } from '../revision/comparison.ts';
import type { Summary } from '../stats/summary.ts';

/** The parts of a question: hashes where they are long. */
export interface Parts {
  readonly equations: string;
  readonly assumptions: string;
  readonly correlations: string;
  readonly evidence: string;
  readonly seed: string;
  readonly trials: number;
  readonly replicates: number;
  readonly design: string;
  readonly numerics: number;
}

export function partsOf(plan: Plan): Parts {
  const { program, inputs, copulas = [], evidence, seed, trials, replicates, design } = plan;
  const hash = (value: unknown): string => sha256(canonicalJson(value)).slice(0, 16);
  const { outcomes, values, states, time } = program;
  return {
    equations: hash({
      values,
      states,
      time,
      outcomes: outcomes.map(({ id, over, value }) => ({ id, over, value })),
    }),
    assumptions: hash(inputs.map(({ id, distribution }) => [id, distribution])),
    correlations: hash(copulas.map(({ inputs: ids, scores, df }) => [ids, scores, df ?? 0])),
    evidence: evidence
      ? hash({
          method: evidence.method,
          given: evidence.given,
          observations: evidence.observations.map(({ id, known, quantity, likelihood }) => [
            id,
            known,
            quantity,
            likelihood,
          ]),
        })
      : 'none',
    seed,
    trials,
    replicates,
    design,
    numerics: plan.numerics,
  };
}

/** What became other between two times: `trials 4096, now 8192`; `assumptions`. */
export function changesBetween(before: Parts, now: Parts): string[] {
  const keys = Object.keys(now) as (keyof Parts)[];
  const told = new Set(['seed', 'trials', 'replicates', 'design', 'numerics']);
  return keys.flatMap((key) =>
    before[key] === now[key]
      ? []
      : [told.has(key) ? `${key} ${before[key]}, now ${now[key]}` : key],
  );
}

type CellState = 'done' | 'failed' | 'stopped' | 'waiting';

export interface BatchCell {
  readonly name: string;
  readonly state: CellState;
  /** Name of its run folder. */
  readonly run: string;
  readonly id: string;
  readonly parts: Parts;
  /** Why it failed. */
  readonly why?: string;
  /** Headlines of a cell that is done, by column. */
  readonly headlines?: Readonly<
    Record<
      string,
      Pick<Summary['outcomes'][number], 'unit' | 'mean' | 'quantiles'> & {
        /** Absent where the model does not say it. */
        readonly kind?: OutcomeKind;
      }
    >
  >;
}

/** The file of a batch, `NAME.batch.json`. */
export interface BatchManifest {
  readonly format: 1;
  readonly batch: string;
  readonly cells: readonly BatchCell[];
  /** Cells that are done against the first of them. */
  readonly comparison?: Comparison;
}
