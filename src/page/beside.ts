/** What a page shows beside the run itself, computed by verbs and carried as plain data. */

import type { EvidenceDocument } from '../evidence/document.ts';
import type { Plan } from '../plan/plan.ts';
import type { Certificate } from '../report/certificate.ts';
import type { RunFacts } from '../report/run-facts.ts';
import type { Analysis } from '../sensitivity/document.ts';
import type { Estimate, Summary } from '../stats/summary.ts';

/** The headline of a page: one column of the run, and which of its numbers is told. */
export interface Asked {
  /** With its period: `balance.domesticReached[2028]`. */
  readonly column: string;
  readonly statistic: 'probability' | 'median';
}

export interface ScenarioRow {
  /** Name of a preset of the model. */
  readonly name: string;
  readonly question: string;
  readonly value: Estimate;
  /** From the baseline, trial by trial, with the error of the difference. */
  readonly difference: Estimate;
}

/** The headline in every scenario of the model, all from the same draws. */
export interface Scenarios extends Asked {
  readonly trials: number;
  /** The model's own assumptions. */
  readonly baseline: Estimate;
  readonly rows: readonly ScenarioRow[];
}

/** Single trials, each a value a period, by id of outcome and what it is over: `h200.units quarter`. */
export type SamplePaths = Readonly<Record<string, readonly (readonly (number | null)[])[]>>;

export interface Beside {
  readonly scenarios?: Scenarios | undefined;
  readonly paths?: SamplePaths | undefined;
  readonly analysis?: Analysis | undefined;
  readonly evidence?: EvidenceDocument | undefined;
}

/** Everything that a page is made from. */
export interface PageInput extends Beside {
  readonly plan: Plan;
  readonly summary: Summary;
  readonly facts: RunFacts;
  readonly certificate?: Certificate | undefined;
  /** The run itself, where a reader changed assumptions: drawn in grey behind what is now. */
  readonly base?: { readonly plan: Plan; readonly summary: Summary } | undefined;
}
