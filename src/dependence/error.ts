/** One thing that is wrong with a stated dependence. */
export interface DependenceProblem {
  /** A sentence that names the inputs, what was asked, and what is possible instead. */
  readonly message: string;
  /** The inputs it is about, by id; absent where it is about all, or where they have none. */
  readonly inputs?: readonly string[];
  /**
   * What would be accepted instead, in the measure that was asked for: of a pair, or of all inputs.
   */
  readonly nearest?: number | readonly (readonly number[])[];
}

/** Everything that is wrong with one stated dependence. */
export class DependenceError extends RangeError {
  override readonly name = 'DependenceError';
  readonly problems: readonly DependenceProblem[];

  /** @param id  of the dependence, if it has one: it begins every line of the message */
  constructor(problems: readonly DependenceProblem[], id?: string) {
    const subject = id === undefined ? '' : `${id}: `;
    super(problems.map(({ message }) => subject + message).join('\n'));
    this.problems = Object.freeze([...problems]);
  }
}
