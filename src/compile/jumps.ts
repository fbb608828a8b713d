/** Where a program may jump: what a small step of an input can change by a large one. */

import { OPERATIONS } from '../language/operations/index.ts';
import type { Program, ValueIndex } from './program.ts';

/**
 * The inputs that reach an outcome through an operand that moves its operation by jumps, such as
 * that of a comparison or of `floor`, in any quarter. What both sides of an `if` agree on where it changes over
 * does not jump, but that is not seen here: too many are named rather than too few.
 *
 * @param outcome  index into `program.outcomes`
 * @returns        indices into `program.inputs`
 */
export function jumpingInputs(program: Program, outcome: number): ReadonlySet<number> {
  const { values, states } = program;
  const found = new Set<number>();
  // Whether a value was met, and whether through a jump; a second visit through a jump goes on
  // further than the first.
  const met = new Map<ValueIndex, boolean>();
  const queue: [value: ValueIndex, jumping: boolean][] = [[program.outcomes[outcome].value, false]];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [index, jumping] = next;
    const before = met.get(index);
    if (before === true || before === jumping) continue;
    met.set(index, jumping);
    const value = values[index];
    if (value.op === 'input' && jumping) found.add(value.input);
    if (value.op === 'aggregate') queue.push([value.of, jumping]);
    if (value.op === 'previous') {
      const { opening, next: now } = states[value.state];
      queue.push([opening, jumping], [now, jumping]);
    }
    if ('args' in value) {
      const { jumps } = OPERATIONS[value.op];
      value.args.forEach((arg, k) => queue.push([arg, jumping || k < jumps]));
    }
  }
  return found;
}
