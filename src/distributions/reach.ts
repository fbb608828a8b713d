/** Between what the values at levels must lie. */

import { about, type Findings, type Level, type Numbers } from './family.ts';

/** Above 0 or above a parameter, or between two parameters. */
export type Reach<Name extends string> =
  | { readonly above: 0 | Name }
  | { readonly between: readonly [least: Name, greatest: Name] };

/** Bounds of all members that a form has with these numbers. */
export function boundsOf(
  given: Numbers,
  reach?: Reach<string>,
): readonly [least: number, greatest: number] {
  if (reach === undefined) return [-Infinity, Infinity];
  if ('between' in reach) return [given[reach.between[0]], given[reach.between[1]]];
  return [reach.above === 0 ? 0 : given[reach.above], Infinity];
}

export function reachProblems(
  levels: readonly Level[],
  given: Numbers,
  reach?: Reach<string>,
): Findings {
  if (reach === undefined) return [];
  const [least, greatest] = boundsOf(given, reach);
  const wanted =
    'between' in reach
      ? `above ${least} and below ${greatest}`
      : least === 0
        ? 'above 0'
        : `above ${reach.above} ${least}`;
  return levels.map(
    ({ name, x }) =>
      (x <= least || x >= greatest) && about(name, `${name} is ${x}; it must be ${wanted}`),
  );
}
