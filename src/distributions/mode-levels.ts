/** Families on an interval that are given by their mode: with its ends, or with two quantiles. */

import { type AnyNumber, about, type Body, type Findings, type Level } from './family.ts';
import { numbers, quantiles, type Refusal, refusal } from './forms.ts';
import { described, isScale, tooFarApart } from './levels.ts';
import { also, boundsProblems, MAX, MIN, real } from './parameters.ts';
import { crossing } from './root.ts';

/** Bounds, and the mode between them. */
export interface Bounds {
  readonly min: number;
  readonly mode: number;
  readonly max: number;
}

const MODE = real('peak', 'likely', 'likeliest', 'mostlikely');

/**
 * Both forms of a family.
 *
 * @param quantile  of the family on [0, 1] with its mode at s, at a level
 */
export function formsByMode(
  body: (bounds: Bounds) => Body,
  quantile: (s: number, level: Level) => number,
) {
  return [
    numbers({
      parameters: { min: also(MIN, 'left'), mode: MODE, max: also(MAX, 'right') },
      example: { min: 0, mode: 1, max: 4 },
      problems: ({ min, mode, max }): Findings => [
        ...boundsProblems(min, max),
        (mode < min || mode > max) &&
          about(
            'mode',
            `mode is ${mode}, outside min ${min} and max ${max}; it must lie between them`,
          ),
      ],
      body,
    }),
    quantiles({
      parameters: { mode: MODE },
      example: { p10: 2, mode: 3, p90: 6 },
      solve: (levels, { mode }) => boundsThrough(levels, mode, quantile),
      body,
    }),
  ] as const;
}

/**
 * The bounds under which a family on [min, max] has its mode where it is given, and values at two
 * levels. On [0, 1], with its mode at s, the mode lies (s - q1) / (q2 - q1) of the way from one
 * value to the other, which rises with s.
 */
function boundsThrough(
  levels: readonly Level[],
  mode: number,
  quantile: (s: number, level: Level) => number,
): Bounds | Refusal {
  const [low, high] = levels;
  const wanted = (mode - low.x) / (high.x - low.x);
  const excess = (s: number) => {
    const [q1, q2] = [quantile(s, low), quantile(s, high)];
    return (s - q1) / (q2 - q1) - wanted;
  };
  const [least, most] = [excess(0) + wanted, excess(1) + wanted];
  if (!(wanted >= least && wanted <= most)) {
    const [first, last] = [least, most].map((share) =>
      Number((low.x + share * (high.x - low.x)).toPrecision(4)),
    );
    const range = `with these it must lie between ${first} and ${last}`;
    return refusal(about('mode', `mode is ${mode}, and ${described(levels)}; ${range}`));
  }
  const s = crossing(excess, 0, 1);
  const width = (high.x - low.x) / (quantile(s, high) - quantile(s, low));
  const [min, max] = [mode - width * s, mode + width * (1 - s)];
  return isScale(max - min) ? { min, mode, max } : tooFarApart(levels);
}

/** Of a member none too narrow. */
export function anyBounds({ real }: AnyNumber): Bounds {
  const [min, width] = [real(-100, 100), real(0.001, 100)];
  return { min, mode: Math.min(min + width, min + width * real(0, 1)), max: min + width };
}
