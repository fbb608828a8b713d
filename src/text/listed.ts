/** Lists of faults: the first of them, and how many more there are. */

/** As many as anybody reads; the rest mostly follows from these. */
const MOST_LISTED = 50;

/** The first `most` lines, and where there are others one more that says how many. */
export function firstOf(lines: readonly string[], most = MOST_LISTED): readonly string[] {
  const others = lines.length - most;
  return others > 0 ? [...lines.slice(0, most), `... and ${others} more`] : lines;
}

/** `1 problem`, `12 problems`. */
export function plural(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
