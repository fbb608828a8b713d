/** What an input is drawn from, as a reader is told it: in the unit of readers, a share in %. */

import { parseDistribution } from '../distributions/parse.ts';
import { brief, percent, significant } from '../stats/round.ts';
import { type Text, unitAfter } from './document.ts';
import { isShare, unitOf } from './measure.ts';
import type { Measured, Names } from './names.ts';
import { distributionText } from './run-facts.ts';

/** Numbers without their unit. */
export interface Drawn {
  /** A value that is held fixed in full, else the median. */
  readonly median: string;
  /** Where nine of ten draws lie; absent of a fixed value. */
  readonly interval?: string;
  /** As the model and `--set` have it, in the unit of the model; absent of a fixed value. */
  readonly code?: string;
}

const LEVELS = [0.05, 0.5, 0.95] as const;
/** Of a value that is held fixed. */
const DIGITS = 6;

export function drawnOf(of: Measured, distribution: string, { tell }: Names): Drawn {
  const text = distributionText(distribution);
  const told = (x: number): number => (isShare(of) ? (percent(x) ?? x) : x);
  const fixed = Number(text);
  if (!Number.isNaN(fixed)) return { median: significant(told(fixed), DIGITS) };
  const { quantile } = parseDistribution(distribution);
  const [low, median, high] = LEVELS.map((p) => brief(told(quantile(p)), 0));
  return { median, interval: tell('{low} to {high}', { low, high }), code: text };
}

/** `12 (5 to 21), pert(min=...)` of a share, whose code is not in %; a fixed value by itself. */
export function drawnText(of: Measured, distribution: string, names: Names): Text {
  const { median, interval, code } = drawnOf(of, distribution, names);
  if (interval === undefined || code === undefined) return median;
  if (!isShare(of)) return code;
  const number = names.tell('{name} ({number})', { name: median, number: interval });
  return [number, names.marks.comma, { code }];
}

/** The same with the unit of its numbers: `12 (5 to 21)%, pert(min=...)`. */
export function drawnWithUnit(of: Measured, distribution: string, names: Names): Text {
  const { median, interval, code } = drawnOf(of, distribution, names);
  const unit = isShare(of) ? '%' : unitAfter(unitOf(of, names));
  if (interval === undefined || code === undefined) return median + unit;
  const number = names.tell('{name} ({number})', { name: median + unit, number: interval + unit });
  return [number, names.marks.comma, { code }];
}
