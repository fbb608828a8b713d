/** Levels of quantiles, as people say them. */

/** Why a number is no level of a quantile; undefined where it is one. */
export function levelFault(level: number): string | undefined {
  if (level > 0 && level < 1) return undefined;
  const hint = level >= 1 && level < 100 ? `; did you mean ${level / 100}?` : '';
  return `the level is ${level}; wanted a number between 0 and 1${hint}`;
}
