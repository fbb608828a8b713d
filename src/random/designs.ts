/** The ways in which trials are spread over the unit cube. */

export const DESIGNS = ['sobol', 'monte-carlo', 'latin-hypercube', 'antithetic'] as const;

/**
 * `sobol`: scrambled low-discrepancy points; `monte-carlo`: independent ones; `latin-hypercube`:
 * independent inputs, each spread evenly over as many strata as a replicate has trials;
 * `antithetic`: independent ones, each followed by its mirror image.
 *
 * More trials keep the first ones in all but `latin-hypercube`, whose strata depend on how many
 * there are.
 */
export type Design = (typeof DESIGNS)[number];

/** How many trials of a run belong to a replicate: those numbered replicate, replicate + R, ... */
export function pointsOf(trials: number, replicates: number, replicate: number): number {
  return Math.max(0, Math.ceil((trials - replicate) / replicates));
}
