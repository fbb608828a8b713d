/** The rules of units in an equation. */

import { partText, type Syntax } from '../language/grammar.ts';
import {
  conversionHint,
  divideUnits,
  isPure,
  multiplyUnits,
  one,
  powerUnit,
  sameUnit,
  type Unit,
} from '../language/unit.ts';
import type { ValueIndex } from './program.ts';

/** A value with its unit; no unit where any will do (zero, or a part that is at fault already). */
export interface Term {
  readonly value: ValueIndex;
  readonly unit: Unit | undefined;
}

/** A term with the text it came from, so that a message can name both sides. */
export interface Checked extends Term {
  readonly syntax: Syntax;
}

export class UnitChecker {
  constructor(private readonly fail: (what: string, at: number) => void) {}

  same(verb: string, a: Checked, b: Checked, at: number): Unit | undefined {
    if (!a.unit || !b.unit) return a.unit ?? b.unit;
    if (!sameUnit(a.unit, b.unit)) {
      this.fail(
        `units: ${verb} ${syntaxText(a.syntax)} in ${a.unit.text} and ${syntaxText(b.syntax)} in ${b.unit.text}; ` +
          conversionHint(b.unit, a.unit),
        at,
      );
    }
    return a.unit;
  }

  product(a: Checked, b: Checked): Unit | undefined {
    return a.unit && b.unit && multiplyUnits(a.unit, b.unit);
  }

  quotient(a: Checked, b: Checked): Unit | undefined {
    return a.unit && b.unit && divideUnits(a.unit, b.unit);
  }

  power(a: Checked, b: Checked, exponent: number | undefined, at: number): Unit | undefined {
    this.pure('an exponent', b, at);
    if (!a.unit || isPure(a.unit)) return a.unit ?? one;
    if (exponent === undefined) {
      this.fail(
        `units: the base ${syntaxText(a.syntax)} is in ${a.unit.text}, so its exponent must be a plain number`,
        at,
      );
      return undefined;
    }
    return powerUnit(a.unit, exponent);
  }

  root(a: Checked, at: number): Unit | undefined {
    if (!a.unit) return undefined;
    const root = powerUnit(a.unit, 0.5);
    if ([...root.powers.values()].some((power) => !Number.isInteger(power))) {
      this.fail(
        `units: the square root of ${syntaxText(a.syntax)} in ${a.unit.text} has no unit`,
        at,
      );
      return undefined;
    }
    return root;
  }

  pure(what: string, a: Checked, at: number): void {
    if (!a.unit || isPure(a.unit)) return;
    this.fail(
      `units: ${what} wants a plain number, but ${syntaxText(a.syntax)} is in ${a.unit.text}`,
      at,
    );
  }
}

/** A syntax tree as text again, short enough for a message. */
export function syntaxText(tree: Syntax): string {
  const text = full(tree);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function full(tree: Syntax): string {
  switch (tree.kind) {
    case 'number':
      return tree.unit === undefined ? String(tree.value) : `${tree.value} [${tree.unit}]`;
    case 'name':
      return tree.name;
    case 'part':
      return partText(tree.part);
    case 'negate':
      return `-${full(tree.of)}`;
    case 'binary':
      return `(${full(tree.left)} ${tree.operator} ${full(tree.right)})`;
    case 'call':
      return `${tree.name}(${tree.args.map(full).join(', ')})`;
  }
}
