/**
 * One outcome as a block of lines for the terminal: probabilities with bars, quantiles with strips,
 * categories as a table.
 */

import { earned, earnedPercent, percent, significant } from '../stats/round.ts';
import type { Estimate, OutcomeSummary } from '../stats/summary.ts';
import {
  alignNumbers,
  columns,
  fit,
  padLeft,
  padRight,
  textWidth,
  widest,
  wrap,
} from '../text/table.ts';
import { unitText } from '../text/unit.ts';
import { outcomeNotes } from './notes.ts';
import { eventShare, type ReportedOutcome, shareOf } from './outcomes.ts';
import { OBSERVED, pastText } from './past.ts';

export interface BlockOptions {
  readonly trials: number;
  /** No line of the block is longer. */
  readonly width: number;
  /** How a title is set off. */
  readonly strong: (line: string) => string;
}

const INDENT = '  ';
/** A drawing narrower than this says nothing. */
const NARROWEST_DRAWING = 12;
const WIDEST_DRAWING = 40;

export function outcomeBlock(outcome: ReportedOutcome, options: BlockOptions): string[] {
  const inside = options.width - INDENT.length;
  const rows = {
    event: () => eventRows(outcome, options.trials, inside),
    category: () => categoryRows(outcome, inside),
    amount: () => amountRows(outcome, inside),
  }[outcome.kind]();
  const notes = [
    ...knownLines(outcome),
    ...outcomeNotes(outcome, options.trials, ['p5', 'p50', 'p95'], false),
  ];
  return [
    ...title(outcome, options),
    ...rows.map((row) => (INDENT + row).trimEnd()),
    ...notes.flatMap((note) => wrap(INDENT + note, options.width, 2 * INDENT.length)),
  ];
}

/**
 * The label and what it is measured in, and at the right edge the id under which commands know the
 * outcome.
 */
function title(outcome: ReportedOutcome, { width, strong }: BlockOptions): string[] {
  const { label, id } = outcome;
  const about = `[${measure(outcome)}]`;
  const line = (text: string, styled: string): string =>
    styled + padLeft(id, width - textWidth(text));
  const said = `${label} ${about}`;
  if (textWidth(said) + 2 + textWidth(id) <= width)
    return [line(said, `${strong(label)} ${about}`)];
  const below = fit(INDENT + about, width - textWidth(id) - 2);
  return [...wrap(label, width, INDENT.length).map(strong), line(below, below)];
}

/** Of the numbers below: their unit, and on which basis they count. */
function measure({ kind, unit, basis }: ReportedOutcome): string {
  const of =
    kind === 'amount' ? unitText(unit) : kind === 'event' ? 'probability' : 'probabilities in %';
  return basis === undefined ? of : `${of}, ${basis} basis`;
}

function eventRows({ periods }: ReportedOutcome, trials: number, width: number): string[] {
  const shares = periods.map(({ summary }) => eventShare(summary));
  const cells = alignNumbers(
    shares.map(({ value, se }, k) =>
      earnedPercent(value, se, trials - periods[k].summary.failures),
    ),
  );
  const left = sideBySide(labelsOf(periods), cells);
  const size = drawingWidth(left, width);
  return left.map((row, k) => (size === 0 ? row : `${row}   ${bar(shares[k].value ?? 0, size)}`));
}

function amountRows({ periods }: ReportedOutcome, width: number): string[] {
  const quantile = (name: 'p5' | 'p50' | 'p95'): string[] =>
    alignNumbers(
      periods.map(({ summary }) =>
        earned(summary.quantiles[name].value, summary.quantiles[name].se),
      ),
    );
  const [heading, ...rows] = columns([
    { heading: '', cells: labelsOf(periods), left: true },
    { heading: '5 %', cells: quantile('p5') },
    { heading: 'median', cells: quantile('p50') },
    { heading: '95 %', cells: quantile('p95') },
  ]) as [string, ...string[]];
  const left = padded([heading, ...rows]);
  const size = drawingWidth(left, width);
  const scale = size === 0 ? undefined : scaleOf(periods.map(({ summary }) => summary));
  if (scale === undefined) return left;
  return left.map(
    (row, k) =>
      `${row}   ${k === 0 ? axis(scale, size) : strip(periods[k - 1].summary, scale, size)}`,
  );
}

/**
 * Values across and periods down; the other way round if that is too wide; in several tables if
 * that is too.
 */
function categoryRows({ periods, values }: ReportedOutcome, width: number): string[] {
  const cell = ({ value, se }: Estimate): string =>
    value === 0 ? '-' : earned(percent(value), percent(se));
  const across = columns([
    { heading: '', cells: labelsOf(periods), left: true },
    ...values.map(({ value, name }) => ({
      heading: name,
      cells: alignNumbers(periods.map(({ summary }) => cell(shareOf(summary.shares, value)))),
    })),
  ]);
  if (periods.length > 1 && widest(across) <= width) return across;
  if (periods.length === 1) {
    const shares = values.map(({ value }) => shareOf(periods[0].summary.shares, value));
    const left = sideBySide(
      values.map(({ name }) => name),
      alignNumbers(shares.map(cell)),
    );
    const size = drawingWidth(left, width);
    return left.map((row, k) => (size === 0 ? row : `${row}   ${bar(shares[k].value ?? 0, size)}`));
  }
  const names = { heading: '', cells: values.map(({ name }) => name), left: true };
  const down = periods.map(({ label, summary }) => ({
    heading: label,
    cells: alignNumbers(values.map(({ value }) => cell(shareOf(summary.shares, value)))),
  }));
  const tables: string[][] = [];
  for (let from = 0; from < down.length; ) {
    let to = from + 1;
    while (to < down.length && widest(columns([names, ...down.slice(from, to + 1)])) <= width) to++;
    tables.push(columns([names, ...down.slice(from, to)]));
    from = to;
  }
  return tables.flatMap((table, k) => (k === 0 ? table : ['', ...table]));
}

function labelsOf(periods: ReportedOutcome['periods']): string[] {
  return periods.map(({ label, observedBy }) =>
    observedBy === undefined ? label : `${label} ${OBSERVED}`,
  );
}

/** What was published of before the horizon, and by which observations periods of it are known. */
function knownLines({ past, periods }: ReportedOutcome): string[] {
  const before = pastText(past, (x) => significant(x, 4));
  const by = new Set(periods.flatMap(({ observedBy = [] }) => observedBy));
  return [
    ...(before === undefined ? [] : [`Published of before: ${before}.`]),
    ...(by.size === 0 ? [] : [`${OBSERVED} observed by the vintage: ${[...by].join(', ')}.`]),
  ];
}

function sideBySide(labels: readonly string[], cells: readonly string[]): string[] {
  const left = widest(labels);
  return padded(cells.map((cell, k) => `${padRight(labels[k], left)}  ${cell}`));
}

function padded(rows: readonly string[]): string[] {
  const width = widest(rows);
  return rows.map((row) => padRight(row, width));
}

/** What is left of the line for a drawing; 0 if too little. */
function drawingWidth(rows: readonly string[], width: number): number {
  const free = Math.min(WIDEST_DRAWING, width - widest(rows) - 3);
  return free >= NARROWEST_DRAWING ? free : 0;
}

function bar(share: number, size: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * size);
  // An event that happens at all, and one that can fail, are seen to.
  const shown = share > 0 && full === 0 ? 1 : share < 1 && full === size ? size - 1 : full;
  return '█'.repeat(shown) + '░'.repeat(size - shown);
}

interface Scale {
  readonly from: number;
  readonly to: number;
}

/**
 * From the least p5 to the greatest p95 of all periods; from zero if the least is a small part of
 * the greatest.
 */
function scaleOf(summaries: readonly OutcomeSummary[]): Scale | undefined {
  const low = summaries
    .map(({ quantiles }) => quantiles.p5.value)
    .filter((value) => value !== null);
  const high = summaries
    .map(({ quantiles }) => quantiles.p95.value)
    .filter((value) => value !== null);
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
function strip({ quantiles }: OutcomeSummary, { from, to }: Scale, size: number): string {
  const [p5, p25, p50, p75, p95] = (['p5', 'p25', 'p50', 'p75', 'p95'] as const).map((name) => {
    const { value } = quantiles[name];
    return value === null ? Number.NaN : Math.round(((value - from) / (to - from)) * (size - 1));
  }) as [number, number, number, number, number];
  const marks = Array.from({ length: size }, (_, k) => {
    if (k === p50) return '┃';
    if (k >= p25 && k <= p75) return '━';
    return k >= p5 && k <= p95 ? '─' : ' ';
  });
  return marks.join('').trimEnd();
}
