/** What `chipcast solve` says: the value of an input at which a statistic reaches a target. */

import type { Figure } from '../../charts/index.ts';
import type { Crossing, Found, Measured } from '../../solve/crossing.ts';
import type { Frontier, Solution } from '../../solve/document.ts';
import { earned, percent, significant } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import {
  type Amount,
  amount,
  chance,
  type Document,
  type Finding,
  gallery,
  joined,
  type Numeral,
  type Piece,
  say,
  tableOf,
  unitAfter,
} from '../document.ts';
import type { Names } from '../names.ts';
import { distributionText } from '../run-facts.ts';

export function solvePage(found: Solution | Frontier, names: Names): Document {
  const now = say`In the question as it is, ${names.of(found.statistic)} is ${numeral(found, found.now)}.`;
  const common = {
    subject: 'What would it take',
    facts: [`question ${found.run}`, `${found.plans} questions computed on the same draws`],
  };
  return 'input' in found
    ? { ...common, ...solved(found, now, names) }
    : { ...common, ...frontier(found, now, names) };
}

type Said = Pick<Document, 'title' | 'summary' | 'sections'>;

function solved(solution: Solution, now: Finding, names: Names): Said {
  const { input, statistic, target, crossings, turn, tried } = solution;
  const label = names.of(input.id);
  const wanted = say`${names.of(statistic)} is ${numberOf(solution, target)}`;
  const where = (crossing: Crossing) =>
    `${earned(crossing.value, errorOf(crossing))}${unitAfter(names.unit(input.unit))}`;
  const turns =
    turn === undefined
      ? []
      : [
          say`It does not go one way: it turns near ${label} ${earned(turn, (input.to - input.from) / 16)}.`,
        ];
  return {
    title:
      crossings.length === 0
        ? outOfReach(solution, label, names)
        : say`${wanted} where ${label} is ${crossings.map(where).join(' or ')}`,
    summary: [
      ...crossings.map(
        (crossing) =>
          say`Simulation error leaves ${rangeText(crossing, names.unit(input.unit))} open${crossings.length > 1 ? `; the statistic ${crossing.rises ? 'rises' : 'falls'} there` : ''}.`,
      ),
      ...turns,
      now,
      say`${label} in the question: ${distributionText(input.distribution)}${unitAfter(names.unit(input.unit))}.`,
    ],
    sections: [
      {
        title: 'What was tried',
        blocks: [
          tableOf('What was tried', spread(solution), [
            {
              heading: `${label.label}${unitAfter(names.unit(input.unit))}`,
              kind: 'number',
              of: ({ x }) => significant(x, 5),
            },
            {
              heading: names.of(statistic).label,
              kind: 'number',
              of: ({ estimate }) => cell(solution, estimate),
            },
          ]),
          ...gallery([curveOf(solution, tried, names)]),
        ],
      },
    ],
  };
}

/** Points of a table are at least this part of the range apart. */
const SHOWN = 20;

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

function curveOf(solution: Solution, tried: readonly Measured[], names: Names): Figure {
  const { input, target, statistic, crossings } = solution;
  const scaled = (x: number): number => (isShare(solution) ? 100 * x : x);
  return {
    kind: 'curve',
    title: names.of(statistic).label,
    axes: [
      `${names.of(input.id).label}${unitAfter(names.unit(input.unit))}`,
      isShare(solution) ? '% of trials' : 'statistic',
    ],
    points: tried.flatMap(({ x, estimate: { value, low, high } }) =>
      value === null
        ? []
        : [{ x, y: scaled(value), low: scaled(low ?? value), high: scaled(high ?? value) }],
    ),
    target: { y: scaled(target), label: 'target' },
    reached: crossings.map(({ value }) => value),
    caption:
      'Every dot is the question computed with the input held there, on the same draws; the band is the 95% interval of the simulation error.',
  };
}

function frontier(found: Frontier, now: Finding, names: Names): Said {
  const [first, second] = found.inputs;
  const [one, other] = [names.of(first.id), names.of(second.id)];
  const points = found.rows.flatMap(({ at, crossings }) =>
    crossings.map(({ value, low, high }) => ({ x: at, y: value, low, high })),
  );
  const single = found.rows.every(({ crossings }) => crossings.length < 2);
  return {
    title: say`${names.of(found.statistic)} is ${numberOf(found, found.target)} at these pairs of ${one} and ${other}`,
    summary: [...frontierSpan(found, one, other, names), now],
    sections: [
      {
        title: 'Pairs that reach the target',
        blocks: [
          tableOf(
            'Pairs that reach the target',
            found.rows,
            [
              {
                heading: `${one.label}${unitAfter(names.unit(first.unit))}`,
                kind: 'number',
                of: ({ at }) => significant(at, 5),
              },
              {
                heading: `${other.label}${unitAfter(names.unit(second.unit))}`,
                of: (row) =>
                  row.crossings
                    .map(
                      (crossing) =>
                        `${earned(crossing.value, errorOf(crossing))} (${rangeText(crossing, '')})`,
                    )
                    .join(' and ') || reachText(found, row),
              },
            ],
            ['In brackets: what simulation error leaves open.'],
          ),
          ...(single && points.length > 1
            ? gallery([
                {
                  kind: 'curve',
                  title: 'Pairs that reach the target',
                  axes: [
                    `${one.label}${unitAfter(names.unit(first.unit))}`,
                    `${other.label}${unitAfter(names.unit(second.unit))}`,
                  ],
                  points,
                  caption: 'The band is what simulation error leaves open.',
                },
              ])
            : []),
        ],
      },
    ],
  };
}

/** From one end of the frontier to the other. */
function frontierSpan(
  { rows, inputs: [, second] }: Frontier,
  one: Piece,
  other: Piece,
  names: Names,
): Finding[] {
  const reached = rows.filter(({ crossings }) => crossings.length > 0);
  const [from, to] = [reached[0], reached.at(-1)];
  if (from === undefined || to === undefined) return ['No pair that was tried reaches it.'];
  const text = (row: typeof from) =>
    say`${other} ${earned(row.crossings[0].value, errorOf(row.crossings[0]))}${unitAfter(names.unit(second.unit))} where ${one} is ${significant(row.at, 5)}`;
  if (from === to) return [say`Reached once: ${text(from)}.`];
  return [say`It takes ${joined([text(from), text(to)], ', ', ', and ')}.`];
}

type Common = Pick<Solution, 'statistic' | 'target' | 'now'>;

const isShare = ({ statistic }: Pick<Common, 'statistic'>): boolean => /^P ?\(/i.test(statistic);

function numeral(common: Common, { value, se }: Estimate): Numeral {
  return isShare(common) ? chance({ value, se }) : amount({ value, se });
}

function cell(common: Common, { value, se }: Estimate): Amount {
  return { value, se, isShare: isShare(common) };
}

function numberOf(common: Common, value: number): string {
  return isShare(common) ? `${significant(percent(value) ?? value, 6)}%` : significant(value, 6);
}

/** Two errors to either side are the interval. */
function errorOf({ low, high }: Crossing): number {
  return (high - low) / 4;
}

function rangeText(crossing: Crossing, unit: string): string {
  const { low, high, isOpen } = crossing;
  const from = isOpen.low ? `${significant(low, 4)} or less` : earned(low, errorOf(crossing));
  const to = isOpen.high ? `${significant(high, 4)} or more` : earned(high, errorOf(crossing));
  return `${from} to ${to}${unitAfter(unit)}`;
}

function outOfReach(solution: Solution, label: Piece, names: Names): Finding {
  const { input, statistic, target } = solution;
  const range = `${significant(input.from, 6)} to ${significant(input.to, 6)}${unitAfter(names.unit(input.unit))}`;
  return say`No value of ${label} from ${range} brings ${names.of(statistic)} to ${numberOf(solution, target)}: ${reachText(solution, solution)}`;
}

/** How near it came. */
function reachText(common: Common, { least, greatest }: Pick<Found, 'least' | 'greatest'>): string {
  const text = ({ x, estimate }: Measured): string =>
    `${numeral(common, estimate).number}, at ${significant(x, 5)}`;
  if (least === undefined || greatest === undefined) return 'it has no value anywhere';
  return (greatest.estimate.value ?? 0) < common.target
    ? `at most ${text(greatest)}`
    : `at least ${text(least)}`;
}
