/** Shares as bars and quantiles as strips, in a line of text. */

import { significant } from '../../stats/round.ts';
import { padLeft, textWidth } from '../../text/table.ts';
import { type Cell, isSketch, type Sketch } from '../document.ts';

/** A drawing narrower than this says nothing. */
export const NARROWEST_SKETCH = 12;
export const WIDEST_SKETCH = 40;

type Strip = Extract<Sketch, { strip: object }>['strip'];

interface Scale {
  readonly from: number;
  readonly to: number;
}

/**
 * A column of sketches on one scale, whose ends are its heading.
 *
 * @param size  characters of each
 */
export function sketchColumn(
  cells: readonly Cell[],
  size: number,
): { readonly heading: string; readonly cells: readonly string[] } {
  const sketches = cells.map((cell) => (isSketch(cell) ? cell : undefined));
  const strips = sketches.flatMap((one) => (one && 'strip' in one ? [one.strip] : []));
  const scale = scaleOf(strips);
  return {
    heading: scale === undefined ? '' : axis(scale, size),
    cells: sketches.map((one) => {
      if (one === undefined) return '';
      if ('bar' in one) return bar(one.bar, size);
      return scale === undefined ? '' : strip(one.strip, scale, size);
    }),
  };
}

function bar(share: number, size: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * size);
  // A share above 0 has at least one full character, a share below 1 at least one empty one.
  const shown = share > 0 && full === 0 ? 1 : share < 1 && full === size ? size - 1 : full;
  return '█'.repeat(shown) + '░'.repeat(size - shown);
}

/** From the least p5 to the greatest p95; from zero if the least is a small part of the greatest. */
function scaleOf(strips: readonly Strip[]): Scale | undefined {
  const low = strips.flatMap(({ p5 }) => p5 ?? []);
  const high = strips.flatMap(({ p95 }) => p95 ?? []);
  if (low.length === 0 || high.length === 0) return undefined;
  const [from, to] = [Math.min(...low), Math.max(...high)];
  if (!(to > from)) return undefined;
  return from > 0 && from < to / 3 ? { from: 0, to } : { from, to };
}

function axis({ from, to }: Scale, size: number): string {
  // Ends that agree in their first digits are told apart by more of them, as long as the line has
  // room.
  for (let digits = 3; digits <= 15; digits++) {
    const [left, right] = [significant(from, digits), significant(to, digits)];
    if (textWidth(left) + 2 + textWidth(right) > size) break;
    if (left !== right) return left + padLeft(right, size - textWidth(left));
  }
  return '';
}

/** p5 to p95 as a line, the middle half of the trials thick, the median as a cross. */
function strip(quantiles: Strip, { from, to }: Scale, size: number): string {
  const at = (value: number | null): number =>
    value === null ? Number.NaN : Math.round(((value - from) / (to - from)) * (size - 1));
  const [p5, p25, p50] = [at(quantiles.p5), at(quantiles.p25), at(quantiles.p50)];
  const [p75, p95] = [at(quantiles.p75), at(quantiles.p95)];
  return Array.from({ length: size }, (_, k) => {
    if (k === p50) return '┃';
    if (k >= p25 && k <= p75) return '━';
    return k >= p5 && k <= p95 ? '─' : ' ';
  }).join('');
}
