/** Curves and bars drawn with characters. */

const EIGHTHS = ['', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/**
 * Heights as a picture of upright bars, a character a bar, eight steps to a character.
 *
 * @param heights  0 or more, at least one above 0; an infinite one is drawn as the highest
 * @param rows     lines of the picture
 */
export function bars(heights: readonly number[], rows: number): string[] {
  const finite = heights.filter(Number.isFinite);
  const highest = Math.max(...finite, Number.MIN_VALUE);
  const steps = heights.map((height) => {
    const share = Number.isFinite(height) ? height / highest : 1;
    // What is there at all shows.
    return Math.max(height > 0 ? 1 : 0, Math.round(share * rows * 8));
  });
  return Array.from({ length: rows }, (_, line) => {
    const below = (rows - 1 - line) * 8;
    return steps
      .map((step) => EIGHTHS[Math.min(8, Math.max(0, step - below))] || ' ')
      .join('')
      .trimEnd();
  });
}
