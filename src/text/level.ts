/** Levels of quantiles, as people say them. */

/** So many further levels a question has at most. */
export const MOST_LEVELS = 100;

/**
 * Why a number is no level of a quantile; undefined where it is one.
 *
 * @param said  as it was written, where it was
 */
export function levelFault(level: number, said?: string): string | undefined {
  if (level > 0 && level < 1) return undefined;
  const hint = level >= 1 && level < 100 ? `; did you mean ${level / 100}?` : '';
  const shown = Number.isNaN(level) && said !== undefined ? said.trim() || 'missing' : level;
  return `the level is ${shown}; wanted a number between 0 and 1${hint}`;
}

/** The number that a level is written as; NaN where it is none. */
export function levelIn(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** Levels once each, in ascending order. */
export function ascendingLevels(levels: readonly number[]): readonly number[] {
  return [...new Set(levels)].sort((a, b) => a - b);
}
