/** The figures of an analysis, as data. */

import type { Figure } from '../charts/index.ts';
import type { Interval } from '../charts/look.ts';
import type { Analysis, ByGroup, Index, OutcomeAnalysis } from '../sensitivity/document.ts';
import { ranked } from './sensitivity-tables.ts';

const BARS = 12;
const HEAT_ROWS = 24;
const SHARE = 'share of the variance';

function intervalsOf(of: ByGroup<Index>, ids: readonly string[]): Interval[] {
  return ids.flatMap((name) => {
    const index = of[name];
    if (index?.value == null) return [];
    const { value, low, high } = index;
    return [{ name, value, low: low ?? value, high: high ?? value }];
  });
}

export function outcomeFigures(key: string, outcome: OutcomeAnalysis): Figure[] {
  if (outcome.constant) return [];
  return [
    ...indexBars(key, outcome),
    ...shapleyBars(key, outcome),
    ...morrisPlane(key, outcome),
    ...tornadoBars(key, outcome),
    ...splitBars(key, outcome),
  ];
}

function indexBars(key: string, { sobol }: OutcomeAnalysis): Figure[] {
  if (!sobol) return [];
  const ids = ranked(sobol.total).slice(0, BARS);
  return [
    {
      kind: 'bars',
      title: `${key}: what drives it`,
      axis: SHARE,
      bars: intervalsOf(sobol.total, ids),
      second: {
        dots: intervalsOf(sobol.first, ids),
        names: ['with all interactions (total order)', 'alone (first order)'],
      },
      caption: 'Sobol indices. Lines are 95 % intervals.',
    },
  ];
}

function shapleyBars(key: string, { shapley }: OutcomeAnalysis): Figure[] {
  if (!shapley) return [];
  return [
    {
      kind: 'bars',
      title: `${key}: who shares its variance`,
      axis: SHARE,
      bars: intervalsOf(shapley, ranked(shapley).slice(0, BARS)),
      caption:
        'Shapley effects: interactions shared among those that interact, so that all bars add up to 1. Lines are 95 % intervals.',
    },
  ];
}

function morrisPlane(key: string, { morris }: OutcomeAnalysis): Figure[] {
  if (!morris) return [];
  const points = Object.entries(morris).flatMap(([name, { muStar, sigma }]) =>
    muStar?.value == null || sigma?.value == null || muStar.value === 0
      ? []
      : [{ name, x: muStar.value, y: sigma.value }],
  );
  // Groups of several inputs have no spread, and a point or two make no picture.
  if (points.length < 3) return [];
  return [
    {
      kind: 'plane',
      title: `${key}: elementary effects`,
      axes: ['mean absolute effect (mu*)', 'spread of the effects (sigma)'],
      points: points.toSorted((a, b) => b.x - a.x),
      caption:
        'Elementary effects, in the unit of the outcome for a move through all of an input. High up: interactions, or a bend.',
    },
  ];
}

function tornadoBars(key: string, { tornado }: OutcomeAnalysis): Figure[] {
  if (!tornado) return [];
  const rows = tornado.rows
    .filter(({ swing }) => swing !== null && swing > 0)
    .slice(0, BARS)
    .map(({ input, monotone, outcomeAt: [atLow, atHigh], together }) => ({
      name: monotone ? input : `${input} *`,
      atLow,
      atHigh,
      ...(together === undefined ? {} : { together: together.outcomeAt }),
    }));
  if (rows.length === 0) return [];
  const joined = rows.some(({ together }) => together !== undefined);
  return [
    {
      kind: 'tornado',
      title: `${key}: one at a time`,
      axis: 'outcome',
      base: tornado.base,
      rows,
      names: {
        low: 'input at its p10',
        high: 'input at its p90',
        together: 'its copula moving with it, p10 to p90',
      },
      caption: `All other inputs at their median.${joined ? ` Lines: the other members of its copula at their medians given the input.` : ''} * goes up and down again in between.`,
    },
  ];
}

function splitBars(key: string, { shares }: OutcomeAnalysis): Figure[] {
  if (!shares) return [];
  const { shares: of } = shares.kind;
  return [
    {
      kind: 'split',
      title: `${key}: by kind of assumption`,
      axis: SHARE,
      parts: ranked(of).map((name) => ({ name, share: Math.max(0, of[name]?.value ?? 0) })),
      caption:
        'Shapley effects of the kinds, which add up to 1; what is below 0 by sampling error is not drawn.',
    },
  ];
}

/** Which input matters for which outcome, where indices were computed. */
export function heatMap({ outcomes }: Analysis): Figure[] {
  const columns = Object.entries(outcomes).flatMap(([key, outcome]) => {
    const of = outcome.sobol?.total ?? outcome.shapley ?? outcome.delta;
    return of && !outcome.constant ? [{ key, of }] : [];
  });
  if (columns.length < 2) return [];
  const most = new Map<string, number>();
  for (const { of } of columns) {
    for (const [id, index] of Object.entries(of))
      most.set(id, Math.max(most.get(id) ?? 0, index?.value ?? 0));
  }
  const rows = [...most]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, HEAT_ROWS)
    .map(([id]) => id);
  return [
    {
      kind: 'heat',
      title: 'Which assumption matters for which outcome',
      rows,
      columns: columns.map(({ key }) => key),
      cells: columns.flatMap(({ key, of }) =>
        rows.map((row) => ({ row, column: key, share: Math.max(0, of[row]?.value ?? 0) })),
      ),
      caption:
        'Share of the variance in percent, interactions included; below 5 it is not written.',
    },
  ];
}
