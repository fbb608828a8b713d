/** What tables say of the run they are from, and of its columns. */

import type { Program } from '../compile/program.ts';
import type { Plan } from '../plan/plan.ts';
import { type ReportedOutcome, reportedOutcomes } from '../report/outcomes.ts';
import type { Observed } from '../report/past.ts';
import type { Summary } from '../stats/summary.ts';
import { bareId } from '../text/column-name.ts';
import { VERSION } from '../version.ts';
import type { TableColumn } from './table.ts';

/** Facts by name, as texts: with them a table can be traced to its run, and the run made again. */
export function aboutRun(plan: Plan, run: string): Readonly<Record<string, string>> {
  const { program, id, seed, design, trials, replicates, numerics } = plan;
  return {
    model: program.name,
    title: program.title,
    name: run,
    run: id,
    seed,
    fingerprint: program.fingerprint,
    design,
    trials: String(trials),
    replicates: String(replicates),
    numerics: String(numerics),
    version: VERSION,
  };
}

export interface DescribedOutcome {
  readonly outcome: ReportedOutcome;
  /** `2026`, `2026Q1`, `2026-2028`. */
  readonly period: string;
  /** Of an event or a category: how its codes read. */
  readonly categories?: Readonly<Record<string, string>>;
  /** What the vintage had observed of it. */
  readonly observed?: Observed;
}

/** What each column of outcomes is, by its id. */
export function describedOutcomes(
  program: Program,
  summary: Summary,
  evidence?: Plan['evidence'],
): ReadonlyMap<string, DescribedOutcome> {
  return new Map(
    reportedOutcomes(program, summary, evidence).flatMap((outcome) => {
      const { kind, values } = outcome;
      const named =
        kind === 'event'
          ? { 0: 'no', 1: 'yes' }
          : Object.fromEntries(values.map(({ value, name }) => [value, name]));
      return outcome.periods.map(({ label, summary: { id }, observed }) => [
        id,
        {
          outcome,
          period: label,
          ...(kind === 'amount' ? {} : { categories: named }),
          ...(observed === undefined ? {} : { observed }),
        },
      ]);
    }),
  );
}

export function outcomeColumn(name: string, described: DescribedOutcome): TableColumn {
  const { outcome, categories } = described;
  return {
    name,
    kind: 'number',
    unit: outcome.unit,
    label: outcome.label,
    ...(categories === undefined ? {} : { categories }),
  };
}

/** An input by the name of its column, which has the quarter where it is drawn every quarter. */
export function inputColumn({ inputs }: Program, name: string): TableColumn {
  const input =
    inputs.find(({ id }) => id === name) ?? inputs.find(({ id }) => id === bareId(name));
  const label = input?.about.label;
  return {
    name,
    kind: 'number',
    unit: input?.unit ?? '',
    ...(label === undefined ? {} : { label }),
  };
}
