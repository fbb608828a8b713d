/** Other names of parameters that many families have. */

export const SD_NAMES = { std: 'sd', stdev: 'sd', stddev: 'sd' } as const;

export const LOCATION_NAMES = { loc: 'location', shift: 'location' } as const;

export const BOUND_NAMES = {
  low: 'min',
  lower: 'min',
  minimum: 'min',
  high: 'max',
  upper: 'max',
  maximum: 'max',
} as const;
