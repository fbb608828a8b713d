/** Files that cannot be scored. */

import { InputError } from '../text/input-error.ts';

export class ScoreError extends InputError {
  override readonly name = 'ScoreError';
}

/** Forecasts and truths that can be read, but have no task in common. */
export class NothingInCommon extends Error {
  override readonly name = 'NothingInCommon';
}

/** Faults that are named one by one. */
const NAMED_FAULTS = 8;

/** What is wrong with a file: all of it is counted, the first few faults are put into words. */
export class Faults {
  readonly #texts: string[] = [];
  #count = 0;

  add(text: () => string): void {
    if (this.#count++ < NAMED_FAULTS) this.#texts.push(text());
  }

  /** @throws ScoreError if there is a fault */
  refuse(file: string): void {
    if (this.#count === 0) return;
    const more = this.#count - this.#texts.length;
    throw new ScoreError(
      [
        `${file} cannot be scored: ${this.#count === 1 ? '1 fault' : `${this.#count} faults`}`,
        ...this.#texts.map((text) => `  ${text}`),
        ...(more > 0 ? [`  and ${more} more`] : []),
      ].join('\n'),
    );
  }
}
