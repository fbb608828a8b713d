/** What was published about outcomes before the horizon: checked, and carried in the program. */

import { type Model, type PastValue, unitsOf } from '../language/model.ts';
import { parseUnit, sameUnit, UnitError } from '../language/unit.ts';
import { didYouMean } from '../text/nearest.ts';
import { eveOfPeriod, lastDayOfPeriod, readPeriod } from '../text/period.ts';
import type { Problem } from './problem.ts';
import type { Program } from './program.ts';

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
      ...periodFaults(past.period, program.time),
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
  const units = unitsOf(model);
  try {
    const own = parseUnit(unit, units);
    const known = of.map((one) => one.unit);
    return known.some((one) => sameUnit(parseUnit(one, units), own))
      ? []
      : [`unit is "${unit}", but ${outcome} is in ${[...new Set(known)].join(' or ')}`];
  } catch (error) {
    if (error instanceof UnitError) return [`unit is "${unit}": ${error.message}`];
    throw error;
  }
}

function periodFaults(period: string, { step, start }: Program['time']): string[] {
  if (step === 'once') return ['the model has no time, so nothing was before it'];
  if (readPeriod(period) === undefined)
    return [`period is "${period}"; wanted a year or a quarter, such as 2025 or 2025Q3`];
  return lastDayOfPeriod(period) <= eveOfPeriod(start)
    ? []
    : [`the period is not over before ${start}, the first ${step ?? 'quarter'} of the horizon`];
}

function byOutcomeAndPeriod(a: PastValue, b: PastValue): number {
  if (a.outcome !== b.outcome) return a.outcome < b.outcome ? -1 : 1;
  const [one, other] = [endOf(a.period), endOf(b.period)];
  return one === other ? a.period.length - b.period.length : one < other ? -1 : 1;
}

/** What is no period was told; where it stands does not matter. */
function endOf(period: string): string {
  return readPeriod(period) === undefined ? period : lastDayOfPeriod(period);
}
