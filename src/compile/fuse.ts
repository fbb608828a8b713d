/**
 * Which values are computed together with the one that reads them, saving a pass over memory; the
 * bits stay.
 */

import type { Opcode } from '../kernel/listing.ts';
import * as op from '../kernel/opcodes.ts';
import { present } from '../text/entry.ts';
import type { Program, Section, Value, ValueIndex } from './program.ts';

interface Fused {
  readonly opcode: Opcode;
  readonly args: readonly ValueIndex[];
}

export interface Fusion {
  /** Values that have no instruction of their own. */
  readonly absorbed: ReadonlySet<ValueIndex>;
  readonly instructions: ReadonlyMap<ValueIndex, Fused>;
}

type OperationValue = Extract<Value, { args: readonly ValueIndex[] }>;

/**
 * A pair of operations as one instruction: a reader, which of its arguments is taken in, and how
 * the arguments then stand.
 */
interface Pattern {
  readonly reader: OperationValue['op'];
  readonly taken: OperationValue['op'];
  readonly at: 0 | 1;
  readonly opcode: Opcode;
}

// Sums and products commute to the bit, so either side may be the one taken in.
const PATTERNS: readonly Pattern[] = [
  { reader: 'add', taken: 'multiply', at: 0, opcode: op.MULTIPLY_ADD },
  { reader: 'add', taken: 'multiply', at: 1, opcode: op.MULTIPLY_ADD },
  { reader: 'add', taken: 'add', at: 0, opcode: op.ADD_ADD },
  { reader: 'add', taken: 'add', at: 1, opcode: op.ADD_ADD },
  { reader: 'subtract', taken: 'multiply', at: 0, opcode: op.MULTIPLY_SUBTRACT },
  { reader: 'subtract', taken: 'multiply', at: 1, opcode: op.SUBTRACT_PRODUCT },
  { reader: 'multiply', taken: 'multiply', at: 0, opcode: op.MULTIPLY_MULTIPLY },
  { reader: 'multiply', taken: 'multiply', at: 1, opcode: op.MULTIPLY_MULTIPLY },
  { reader: 'multiply', taken: 'add', at: 0, opcode: op.ADD_MULTIPLY },
  { reader: 'multiply', taken: 'add', at: 1, opcode: op.ADD_MULTIPLY },
  { reader: 'multiply', taken: 'subtract', at: 0, opcode: op.SUBTRACT_MULTIPLY },
  { reader: 'multiply', taken: 'subtract', at: 1, opcode: op.SUBTRACT_MULTIPLY },
  { reader: 'multiply', taken: 'divide', at: 0, opcode: op.DIVIDE_MULTIPLY },
  { reader: 'multiply', taken: 'divide', at: 1, opcode: op.DIVIDE_MULTIPLY },
  { reader: 'divide', taken: 'multiply', at: 0, opcode: op.MULTIPLY_DIVIDE },
  { reader: 'min', taken: 'max', at: 0, opcode: op.CLAMP },
  { reader: 'min', taken: 'max', at: 1, opcode: op.CLAMP },
  { reader: 'select', taken: 'less', at: 0, opcode: op.SELECT_LESS },
  { reader: 'select', taken: 'lessOrEqual', at: 0, opcode: op.SELECT_LESS_OR_EQUAL },
  { reader: 'select', taken: 'equal', at: 0, opcode: op.SELECT_EQUAL },
];

export function fuse(program: Program, sectionOf: ReadonlyMap<ValueIndex, Section>): Fusion {
  const uses = countUses(program);
  const absorbed = new Set<ValueIndex>();
  const instructions = new Map<ValueIndex, Fused>();
  const operation = (index: ValueIndex): OperationValue | undefined => {
    const value = program.values[index];
    return 'args' in value ? value : undefined;
  };
  /**
   * The operation at `index` if it is read by its one reader alone, in the same section, and stands
   * by itself so far.
   */
  const takeable = (index: ValueIndex, reader: ValueIndex): OperationValue | undefined => {
    if (uses[index] !== 1 || absorbed.has(index) || instructions.has(index)) return undefined;
    return sectionOf.get(index) === sectionOf.get(reader) ? operation(index) : undefined;
  };

  for (const index of sectionOf.keys()) {
    const value = operation(index);
    if (!value) continue;
    const score = logisticOf(index);
    if (score !== undefined) {
      instructions.set(index, { opcode: op.LOGISTIC, args: [score] });
      continue;
    }
    for (const { reader, taken, at, opcode } of PATTERNS) {
      if (value.op !== reader) continue;
      const candidate = value.args[at];
      const inner = takeable(candidate, index);
      if (inner?.op !== taken) continue;
      absorbed.add(candidate);
      const others = value.args.filter((_, k) => k !== at);
      instructions.set(index, { opcode, args: [...inner.args, ...others] });
      break;
    }
  }
  return { absorbed, instructions };

  /** x of 1 / (1 + exp(-x)), if that is what stands at `index`; takes in all of it. */
  function logisticOf(index: ValueIndex): ValueIndex | undefined {
    const isOne = (k: ValueIndex): boolean => {
      const value = program.values[k];
      return value.op === 'constant' && value.value === 1;
    };
    const quotient = present(operation(index), `the operation at ${index}`);
    if (quotient.op !== 'divide' || !isOne(quotient.args[0])) return undefined;
    const sum = quotient.args[1];
    const added =
      uses[sum] === 1 && !absorbed.has(sum) && sectionOf.get(sum) === sectionOf.get(index)
        ? operation(sum)
        : undefined;
    if (added?.op !== 'add' || !isOne(added.args[0])) return undefined;
    const power = takeable(added.args[1], index);
    if (power?.op !== 'exp') return undefined;
    const negated = takeable(power.args[0], index);
    if (negated?.op !== 'negate') return undefined;
    // The sum may have been fused with nothing: its arguments are one and an exponential.
    for (const part of [sum, added.args[1], power.args[0]]) absorbed.add(part);
    return negated.args[0];
  }
}

function countUses(program: Program): number[] {
  const uses = program.values.map(() => 0);
  const use = (index: ValueIndex): void => {
    uses[index]++;
  };
  for (const value of program.values) {
    if (value.op === 'aggregate') use(value.of);
    if ('args' in value) value.args.forEach(use);
  }
  program.outcomes.forEach(({ value }) => use(value));
  program.states.forEach(({ opening, next }) => {
    use(opening);
    use(next);
  });
  return uses;
}
