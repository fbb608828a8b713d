/** By how much a condition holds, or is missed: a guide to trials that come near. */

import type { Syntax } from '../language/syntax.ts';
import type { Condition } from './condition.ts';
import { evaluateCondition, evaluateExpression } from './evaluate.ts';

/**
 * Greater than 0 by as much as the condition holds, less than 0 by as much as it is missed, in units of
 * the standard deviation of what is compared; where nothing is compared by size, 1 and -1. NaN where a
 * number is missing.
 *
 * @param column  the values of a column by its name, n of them, NaN in failed trials
 */
export function marginOf(
  { tree }: Condition,
  column: (name: string) => Float64Array,
  trials: number,
): Float64Array {
  const of = (part: Syntax<string>): Float64Array => {
    const values = (side: Syntax<string>): Float64Array =>
      evaluateExpression(alone(side), column, trials);
    if (part.kind === 'prefix' && part.operator === 'not') return of(part.of).map((x) => -x);
    if (part.kind === 'infix') {
      const { operator } = part;
      if (operator === 'and' || operator === 'or') {
        const choose = operator === 'and' ? Math.min : Math.max;
        const other = of(part.right);
        return of(part.left).map((x, i) => choose(x, other[i]));
      }
      const sign = SIGNS.get(operator);
      if (sign !== undefined) {
        const right = values(part.right);
        return scaled(values(part.left).map((x, i) => sign * (x - right[i])));
      }
    }
    const { holds, unknown } = evaluateCondition(alone(part), column, trials);
    return Float64Array.from(holds, (flag, i) => (unknown[i] === 1 ? Number.NaN : 2 * flag - 1));
  };
  return of(tree);
}

const SIGNS: ReadonlyMap<string, number> = new Map([
  ['>', 1],
  ['>=', 1],
  ['<', -1],
  ['<=', -1],
]);

/** A part of a condition as one of its own. */
function alone(tree: Syntax<string>): Condition {
  return { text: '', tree, columns: [] };
}

function scaled(values: Float64Array): Float64Array {
  let [n, mean, squares] = [0, 0, 0];
  for (const x of values) {
    if (!Number.isFinite(x)) continue;
    n++;
    const apart = x - mean;
    mean += apart / n;
    squares += apart * (x - mean);
  }
  const sd = Math.sqrt(squares / n);
  return sd > 0 ? values.map((x) => x / sd) : values;
}
