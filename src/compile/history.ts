/** What was published about outcomes before the horizon: checked, and carried in the program. */

import type { Model, PastValue } from '../language/model.ts';
import { parseUnit, sameUnit, UnitError } from '../language/unit.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Problem } from './problem.ts';
import type { Program } from './program.ts';

const PERIOD = /^(\d{4})(?:Q([1-4]))?$/;

/** The program with its history, by outcome and period; as it was where there is none. */
export function withHistory(program: Program, model: Model, problems: Problem[]): Program {
  const { history = [] } = model;
  if (history.length === 0) return program;
  const known = model.sources && new Set(model.sources().map(({ id }) => id));
  const seen = new Set<string>();
  for (const past of history) {
    const subject = `history ${past.outcome} ${past.period}`;
    const faults = [
      ...outcomeFaults(past, program, model),
      ...periodFaults(past.period, program.time.start),
      ...(Number.isFinite(past.value) ? [] : [`value is ${past.value}; wanted a number`]),
      ...(past.sources ?? []).flatMap((id) =>
        known === undefined || known.has(id)
          ? []
          : [`source "${id}" is not in the register${didYouMean(id, known)}`],
      ),
    ];
    // Sources may contradict each other; one says a thing once.
    const key = `${past.outcome} ${past.period} ${(past.sources ?? []).join(' ')}`;
    if (seen.has(key)) faults.push('stands twice with the same sources; once, with what they say');
    seen.add(key);
    for (const message of faults) problems.push({ severity: 'error', subject, message });
  }
  return { ...program, history: history.toSorted(byOutcomeAndPeriod) };
}

function outcomeFaults({ outcome, unit }: PastValue, program: Program, model: Model): string[] {
  const of = program.outcomes.filter(({ id }) => id === outcome);
  if (of.length === 0) {
    const ids = new Set(program.outcomes.map(({ id }) => id));
    return [`outcome "${outcome}" does not exist${didYouMean(outcome, ids)}`];
  }
  try {
    const own = parseUnit(unit, model.units);
    const units = of.map((one) => one.unit);
    return units.some((one) => sameUnit(parseUnit(one, model.units), own))
      ? []
      : [`unit is "${unit}", but ${outcome} is in ${[...new Set(units)].join(' or ')}`];
  } catch (error) {
    if (error instanceof UnitError) return [`unit is "${unit}": ${error.message}`];
    throw error;
  }
}

/** @param start  first quarter of the horizon, `2026Q1` */
function periodFaults(period: string, start: string): string[] {
  if (!PERIOD.test(period))
    return [`period is "${period}"; wanted a year or a quarter, such as 2025 or 2025Q3`];
  return lastQuarter(period) < start
    ? []
    : [`the period is not over before ${start}, the first quarter of the horizon`];
}

/** `2025Q4` of `2025`: in this form they sort by time. */
function lastQuarter(period: string): string {
  return period.includes('Q') ? period : `${period}Q4`;
}

function byOutcomeAndPeriod(a: PastValue, b: PastValue): number {
  if (a.outcome !== b.outcome) return a.outcome < b.outcome ? -1 : 1;
  const [one, other] = [lastQuarter(a.period), lastQuarter(b.period)];
  return one === other ? a.period.length - b.period.length : one < other ? -1 : 1;
}
