/** What solving found, in the units in which a reader says them: shares in hundredths. */

import type { Crossing, Found, Measured } from '../solve/crossing.ts';
import type { Frontier, FrontierRow, Solution, Varied } from '../solve/document.ts';
import { percent } from '../stats/round.ts';
import { unitAfter } from './document.ts';
import { isShare } from './measure.ts';

const PERCENT = '%';

/** The same with values of inputs that are shares in hundredths, and `%` as their unit. */
export function inHundredths(found: Solution | Frontier): Solution | Frontier {
  if ('input' in found)
    return isShare(found.input)
      ? { ...found, ...solutionInHundredths(found), input: inputInHundredths(found.input) }
      : found;
  const [first, second] = found.inputs;
  const rows = found.rows.map(
    (row): FrontierRow => ({
      ...row,
      ...(isShare(second) ? foundInHundredths(row) : {}),
      at: isShare(first) ? hundredths(row.at) : row.at,
    }),
  );
  return { ...found, rows, inputs: [inputInHundredths(first), inputInHundredths(second)] };
}

/** ` USD`, and `%` without a space: what stands behind a value. */
export function behindValue(unit: string): string {
  return unit === PERCENT ? PERCENT : unitAfter(unit);
}

function hundredths(x: number): number {
  return percent(x) ?? x;
}

function inputInHundredths(input: Varied): Varied {
  if (!isShare(input)) return input;
  const { from, to } = input;
  return { ...input, unit: PERCENT, from: hundredths(from), to: hundredths(to) };
}

function solutionInHundredths(found: Found): Found {
  return { ...foundInHundredths(found), tried: found.tried.map(measured) };
}

function foundInHundredths(found: Omit<Found, 'tried'>): Omit<Found, 'tried'> {
  const { crossings, least, greatest, turn } = found;
  return {
    crossings: crossings.map(crossing),
    ...(least === undefined ? {} : { least: measured(least) }),
    ...(greatest === undefined ? {} : { greatest: measured(greatest) }),
    ...(turn === undefined ? {} : { turn: hundredths(turn) }),
  };
}

function crossing(of: Crossing): Crossing {
  const { value, low, high } = of;
  return { ...of, value: hundredths(value), low: hundredths(low), high: hundredths(high) };
}

function measured(of: Measured): Measured {
  return { ...of, x: hundredths(of.x) };
}
