/** Kinds of outcomes that cannot be: events and categories are plain numbers. */

import type { OutcomeKind } from '../language/declaration.ts';
import { type Model, unitsOf } from '../language/model.ts';
import { isPure, parseUnit, type UnitDefinitions, UnitError } from '../language/unit.ts';
import type { Declarations } from './declarations.ts';
import type { Problem } from './problem.ts';

export function checkKinds(model: Model, { outcomes }: Declarations, problems: Problem[]): void {
  const units = unitsOf(model);
  for (const { id, unit, outcomeKind, codes, where } of outcomes) {
    const report = (message: string): void => {
      problems.push({ severity: 'error', subject: id, message, where });
    };
    const kind = outcomeKind ?? (codes === undefined ? 'amount' : 'category');
    if (codes !== undefined && kind !== 'category')
      report(`has codes, but is declared ${named(kind)}; codes belong to a category`);
    if (kind !== 'amount' && !isPlain(unit, units))
      report(`is ${named(kind)} in ${unit}; wanted a plain number, such as 0/1 or code`);
    for (const code of Object.keys(codes ?? {}))
      if (!Number.isSafeInteger(Number(code)))
        report(`has the code "${code}"; wanted a whole number`);
  }
}

function named(kind: OutcomeKind): string {
  return kind === 'category' ? 'a category' : `an ${kind}`;
}

/** Whether a unit is one of plain numbers; one that cannot be read is reported with its equation. */
function isPlain(unit: string, definitions: UnitDefinitions): boolean {
  try {
    return isPure(parseUnit(unit, definitions));
  } catch (error) {
    if (error instanceof UnitError) return true;
    throw error;
  }
}
