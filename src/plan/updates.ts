/**
 * How trials are weighed by evidence: weights on the trials of the prior, or trials moved step by
 * step to where the evidence is.
 */
export const UPDATES = ['weights', 'tempering'] as const;

export type UpdateMethod = (typeof UPDATES)[number];
