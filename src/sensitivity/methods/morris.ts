/** Elementary effects, after Morris. */

import type { Plan } from '../../plan/plan.ts';
import { closed } from '../../text/form.ts';
import { type ByGroup, byGroupForm, type Index, indexForm, pick } from '../by-group.ts';
import { exchangePlan } from '../exchange-plan.ts';
import { type Group, groupsOf } from '../groups.ts';
import { elementaryEffects } from '../morris.ts';
import { type Coordinate, coordinatesOf, uniformsOf } from '../points.ts';
import { walksOf } from '../walks.ts';
import { type Design, type ExchangeMethod, exchangesInputs } from './method.ts';

interface Effect {
  readonly mu: Index;
  readonly muStar: Index;
  readonly sigma: Index;
}

export interface MorrisPart {
  readonly morris: ByGroup<Effect>;
}

export const morris: ExchangeMethod<'morris', MorrisPart> = {
  name: 'morris',
  about:
    'how far the outcome moves when an input moves by half of its probability (mu*), and how unevenly',
  needs: 'exchange',
  priorOnly: exchangesInputs('delta', 'regression'),
  form: {
    morris: byGroupForm<Effect>(
      closed<Effect>()({ mu: indexForm, muStar: indexForm, sigma: indexForm }),
    ),
  },
  async measure({ plan, grouping, base }, exchanging) {
    const pieces = await exchanging('morris', morrisDesign(plan, groupsOf(plan, grouping), base));
    return pieces.map((piece) => ({ morris: piece }));
  },
  columns: ({ morris: found }) =>
    found === undefined
      ? []
      : [
          { heading: 'mu*', of: pick(found, ({ muStar }) => muStar), inUnit: true },
          { heading: 'sigma', of: pick(found, ({ sigma }) => sigma), inUnit: true },
        ],
  chart(outcome, { morris: found = {} }, { tell, marks }, { axis, factor }) {
    const points = Object.entries(found).flatMap(([name, { muStar, sigma }]) => {
      const [x, y] = [muStar?.value ?? 0, sigma?.value ?? null];
      return x === 0 || y === null ? [] : [{ name, x: x * factor, y: y * factor }];
    });
    const inUnit = (name: string): string => (axis === '' ? name : name + marks.comma + axis);
    // Groups of several inputs have no spread, and a point or two make no picture.
    if (points.length < 3) return [];
    return [
      {
        kind: 'plane',
        title: tell('{outcome}: elementary effects', { outcome }),
        axes: [
          inUnit(tell('mean absolute effect (mu*)')),
          inUnit(tell('spread of the effects (sigma)')),
        ],
        points: points.toSorted((a, b) => b.x - a.x),
        caption: tell(
          'Elementary effects, in the unit of the outcome for a move through all of an input. High up: interactions, or a bend.',
        ),
      },
    ];
  },
};

const MOST_TRAJECTORIES = 512;

function morrisDesign(
  plan: Plan,
  groups: readonly Group[],
  base: number,
): Design<MorrisPart['morris']> {
  const { seed, replicates } = plan;
  const walks = walksOf(seed, groups.length, replicates, 1);
  const points = Math.min(base, MOST_TRAJECTORIES);
  const exchange = exchangePlan(plan, groups, walks, { points, replicates }, 'half-away');
  const directions = upwards(exchange, groups, coordinatesOf(exchange, groups));
  return {
    plans: [exchange],
    analyse({ matrices, firsts, whole, inUnit }) {
      // Where points are missing nobody knows which way those after them went.
      const known = whole ? directions : directions.map(() => undefined);
      const effects = elementaryEffects(matrices, walks, known, firsts);
      return Object.fromEntries(
        groups.map(({ id }, i) => {
          const { mu = null, muStar = null, sigma = null } = effects?.[i] ?? {};
          return [id, { mu: inUnit(mu), muStar: inUnit(muStar), sigma: inUnit(sigma) }];
        }),
      );
    },
  };
}

/** Of each group that is one coordinate, whether it moves up at a point. */
function upwards(
  plan: Plan,
  groups: readonly Group[],
  coordinates: readonly Coordinate[],
): readonly (((point: number) => boolean) | undefined)[] {
  return groups.map((_, group) => {
    const own = coordinates.filter((coordinate) => coordinate.group === group);
    if (own.length !== 1) return undefined;
    const { a } = uniformsOf(plan, own[0]);
    return (point) => a[point] < 0.5;
  });
}
