/** Draws of a run, replicate after replicate. */
export interface KeptDraws {
  /** `outcomes[column][first of the replicate + point]`, in the order of `outcomeColumns`. */
  readonly outcomes: readonly Float64Array[];
  /** The same of inputs, in the order of `inputColumns`. */
  readonly inputs: readonly Float64Array[];
  /** Where each replicate begins, and the end. */
  readonly firsts: readonly number[];
  /** How much each trial counts, where not all count alike; a column of the file then. */
  readonly weights?: Float64Array | undefined;
}
