/** What is wrong with what was asked for, collected so that all of it is told at once. */

import { InputError } from '../text/input-error.ts';
import { firstOf } from '../text/listed.ts';

/** Line and column count from 1, as editors do. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface SpecProblem {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /**
   * What it is about: `trials`, `presets[1]`, `set.costs.price`, `--set costs.price=3`; empty for a
   * file as a whole.
   */
  readonly path: string;
  /** What was found and what was wanted. */
  readonly message: string;
}

/** A run spec, preset or option that cannot be used. */
export class SpecError extends InputError {
  override readonly name = 'SpecError';
  /** Those with a place in the order of the file, then the others. */
  readonly problems: readonly SpecProblem[];

  /**
   * @param heading  what cannot be done: `runs/high.yaml cannot be read`
   * @param rest     what could be read all the same, so that its own problems can be told with
   *           these
   */
  constructor(
    readonly heading: string,
    problems: readonly SpecProblem[],
    readonly rest?: unknown,
  ) {
    const ordered = problems.toSorted((a, b) => rank(a.line, b.line) || rank(a.column, b.column));
    const count = `${problems.length} problem${problems.length === 1 ? '' : 's'}`;
    super(
      [`${heading}: ${count}`, ...firstOf(ordered.map(describe)).map((line) => `  ${line}`)].join(
        '\n',
      ),
    );
    this.problems = Object.freeze(ordered);
  }
}

function rank(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a - b;
}

function describe({ file, line, column, path, message }: SpecProblem): string {
  const place = line === undefined ? file : `${file}:${line}:${column}`;
  const subject = [place, path].filter((part) => part !== undefined && part !== '').join(' ');
  return subject === '' ? message : `${subject}: ${message}`;
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
}
