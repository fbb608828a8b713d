/**
 * The plots of an analysis: bars with intervals, a heat map, Morris' plane, the tornado, and how
 * the variance splits.
 */

import * as Plot from '@observablehq/plot';
import type { Analysis, ByGroup, Index, OutcomeAnalysis } from '../sensitivity/document.ts';
import { COLOURS, type Drawing, draw, PALETTE } from './plots.ts';
import { ranked } from './sensitivity-tables.ts';

/** Places in the palette, far apart for neighbours. */
const KIND_COLOURS = [0, 7, 3, 8, 6, 2, 9, 4, 11, 1, 5, 10];
const BARS = 12;
const HEAT_ROWS = 24;
const LABEL_WIDTH = 190;
const ROW = 22;

interface Row {
  readonly id: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function rowsOf(of: ByGroup<Index>, ids: readonly string[]): Row[] {
  return ids.flatMap((id) => {
    const index = of[id];
    if (index?.value == null) return [];
    return [
      { id, value: index.value, low: index.low ?? index.value, high: index.high ?? index.value },
    ];
  });
}

export function outcomeDrawings(key: string, outcome: OutcomeAnalysis): Drawing[] {
  if (outcome.constant) return [];
  return [
    ...indexBars(key, outcome),
    ...shapleyBars(key, outcome),
    ...morrisPlane(key, outcome),
    ...tornadoBars(key, outcome),
    ...splitBars(key, outcome),
  ];
}

function indexBars(key: string, { sobol }: OutcomeAnalysis): Drawing[] {
  if (!sobol) return [];
  const ids = ranked(sobol.total).slice(0, BARS);
  const [total, first] = [rowsOf(sobol.total, ids), rowsOf(sobol.first, ids)];
  const svg = draw({
    height: 60 + ROW * total.length,
    marginLeft: LABEL_WIDTH,
    marginRight: 24,
    x: { label: 'share of the variance', grid: true, zero: true },
    y: { domain: total.map(({ id }) => id), label: null, padding: 0.3 },
    marks: [
      Plot.barX(total, { x: 'value', y: 'id', fill: COLOURS[0], fillOpacity: 0.35 }),
      Plot.ruleY(total, { x1: 'low', x2: 'high', y: 'id', stroke: COLOURS[0] }),
      Plot.dot(first, { x: 'value', y: 'id', fill: COLOURS[1], r: 3.5 }),
      Plot.ruleY(first, { x1: 'low', x2: 'high', y: 'id', stroke: COLOURS[1] }),
      Plot.ruleX([0]),
    ],
  });
  return [
    {
      title: `${key}: what drives it`,
      svg,
      legend: [
        { name: 'with all interactions (total order)', colour: COLOURS[0] },
        { name: 'alone (first order)', colour: COLOURS[1] },
      ],
      caption: 'Sobol indices. Lines are 95 % intervals.',
    },
  ];
}

function shapleyBars(key: string, { shapley }: OutcomeAnalysis): Drawing[] {
  if (!shapley) return [];
  const rows = rowsOf(shapley, ranked(shapley).slice(0, BARS));
  const svg = draw({
    height: 60 + ROW * rows.length,
    marginLeft: LABEL_WIDTH,
    marginRight: 24,
    x: { label: 'share of the variance', grid: true, zero: true },
    y: { domain: rows.map(({ id }) => id), label: null, padding: 0.3 },
    marks: [
      Plot.barX(rows, { x: 'value', y: 'id', fill: COLOURS[2], fillOpacity: 0.5 }),
      Plot.ruleY(rows, { x1: 'low', x2: 'high', y: 'id', stroke: COLOURS[2] }),
      Plot.ruleX([0]),
    ],
  });
  const caption =
    'Shapley effects: interactions shared among those that interact, so that all bars add up to 1. Lines are 95 % intervals.';
  return [{ title: `${key}: who shares its variance`, svg, legend: [], caption }];
}

function morrisPlane(key: string, { morris }: OutcomeAnalysis): Drawing[] {
  if (!morris) return [];
  const points = Object.entries(morris).flatMap(([id, { muStar, sigma }]) =>
    muStar?.value == null || sigma?.value == null || muStar.value === 0
      ? []
      : [{ id, muStar: muStar.value, sigma: sigma.value }],
  );
  // Groups of several inputs have no spread, and a point or two make no picture.
  if (points.length < 3) return [];
  const named = points.toSorted((a, b) => b.muStar - a.muStar).slice(0, 6);
  const svg = draw({
    marginRight: 140,
    x: { label: 'mean absolute effect (mu*)', grid: true, zero: true, nice: true },
    y: { label: 'spread of the effects (sigma)', grid: true, zero: true, nice: true },
    marks: [
      Plot.dot(points, { x: 'muStar', y: 'sigma', fill: COLOURS[0], r: 3 }),
      Plot.text(named, {
        x: 'muStar',
        y: 'sigma',
        text: 'id',
        dx: 6,
        textAnchor: 'start',
        fontSize: 10,
      }),
    ],
  });
  const caption =
    'Elementary effects, in the unit of the outcome for a move through all of an input. High up: interactions, or a bend.';
  return [{ title: `${key}: elementary effects`, svg, legend: [], caption }];
}

function tornadoBars(key: string, { tornado }: OutcomeAnalysis): Drawing[] {
  if (!tornado) return [];
  const rows = tornado.rows.filter(({ swing }) => swing !== null && swing > 0).slice(0, BARS);
  if (rows.length === 0) return [];
  const idOf = ({ input, monotone }: (typeof rows)[number]) => (monotone ? input : `${input} *`);
  const together = rows.flatMap((row) =>
    row.together === undefined
      ? []
      : [{ id: idOf(row), from: row.together.outcomeAt[0], to: row.together.outcomeAt[1] }],
  );
  const bars = rows.flatMap((row) => {
    const [p10, p90] = row.outcomeAt;
    const id = idOf(row);
    return [
      { id, from: tornado.base, to: p10, end: 'p10' },
      { id, from: tornado.base, to: p90, end: 'p90' },
    ];
  });
  const svg = draw({
    height: 60 + ROW * rows.length,
    marginLeft: LABEL_WIDTH,
    marginRight: 24,
    x: { label: 'outcome', grid: true },
    y: { domain: [...new Set(bars.map(({ id }) => id))], label: null, padding: 0.3 },
    color: { domain: ['p10', 'p90'], range: [COLOURS[1], COLOURS[0]] },
    marks: [
      Plot.barX(bars, { x1: 'from', x2: 'to', y: 'id', fill: 'end', fillOpacity: 0.7 }),
      Plot.ruleY(together, { x1: 'from', x2: 'to', y: 'id', stroke: COLOURS[2], strokeWidth: 2 }),
      Plot.ruleX([tornado.base]),
    ],
  });
  return [
    {
      title: `${key}: one at a time`,
      svg,
      legend: [
        { name: 'input at its p10', colour: COLOURS[1] },
        { name: 'input at its p90', colour: COLOURS[0] },
        ...(together.length > 0
          ? [{ name: 'its copula moving with it, p10 to p90', colour: COLOURS[2] }]
          : []),
      ],
      caption: `All other inputs at their median.${together.length > 0 ? ` Lines: the other members of its copula at their medians given the input.` : ''} * goes up and down again in between.`,
    },
  ];
}

function splitBars(key: string, { shares }: OutcomeAnalysis): Drawing[] {
  if (!shares) return [];
  const kinds = ranked(shares.kind.shares);
  const parts = kinds.map((kind) => ({
    kind,
    value: Math.max(0, shares.kind.shares[kind]?.value ?? 0),
  }));
  const colours = kinds.map((_, k) => PALETTE[KIND_COLOURS[k % KIND_COLOURS.length]]);
  const svg = draw({
    height: 90,
    marginLeft: 16,
    marginRight: 16,
    x: { label: 'share of the variance', tickFormat: '%' },
    color: { domain: kinds, range: colours },
    marks: [Plot.barX(parts, Plot.stackX({ x: 'value', fill: 'kind', order: [...kinds] }))],
  } as Parameters<typeof draw>[0]);
  return [
    {
      title: `${key}: by kind of assumption`,
      svg,
      legend: kinds.map((name, k) => ({ name, colour: colours[k] })),
      caption:
        'Shapley effects of the kinds, which add up to 1; what is below 0 by sampling error is not drawn.',
    },
  ];
}

/** Which input matters for which outcome, where indices were computed. */
export function heatMap({ outcomes }: Analysis): Drawing[] {
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
  const ids = [...most]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, HEAT_ROWS)
    .map(([id]) => id);
  const cells = columns.flatMap(({ key, of }) =>
    ids.map((id) => ({ key, id, value: Math.max(0, of[id]?.value ?? 0) })),
  );
  const svg = draw({
    width: 1100,
    height: 250 + 18 * ids.length,
    marginLeft: LABEL_WIDTH,
    marginBottom: 230,
    marginRight: 20,
    x: { domain: columns.map(({ key }) => key), label: null, tickRotate: -60 },
    y: { domain: ids, label: null },
    color: { type: 'linear', scheme: 'blues', domain: [0, 1] },
    marks: [
      Plot.cell(cells, { x: 'key', y: 'id', fill: 'value', inset: 0.5 }),
      Plot.text(
        cells.filter(({ value }) => value >= 0.05),
        {
          x: 'key',
          y: 'id',
          text: (cell: { value: number }) => `${Math.round(100 * cell.value)}`,
          fontSize: 9,
          fill: (cell: { value: number }) => (cell.value > 0.5 ? 'white' : 'black'),
        },
      ),
    ],
  } as Parameters<typeof draw>[0]);
  const caption =
    'Share of the variance in percent, interactions included; below 5 it is not written.';
  return [{ title: 'Which assumption matters for which outcome', svg, legend: [], caption }];
}
