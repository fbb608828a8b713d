/** A histogram: bins with probabilities, or with the chips that somebody laid on each. */

import { defineFamily } from '../define-family.ts';
import { type AnyNumber, about, type Findings, type Pair } from '../family.ts';
import { pairsFrom } from '../forms.ts';
import { straightBody } from '../straight.ts';

/** How far probabilities may be from adding to 1: room for decimals that were rounded. */
const TOLERANCE = 1e-9;
const MOST_EDGES = 4096;

const byBins = pairsFrom({
  wording: { pair: 'edge:probability', of: 'probability', end: 'edge' },
  example: [
    [0, 10, 25],
    [0.3, 0.7],
  ],
  read: (edges: readonly number[], masses: readonly number[]) => {
    if (edges.length !== masses.length + 1) {
      throw new RangeError(
        `histogram: there are ${edges.length} edges for ${masses.length} bins; wanted one edge more than bins`,
      );
    }
    return { pairs: edges.map((edge, k): Pair => [edge, masses[k] ?? 0]) };
  },
  problems: (pairs) => {
    const masses = pairs.slice(0, -1).map(([, mass]) => mass);
    const sum = masses.reduce((total, mass) => total + mass, 0);
    const chips = masses.every((mass) => Number.isInteger(mass));
    const end = pairs.at(-1);
    return [
      pairs.length < 2 && {
        message:
          'there are no bins; it takes edge:probability pairs and the last edge, such as histogram(0:0.3, 10:0.7, 25)',
      },
      ...edgeProblems(pairs),
      ...masses.map(
        (mass, k) =>
          !(mass >= 0 && mass < Infinity) &&
          about(
            k,
            `the bin from ${pairs[k][0]} has ${mass}; wanted a probability, or a number of chips, of 0 or more`,
          ),
      ),
      end !== undefined &&
        pairs.length > 1 &&
        end[1] !== 0 &&
        about(
          pairs.length - 1,
          `${end[0]} is the last edge and begins no bin, but has ${end[1]}; write it alone, or another edge after it`,
        ),
      masses.length > 0 &&
        sum >= 0 &&
        (chips ? sum === 0 : Math.abs(sum - 1) > TOLERANCE) &&
        about(
          0,
          chips
            ? 'no bin has a probability; at least one must'
            : `the probabilities add to ${Number(sum.toPrecision(12))}; they must add to 1, or all be whole numbers of chips`,
        ),
    ];
  },
  body: (pairs) =>
    straightBody(
      pairs.map(([edge]) => edge),
      pairs.slice(0, -1).map(([, mass]) => mass),
    ),
});

/** That edges are finite numbers that ascend, not too many, and not too far apart. */
export function edgeProblems(pairs: readonly Pair[]): Findings {
  const [least, greatest] = [pairs[0]?.[0], pairs.at(-1)?.[0] ?? 0];
  return [
    pairs.length > MOST_EDGES &&
      about(MOST_EDGES, `there are ${pairs.length} values; it takes at most ${MOST_EDGES}`),
    ...pairs.flatMap(([edge], k) => [
      !Number.isFinite(edge) && about(k, `value ${k + 1} is ${edge}; it must be a finite number`),
      k > 0 &&
        edge <= pairs[k - 1][0] &&
        about(k, `${edge} stands after ${pairs[k - 1][0]}; values must ascend`),
    ]),
    greatest - least === Infinity &&
      about(0, `values reach from ${least} to ${greatest}; that range is too large for a number`),
  ];
}

/** Bins of any width from 0.1 on, some of which may have nothing. */
export function anyBins({ real, whole }: AnyNumber): { edges: number[]; chips: number[] } {
  const chips = Array.from({ length: whole(1, 6) }, (_, k) => whole(k === 0 ? 1 : 0, 9));
  let edge = 100;
  return { edges: [edge, ...chips.map(() => (edge += real(0.1, 3)))], chips };
}

/**
 * The density that is even in every bin: `histogram([0, 10, 25], [0.3, 0.7])`, as text
 * `histogram(0:0.3, 10:0.7, 25)`.
 *
 * @param edges   of the bins, ascending, one more than there are bins; 2 to 4096
 * @param masses  of the bins: probabilities that add to 1 within 1e-9, or whole numbers, such as
 *                the chips of the roulette method, of which each is as likely as another
 *
 * Source of the roulette method: Gore (1987), "Biostatistics and the Medical Research Council", MRC
 * News 35, 19-20; Oakley and O'Hagan, SHELF: the Sheffield Elicitation Framework.
 */
export const histogram = defineFamily({
  name: 'histogram',
  aliases: ['hist', 'rvhistogram', 'roulette'],
  about: 'bins with probabilities, or with the chips that somebody laid on each',
  forms: [byBins],
  instead: 'choose among quantities by `if` of an event or of a uniform input',
  member: (any) => {
    const { edges, chips } = anyBins(any);
    return [edges, chips];
  },
});
