/** What solving gives, as text: a sentence, and what was tried. */

import type { Crossing, Found, Measured } from '../solve/crossing.ts';
import type { Frontier, Solution, Varied } from '../solve/document.ts';
import { earned, earnedPair, percent, significant } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { alignNumbers, columns, wrap } from '../text/table.ts';
import { distributionText } from './run-facts.ts';

/** Points of a table are at least this part of the range apart. */
const SHOWN = 20;

/** @param width  of the text, in characters */
export function solutionText(solution: Solution | Frontier, width: number): string {
  const lines = 'input' in solution ? solved(solution, width) : frontier(solution, width);
  return `${lines.join('\n')}\n`;
}

function solved(solution: Solution, width: number): string[] {
  const { input, statistic, target, crossings, turn } = solution;
  const tried = spread(solution);
  const wanted = `${statistic} = ${numberOf(solution, target)}`;
  const sentences =
    crossings.length === 0
      ? [outOfReach(solution, input, wanted)]
      : crossings.map(
          (crossing) =>
            `${wanted} at ${input.id} ${crossingText(crossing, input)}${crossings.length > 1 ? `, ${crossing.rises ? 'rising' : 'falling'}` : ''}.`,
        );
  const turns =
    turn === undefined
      ? []
      : [
          `It does not go one way: it turns near ${input.id} ${earned(turn, (input.to - input.from) / 16)}.`,
        ];
  const now = `In the question ${input.id} is ${distributionText(input.distribution)}${unitOf(input)}, and ${statistic} is ${statisticText(solution, solution.now)}.`;
  const rows = columns([
    {
      heading: `${input.id}${unitOf(input)}`,
      cells: alignNumbers(tried.map(({ x }) => significant(x, 5))),
    },
    {
      heading: statistic,
      cells: alignNumbers(tried.map(({ estimate }) => statisticText(solution, estimate))),
    },
  ]);
  return [
    ...[...sentences, ...turns].flatMap((sentence) => wrap(sentence, width)),
    '',
    ...wrap(now, width),
    '',
    ...rows,
  ];
}

/** Of all that was tried, points that are well apart, the ends among them. */
function spread({ input: { from, to }, tried }: Solution): readonly Measured[] {
  const apart = (to - from) / SHOWN;
  const shown: Measured[] = [];
  for (const one of tried) {
    const last = shown.at(-1);
    if (last === undefined || one.x - last.x >= apart) shown.push(one);
  }
  return shown;
}

function frontier(found: Frontier, width: number): string[] {
  const [first, second] = found.inputs;
  const wanted = `${found.statistic} = ${numberOf(found, found.target)}`;
  const rows = columns([
    {
      heading: `${first.id}${unitOf(first)}`,
      cells: alignNumbers(found.rows.map(({ at }) => significant(at, 5))),
    },
    {
      heading: `${second.id}${unitOf(second)}`,
      cells: found.rows.map(
        (row) =>
          row.crossings.map((crossing) => crossingText(crossing, second)).join(' and ') ||
          reachText(found, row),
      ),
      left: true,
    },
  ]);
  return [
    ...wrap(`${wanted} at these pairs of ${first.id} and ${second.id}:`, width),
    '',
    ...rows,
    '',
    ...wrap(`In the question it is ${statisticText(found, found.now)}.`, width),
  ];
}

type Common = Pick<Solution, 'statistic' | 'target' | 'now'>;

const isShare = ({ statistic }: Common): boolean => /^P ?\(/i.test(statistic);

function numberOf(common: Common, value: number): string {
  return isShare(common) ? `${significant(percent(value) ?? value, 6)} %` : significant(value, 6);
}

function statisticText(common: Common, { value, se }: Estimate): string {
  if (value === null) return 'no value';
  return isShare(common) ? `${earnedPair(percent(value), percent(se))} %` : earnedPair(value, se);
}

/** The value, and the interval that the simulation error leaves it. */
function crossingText({ value, low, high, isOpen }: Crossing, input: Varied): string {
  // Two errors to either side are the interval.
  const error = (high - low) / 4;
  const from = isOpen.low ? `${significant(low, 4)} or less` : earned(low, error);
  const to = isOpen.high ? `${significant(high, 4)} or more` : earned(high, error);
  return `${earned(value, error)}${unitOf(input)} (simulation error: ${from} to ${to})`;
}

function unitOf({ unit }: Varied): string {
  return unit === '-' || unit === '' ? '' : ` ${unit}`;
}

function outOfReach(solution: Solution, input: Varied, wanted: string): string {
  const { from, to } = input;
  return `No value of ${input.id} from ${significant(from, 6)} to ${significant(to, 6)}${unitOf(input)} gives ${wanted}: ${reachText(solution, solution)}.`;
}

/** How near it came. */
function reachText(common: Common, { least, greatest }: Pick<Found, 'least' | 'greatest'>): string {
  const text = ({ x, estimate }: Measured): string =>
    `${statisticText(common, estimate)}, at ${significant(x, 5)}`;
  if (least === undefined || greatest === undefined) return 'it has no value anywhere';
  return (greatest.estimate.value ?? 0) < common.target
    ? `at most ${text(greatest)}`
    : `at least ${text(least)}`;
}
