/**
 * The graph of a model while it is built: every distinct value once, constants folded, and for each
 * value whether it differs between trials and between quarters.
 */

import { OPERATIONS } from '../language/operations/index.ts';
import type { Operation } from '../language/operations/row.ts';
import type { Value, ValueIndex } from './program.ts';

/**
 * What a value varies with. A yearly value is known once a year is over, a final one after the last
 * quarter.
 */
export interface Nature {
  readonly byTrial: boolean;
  readonly byQuarter: boolean;
  readonly byYear: boolean;
  readonly final: boolean;
}

const fixed: Nature = { byTrial: false, byQuarter: false, byYear: false, final: false };

export class Graph {
  readonly values: Value[] = [];
  readonly natures: Nature[] = [];
  private readonly known = new Map<string, ValueIndex>();

  constructor(private readonly quarters: number) {}

  constant(value: number): ValueIndex {
    // The sign of zero matters to 1 / x, so it is part of the key.
    return this.intern(
      `constant ${Object.is(value, -0) ? '-0' : value}`,
      { op: 'constant', value },
      fixed,
    );
  }

  schedule(values: readonly number[]): ValueIndex {
    if (values.every((value) => Object.is(value, values[0]))) return this.constant(values[0]);
    const key = `schedule ${values.map((value) => (Object.is(value, -0) ? '-0' : value)).join(' ')}`;
    return this.intern(key, { op: 'schedule', values }, { ...fixed, byQuarter: true });
  }

  input(input: number, byQuarter: boolean): ValueIndex {
    return this.intern(
      `input ${input}`,
      { op: 'input', input },
      { ...fixed, byTrial: true, byQuarter },
    );
  }

  previous(state: number): ValueIndex {
    const nature = { ...fixed, byTrial: true, byQuarter: true };
    return this.intern(`previous ${state}`, { op: 'previous', state }, nature);
  }

  aggregate(value: Extract<Value, { op: 'aggregate' }>): ValueIndex {
    const { kind, of, window } = value;
    const nature: Nature = window
      ? { byTrial: true, byQuarter: false, byYear: false, final: true }
      : { byTrial: true, byQuarter: false, byYear: true, final: false };
    return this.intern(`${kind} ${of} ${window?.join(' ') ?? ''}`, value, nature);
  }

  operation(op: Operation, ...args: ValueIndex[]): ValueIndex {
    return this.simpler(op, args) ?? this.folded(op, args) ?? this.make(op, args);
  }

  constantOf(value: ValueIndex): number | undefined {
    const node = this.values[value];
    return node.op === 'constant' ? node.value : undefined;
  }

  private make(op: Operation, args: ValueIndex[]): ValueIndex {
    const natures = args.map((arg) => this.natures[arg]);
    const nature: Nature = {
      byTrial: natures.some((n) => n.byTrial),
      byQuarter: natures.some((n) => n.byQuarter),
      byYear: natures.some((n) => n.byYear),
      final: natures.some((n) => n.final),
    };
    return this.intern(`${op} ${args.join(' ')}`, { op, args }, nature);
  }

  /**
   * Rewrites that give the same bits with less work; none that would change a rounding, a signed
   * zero or a NaN.
   */
  private simpler(op: Operation, args: ValueIndex[]): ValueIndex | undefined {
    const [a, b, c] = args as [ValueIndex, ValueIndex, ValueIndex];
    const [first, second] = [this.constantOf(a), b === undefined ? undefined : this.constantOf(b)];
    if (op === 'multiply' && first === 1) return b;
    if ((op === 'multiply' || op === 'divide') && second === 1) return a;
    if (op === 'divide' && second !== undefined && isPowerOfTwo(second)) {
      return this.operation('multiply', a, this.constant(1 / second));
    }
    if (op === 'select' && first !== undefined) return first !== 0 ? b : c;
    if (op === 'select' && b === c) return b;
    if (op === 'power' && second === 1) return a;
    // One rounding, so at least as near as any power function.
    if (op === 'power' && second === 2) return this.operation('multiply', a, a);
    return undefined;
  }

  /** What depends on no draw is computed now. */
  private folded(op: Operation, args: ValueIndex[]): ValueIndex | undefined {
    const nodes = args.map((arg) => this.values[arg]);
    const { compute } = OPERATIONS[op];
    const at = (t: number): number => {
      const [a, b, c] = nodes.map((node) => {
        if (node.op === 'constant') return node.value;
        return node.op === 'schedule' ? node.values[t] : Number.NaN;
      });
      return compute(a, b, c);
    };
    if (nodes.every((node) => node.op === 'constant')) return this.constant(at(0));
    if (nodes.every((node) => node.op === 'constant' || node.op === 'schedule')) {
      return this.schedule(Array.from({ length: this.quarters }, (_, t) => at(t)));
    }
    return undefined;
  }

  private intern(key: string, value: Value, nature: Nature): ValueIndex {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const index = this.values.push(value) - 1;
    this.natures.push(nature);
    this.known.set(key, index);
    return index;
  }
}

function isPowerOfTwo(x: number): boolean {
  if (!(x > 0) || !Number.isFinite(x)) return false;
  let power = x;
  while (power >= 2) power /= 2;
  while (power < 1) power *= 2;
  // Beyond these sizes the reciprocal would lose bits.
  return power === 1 && x > 1e-300 && x < 1e300;
}
