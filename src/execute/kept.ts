/** Draws where they are kept, whoever puts them there. */

/** All draws of a plan: those of a column together, replicate after replicate. */
export interface Kept {
  /** Column k from `k * trials` on; in shared memory if other threads are to reach it. */
  readonly draws: Float64Array;
  readonly firsts: readonly number[];
}

/** Kept columns to be summarised, with their moments. */
export interface ToSummarise extends Kept {
  /** Of all outcomes, as the total of their blocks. */
  readonly moments: Float64Array;
  readonly weights?: Float64Array | undefined;
}
