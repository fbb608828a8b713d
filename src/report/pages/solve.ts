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
  type Numeral,
  type Piece,
  type Text,
  tableOf,
  unitAfter,
} from '../document.ts';
import { drawnWithUnit } from '../drawn.ts';
import type { Names } from '../names.ts';
import { behindValue, inHundredths } from '../solved.ts';

export function solvePage(solved: Solution | Frontier, names: Names): Document {
  const found = inHundredths(solved);
  const { say, tell, language } = names;
  const now = say('In the question as it is, {statistic} is {value}.', {
    statistic: names.in(found.statistic),
    value: numeral(found, found.now),
  });
  const common = {
    language,
    subject: tell('What would it take'),
    facts: [
      tell('question {run}', { run: found.run }),
      tell('{count} questions computed on the same draws', { count: found.plans }),
    ],
  };
  // The distribution is in the unit of the model.
  return 'input' in found && 'input' in solved
    ? {
        ...common,
        ...values(found, now, drawnWithUnit(solved.input, solved.input.distribution, names), names),
      }
    : { ...common, ...frontier(found as Frontier, now, names) };
}

type Said = Pick<Document, 'title' | 'summary' | 'sections'>;

function values(solution: Solution, now: Finding, drawn: Text, names: Names): Said {
  const { say, tell, marks } = names;
  const { input, statistic, target, crossings, turn, tried } = solution;
  const label = names.of(input.id);
  const unit = names.unit(input.unit);
  const where = (crossing: Crossing) =>
    `${earned(crossing.value, errorOf(crossing))}${behindValue(unit)}`;
  const turns =
    turn === undefined
      ? []
      : [
          say('It does not go one way: it turns near {input} {value}.', {
            input: label,
            value: `${earned(turn, (input.to - input.from) / 16)}${behindValue(unit)}`,
          }),
        ];
  return {
    title:
      crossings.length === 0
        ? outOfReach(solution, label, names)
        : say('{input} at {values}: {statistic} is {target}', {
            statistic: names.in(statistic),
            target: numberOf(solution, target),
            input: label,
            values: crossings.map(where).join(marks.or),
          }),
    summary: [
      ...crossings.map((crossing) =>
        tell(openSentence(crossing, crossings.length > 1), {
          range: rangeText(crossing, unit, names),
        }),
      ),
      ...turns,
      now,
      say('{input} in the question: {distribution}.', {
        input: label,
        distribution: drawn,
      }),
    ],
    sections: [
      {
        title: tell('What was tried'),
        blocks: [
          tableOf(tell('What was tried'), spread(solution), [
            {
              heading: `${label.label}${unitAfter(unit)}`,
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

/** @param several  whether the target is reached at several values */
function openSentence({ rises }: Crossing, several: boolean) {
  if (!several) return 'Simulation error leaves {range} open.';
  return rises
    ? 'Simulation error leaves {range} open; the statistic rises there.'
    : 'Simulation error leaves {range} open; the statistic falls there.';
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
      isShare(solution) ? names.tell('% of trials') : names.tell('statistic'),
    ],
    points: tried.flatMap(({ x, estimate: { value, low, high } }) =>
      value === null
        ? []
        : [{ x, y: scaled(value), low: scaled(low ?? value), high: scaled(high ?? value) }],
    ),
    target: { y: scaled(target), label: names.tell('target') },
    reached: crossings.map(({ value }) => value),
    caption: names.tell(
      'Every dot is the question computed with the input held there, on the same draws; the band is the 95% interval of the simulation error.',
    ),
  };
}

function frontier(found: Frontier, now: Finding, names: Names): Said {
  const [first, second] = found.inputs;
  const [one, other] = [names.of(first.id), names.of(second.id)];
  const points = found.rows.flatMap(({ at, crossings }) =>
    crossings.map(({ value, low, high }) => ({ x: at, y: value, low, high })),
  );
  const { say, tell, marks } = names;
  const single = found.rows.every(({ crossings }) => crossings.length < 2);
  return {
    title: say('{statistic} is {target} at these pairs of {first} and {second}', {
      statistic: names.in(found.statistic),
      target: numberOf(found, found.target),
      first: one,
      second: other,
    }),
    summary: [...frontierSpan(found, one, other, names), now],
    sections: [
      {
        title: tell('Pairs that reach the target'),
        blocks: [
          tableOf(
            tell('Pairs that reach the target'),
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
                    .map((crossing) =>
                      tell('{name} ({number})', {
                        name: earned(crossing.value, errorOf(crossing)),
                        number: rangeText(crossing, '', names),
                      }),
                    )
                    .join(marks.and) || reachText(found, row, names.unit(second.unit), names),
              },
            ],
            [tell('In brackets: what simulation error leaves open.')],
          ),
          ...(single && points.length > 1
            ? gallery([
                {
                  kind: 'curve',
                  title: tell('Pairs that reach the target'),
                  axes: [
                    `${one.label}${unitAfter(names.unit(first.unit))}`,
                    `${other.label}${unitAfter(names.unit(second.unit))}`,
                  ],
                  points,
                  caption: tell('The band is what simulation error leaves open.'),
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
  { rows, inputs: [first, second] }: Frontier,
  one: Piece,
  other: Piece,
  names: Names,
): Finding[] {
  const { say, tell } = names;
  const reached = rows.filter(({ crossings }) => crossings.length > 0);
  const [from, to] = [reached[0], reached.at(-1)];
  if (from === undefined || to === undefined)
    return [tell('No pair that was tried reaches the target.')];
  const text = (row: typeof from) =>
    say('{second} {value} where {first} is {at}', {
      second: other,
      value: `${earned(row.crossings[0].value, errorOf(row.crossings[0]))}${behindValue(names.unit(second.unit))}`,
      first: one,
      at: `${significant(row.at, 5)}${behindValue(names.unit(first.unit))}`,
    });
  if (from === to) return [say('Reached once: {pair}.', { pair: text(from) })];
  return [say('It takes {one}, and {other}.', { one: text(from), other: text(to) })];
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

function rangeText(crossing: Crossing, unit: string, { tell }: Names): string {
  const { low, high, isOpen } = crossing;
  const error = errorOf(crossing);
  const from = isOpen.low
    ? tell('{value} or less', { value: significant(low, 4) })
    : earned(low, error);
  const to = isOpen.high
    ? tell('{value} or more', { value: significant(high, 4) })
    : earned(high, error);
  return `${tell('{low} to {high}', { low: from, high: to })}${behindValue(unit)}`;
}

function outOfReach(solution: Solution, label: Piece, names: Names): Finding {
  const { input, statistic, target } = solution;
  return names.say(
    'No value of {input} from {low} to {high} brings {statistic} to {target}: {reach}',
    {
      input: label,
      low: significant(input.from, 6),
      high: `${significant(input.to, 6)}${behindValue(names.unit(input.unit))}`,
      statistic: names.in(statistic),
      target: numberOf(solution, target),
      reach: reachText(solution, solution, names.unit(input.unit), names),
    },
  );
}

/** How near it came. */
function reachText(
  common: Common,
  { least, greatest }: Pick<Found, 'least' | 'greatest'>,
  unit: string,
  { tell }: Names,
): string {
  if (least === undefined || greatest === undefined) return tell('it has no value anywhere');
  const isBelow = (greatest.estimate.value ?? 0) < common.target;
  const { x, estimate } = isBelow ? greatest : least;
  const holes = {
    value: numeral(common, estimate).number,
    at: `${significant(x, 5)}${behindValue(unit)}`,
  };
  return isBelow
    ? tell('at most {value}, at {at}', holes)
    : tell('at least {value}, at {at}', holes);
}
