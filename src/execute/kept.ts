/** Draws where they are kept, whoever puts them there. */

import type { Sieve, Sifted } from '../kernel/sifter.ts';

/** All draws of a plan: those of a column together, replicate after replicate. */
export interface Kept {
  /** Column k from `k * trials` on; in shared memory if other threads are to reach it. */
  readonly draws: Float64Array;
  readonly trials: number;
  readonly firsts: readonly number[];
}

/** Some columns are kept whole, the others are sifted. */
export interface Sifting {
  readonly sieve: Sieve;
  /** Numbers of the columns that are kept whole, in the order in which they stand in `whole`. */
  readonly columns: readonly number[];
  readonly whole: Kept;
}

/** What is to be summarised of columns, with their moments. */
export type ToSummarise = (Kept | SiftedDraws) & {
  /** Of all outcomes, as the total of their blocks. */
  readonly moments: Float64Array;
  readonly weights?: Float64Array | undefined;
};

/** Draws of all blocks, as they were sifted. */
export interface SiftedDraws extends Sifting {
  readonly blocks: readonly SiftedBlock[];
  /** Draws of each class over all blocks: column after column, replicate after replicate. */
  readonly counts: Uint32Array;
}

export interface SiftedBlock extends Omit<Sifted, 'counts'> {
  readonly block: number;
}
