/** The calendar of a model: consecutive quarters, grouped into calendar years. */

export interface Calendar {
  readonly kind: 'calendar';
  readonly start: string;
  readonly quarters: readonly string[];
  readonly years: readonly { readonly label: string; readonly from: number; readonly to: number }[];
}

/**
 * @param start  first quarter, `2026Q1`
 * @param count  how many quarters, 1 to 400
 * @throws RangeError naming what is wrong
 */
export function quarterly(start: string, count: number): Calendar {
  const match = /^(\d{4})Q([1-4])$/.exec(start);
  if (!match)
    throw new RangeError(`quarterly: start is "${start}"; wanted a quarter such as 2026Q1`);
  if (!Number.isInteger(count) || count < 1 || count > 400) {
    throw new RangeError(
      `quarterly: count is ${count}; wanted a whole number of quarters from 1 to 400`,
    );
  }
  const first = Number(match[1]) * 4 + Number(match[2]) - 1;
  const labels = Array.from({ length: count }, (_, t) => {
    const quarter = first + t;
    return `${Math.floor(quarter / 4)}Q${(quarter % 4) + 1}`;
  });
  const spans: { label: string; from: number; to: number }[] = [];
  labels.forEach((label, t) => {
    const year = label.slice(0, 4);
    const last = spans.at(-1);
    if (last?.label === year) last.to = t + 1;
    else spans.push({ label: year, from: t, to: t + 1 });
  });
  return Object.freeze({ kind: 'calendar', start, quarters: labels, years: spans });
}
