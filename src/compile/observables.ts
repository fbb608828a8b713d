/** What a model says will be observed: checked against the program, and carried in it. */

import type { Observable } from '../language/model.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Declarations } from './declarations.ts';
import type { Problem } from './problem.ts';
import type { Program, ProgramObservable, ProgramOutcome } from './program.ts';

/**
 * Later than this nobody waits for a figure; a lag in hours or a date in the place of days is found
 * by it.
 */
const LONGEST_LAG_DAYS = 3650;

/**
 * The program with its observables; as it was where there are none, so that nothing of what is
 * stored moves.
 */
export function withObservables(
  program: Program,
  observables: readonly Observable[] | undefined,
  declarations: Pick<Declarations, 'quantities'>,
  problems: Problem[],
): Program {
  if (observables === undefined || observables.length === 0) return program;
  const fault = (subject: string, message: string): void => {
    problems.push({ severity: 'error', subject, message });
  };
  const carried = observables.flatMap((observable, k): ProgramObservable[] => {
    const { quantity, label, lagDays, by } = observable;
    const subject = `observable ${quantity}`;
    if (observables.findIndex((one) => one.quantity === quantity) < k)
      fault(subject, 'stands twice; once, with the lag that is meant');
    if (!(Number.isInteger(lagDays) && lagDays >= 0 && lagDays <= LONGEST_LAG_DAYS)) {
      fault(
        subject,
        `lagDays is ${String(lagDays)}; wanted whole days after the end of a quarter, 0 to ${LONGEST_LAG_DAYS}`,
      );
    }
    if (typeof by !== 'string' || by.trim() === '') fault(subject, 'does not say by whom');
    const found = observed(program, quantity);
    if (found === undefined) {
      fault(subject, whyNot(program, quantity, declarations));
      return [];
    }
    const { unit, over } = found;
    return [{ quantity, ...(label === undefined ? {} : { label }), lagDays, by, unit, over }];
  });
  return { ...program, observables: carried };
}

/**
 * Observables as outcomes, so that a run can record them: `quantity[2026Q1]` for each quarter, or
 * `quantity` where there is one value a trial. In the order of the program's observables.
 */
export function observableOutcomes(program: Program): ProgramOutcome[] {
  return (program.observables ?? []).flatMap(({ quantity, label, unit, over }) => {
    const found = observed(program, quantity);
    if (found === undefined) return [];
    return [
      {
        id: quantity,
        unit,
        over: over === 'quarter' ? 'quarter' : 'horizon',
        value: found.value,
        about: label === undefined ? {} : { label },
      },
    ];
  });
}

/** A variable or a stock, else an outcome by quarter. */
function observed(program: Program, id: string): Program['variables'][number] | undefined {
  const variable = program.variables.find((one) => one.id === id);
  if (variable) return variable;
  const outcome = program.outcomes.find((one) => one.id === id && one.over === 'quarter');
  return outcome && { id, unit: outcome.unit, over: 'quarter', value: outcome.value };
}

function whyNot(
  program: Program,
  id: string,
  { quantities }: Pick<Declarations, 'quantities'>,
): string {
  const outcome = program.outcomes.find((one) => one.id === id);
  if (outcome) {
    const over = outcome.over === 'year' ? 'by year' : 'for the horizon';
    return `is an outcome ${over}; wanted a variable, a stock or an outcome by quarter`;
  }
  const kind = quantities.get(id)?.kind;
  if (kind === 'variable' || kind === 'stock')
    return 'is observed, but no outcome depends on it, so it tells nothing of them';
  if (kind !== undefined) {
    return `is an assumption (${kind}); wanted a variable, a stock or an outcome by quarter: what is seen is a result of the model`;
  }
  const known = [
    ...program.variables.map((one) => one.id),
    ...program.outcomes.flatMap((one) => (one.over === 'quarter' ? [one.id] : [])),
  ];
  return `does not exist${didYouMean(id, known)}`;
}
