import { InputError } from '../text/input-error.ts';
import { firstOf } from '../text/listed.ts';

/** One thing that is wrong with a distribution. */
export interface Problem {
  /** A sentence that names the parameter, its value and what was wanted. */
  readonly message: string;
  /**
   * The parameter it is about: its name, or the place of a value:probability pair, counted from 0.
   */
  readonly parameter?: string | number;
  /**
   * Where in the text it stands, counted from 0; absent when the parameters did not come from text.
   */
  readonly at?: number;
}

/** Everything that is wrong with one distribution, in the order of the text. */
export class DistributionError extends InputError {
  override readonly name = 'DistributionError';
  readonly problems: readonly Problem[];
  /** Offset in the text of the first problem that has one. */
  readonly at: number | undefined;

  constructor(problems: readonly Problem[]) {
    const ordered = problems.toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0));
    super(firstOf(ordered.map(({ message }) => message)).join('\n'));
    this.problems = Object.freeze(ordered);
    this.at = ordered.find(({ at }) => at !== undefined)?.at;
  }
}
