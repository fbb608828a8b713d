/**
 * Numbers as people say them: shares in %, units in words, two or three digits, and one precision
 * for numbers that stand beside each other.
 */

import { significant } from '../stats/round.ts';
import { isShareUnit, spokenUnit } from '../text/unit.ts';

/** How the numbers of a unit are written. */
export interface Scale {
  readonly factor: number;
  /** With `#` where the number stands: `# thousand units`, `#%`. */
  readonly pattern: string;
}

const BARE = new Set(['', '-', '1', 'number']);

/** Whether a unit is one that every page writes in its own way, whatever the model. */
export function isNamedByWords(unit: string): boolean {
  return isInHundredths(unit) || BARE.has(unit);
}

function isInHundredths(unit: string): boolean {
  return isShareUnit(unit) || unit === '0/1' || unit === '%';
}

/** @param names  how a model says its units */
export function scaleOf(unit: string, names: Readonly<Record<string, string>> = {}): Scale {
  const named = names[unit];
  if (named !== undefined) return spokenUnit(named);
  if (isInHundredths(unit)) return { factor: unit === '%' ? 1 : 100, pattern: '#%' };
  return { factor: 1, pattern: BARE.has(unit) ? '#' : `# ${unit}` };
}

/** Whether the sign stands with every number, rather than once beside a row. */
export function isShare({ pattern }: Scale): boolean {
  return pattern === '#%';
}

/** What stands beside a row or an axis: `thousand units`, `USD billion`; `%` of shares. */
export function unitLabel({ pattern }: Scale): string {
  return pattern.replace('#', '').replaceAll(/\s+/g, ' ').trim();
}

/**
 * The power of ten of the last digit of numbers that stand beside each other: two digits of a
 * typical one of them.
 */
export function placeOf(values: readonly number[], digits = 2): number {
  const sizes = values.map(Math.abs).filter((size) => size > 0 && Number.isFinite(size));
  if (sizes.length === 0) return 0;
  const typical = sizes.toSorted((a, b) => a - b)[Math.floor((sizes.length - 1) / 2)];
  const exponent = Number(typical.toExponential(digits - 1).split('e')[1]);
  return exponent - (digits - 1);
}

/** A number that ends at a place: `numberAt(1918, 2)` is `1,900`. */
export function numberAt(value: number, place: number): string {
  if (!Number.isFinite(value)) return '–';
  const tens = Number(`1e${place}`);
  const rounded = Math.round(value / tens) * tens;
  const text = Math.abs(rounded).toFixed(Math.max(0, -place));
  const [whole, part] = text.split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  const sign = rounded < 0 && Number(text) !== 0 ? '−' : '';
  return `${sign}${grouped}${part === undefined ? '' : `.${part}`}`;
}

/** A single amount with its unit: `53 thousand units`. */
export function amountText(value: number | null, scale: Scale, digits = 2): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const scaled = value * scale.factor;
  return scale.pattern.replace('#', numberAt(scaled, placeOf([scaled], digits)));
}

/** `−0.03` as points of a hundred: `−3`. */
export function pointsText(difference: number): string {
  const points = 100 * difference;
  const place = Math.abs(points) < 1 ? -1 : 0;
  const text = numberAt(points, place);
  return text.startsWith('−') || Number(text) === 0 ? text : `+${text}`;
}

/** A chance in hundredths, honest at both ends: `24%`, `0.4%`, `under 0.1%`. */
export function chanceNumber(share: number): {
  readonly bound?: 'under' | 'over';
  readonly text: string;
} {
  const hundredths = 100 * share;
  if (share > 0 && hundredths < 0.1) return { bound: 'under', text: '0.1%' };
  if (share < 1 && hundredths > 99.9) return { bound: 'over', text: '99.9%' };
  if (hundredths < 1 || (hundredths > 99 && hundredths < 100))
    return { text: `${significant(Number(hundredths.toFixed(1)), 3)}%` };
  return { text: `${hundredths.toFixed(hundredths < 3 ? 1 : 0).replace(/\.0$/, '')}%` };
}
