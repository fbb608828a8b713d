/** The unit that an operation gives, and the units that it wants. */

import type { Part } from '../declaration.ts';
import { partText } from '../equation-text.ts';
import { type Syntax, syntaxText } from '../syntax.ts';
import {
  conversionHint,
  divideUnits,
  isPure,
  multiplyUnits,
  one,
  powerUnit,
  sameUnit,
  type Unit,
} from '../unit.ts';

/** An operand, with the text it came from, so that a message can name it. */
export interface Operand {
  /** None where any will do: zero, or a part that is at fault already. */
  readonly unit: Unit | undefined;
  readonly syntax: Syntax<Part>;
  /** Its value, where it is the same in every trial and quarter. */
  readonly constant: number | undefined;
}

export interface Use {
  /** The function or operator as it is written. */
  readonly name: string;
  readonly operands: readonly Operand[];
  fail(what: string): void;
}

export type UnitRule = (use: Use) => Unit | undefined;

/** The unit of the operand. */
export const kept: UnitRule = ({ operands: [a] }) => a.unit;

/** Operands of one unit, which is that of the result. */
export const same =
  (verb?: string): UnitRule =>
  (use) =>
    oneUnit(use, verb ?? `${use.name} compares`, use.operands);

/** Operands of one unit; the result is a plain number. */
export const compared: UnitRule = (use) => {
  oneUnit(use, 'compares', use.operands);
  return one;
};

/** Plain numbers, as is the result. */
export const plain =
  (called?: string): UnitRule =>
  (use) => {
    for (const operand of use.operands) wantPlain(use, called ?? use.name, operand);
    return one;
  };

export const chosen: UnitRule = (use) => {
  const [condition, ...sides] = use.operands;
  wantPlain(use, 'the condition of if', condition);
  return oneUnit(use, 'if gives either', sides);
};

export const product: UnitRule = ({ operands: [a, b] }) =>
  a.unit && b.unit && multiplyUnits(a.unit, b.unit);

export const quotient: UnitRule = ({ operands: [a, b] }) =>
  a.unit && b.unit && divideUnits(a.unit, b.unit);

export const power: UnitRule = (use) => {
  const [base, exponent] = use.operands;
  wantPlain(use, 'an exponent', exponent);
  if (!base.unit || isPure(base.unit)) return base.unit ?? one;
  if (exponent.constant === undefined) {
    use.fail(
      `units: the base ${text(base)} is in ${base.unit.text}, so its exponent must be a plain number`,
    );
    return undefined;
  }
  return powerUnit(base.unit, exponent.constant);
};

export const root: UnitRule = ({ operands: [a], fail }) => {
  if (!a.unit) return undefined;
  const found = powerUnit(a.unit, 0.5);
  if ([...found.powers.values()].every((exponent) => Number.isInteger(exponent))) return found;
  fail(`units: the square root of ${text(a)} in ${a.unit.text} has no unit`);
  return undefined;
};

function oneUnit({ fail }: Use, verb: string, [a, ...others]: readonly Operand[]) {
  let { unit } = a;
  for (const b of others) {
    if (unit && b.unit && !sameUnit(unit, b.unit))
      fail(
        `units: ${verb} ${text(a)} in ${unit.text} and ${text(b)} in ${b.unit.text}; ` +
          conversionHint(b.unit, unit),
      );
    unit ??= b.unit;
  }
  return unit;
}

function wantPlain({ fail }: Use, what: string, a: Operand): void {
  if (!a.unit || isPure(a.unit)) return;
  fail(`units: ${what} wants a plain number, but ${text(a)} is in ${a.unit.text}`);
}

function text({ syntax }: Operand): string {
  return syntaxText(syntax, partText);
}
