/**
 * The plots of a report as SVG text, drawn by Observable Plot without a browser. The same run gives
 * the same bytes.
 */

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Chart } from '../language/model.ts';
import { significant } from '../stats/round.ts';
import type { OutcomeSummary } from '../stats/summary.ts';
import { type ReportedOutcome, unitText } from './outcomes.ts';

export interface Drawing {
  readonly title: string;
  readonly svg: string;
  /** What the colours mean, where there are several. */
  readonly legend: readonly { readonly name: string; readonly colour: string }[];
  /** What is drawn, in a sentence. */
  readonly caption: string;
}

const WIDTH = 640;
const HEIGHT = 320;
/**
 * For lines and bands: distinct on white, for most kinds of colour blindness too, and as many as a
 * chart may hold.
 */
export const COLOURS = ['#1f5f8b', '#c8553d', '#39a38a', '#b8860b'];
/** For parts of a whole: distinct in print and for most kinds of colour blindness. */
export const PALETTE = [
  '#1f5f8b',
  '#4b9cc9',
  '#8cc6de',
  '#2f7f5f',
  '#7fbf8e',
  '#c3dfb5',
  '#c8553d',
  '#e8a15c',
  '#9b8bb4',
  '#b8b2a7',
  '#6b6b6b',
  '#d9c27e',
];

type Options = Parameters<typeof Plot.plot>[0];

/** A plot as SVG text, 640 by 320 unless told otherwise; the same options give the same bytes. */
export function draw(options: Options): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const figure = Plot.plot({
    document,
    figure: false,
    className: 'plot',
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 56,
    marginBottom: 36,
    style: { fontSize: '12px', background: 'none' },
    ...options,
  } as unknown as NonNullable<Options>);
  figure.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  figure.setAttribute('role', 'img');
  // A tenth of a pixel is seen by nobody, and the last digits of a logarithm differ between
  // engines.
  return figure.outerHTML.replaceAll(/="[^"]*"/g, (attribute: string) =>
    attribute.replaceAll(
      /-?\d+\.\d{2,}(?:e-?\d+)?/g,
      (number) => `${Math.round(Number(number) * 10) / 10}`,
    ),
  );
}

/** The first quarter of a year by its year, the others by their number. */
function periodTick(label: string): string {
  return label.endsWith('Q1') ? label.slice(0, 4) : label.replace(/^\d{4}(?=Q)/, '');
}

function axis(outcome: ReportedOutcome) {
  return {
    type: 'point' as const,
    domain: outcome.periods.map(({ label }) => label),
    tickFormat: periodTick,
    label: null,
  };
}

export function drawChart(chart: Chart, outcomes: readonly ReportedOutcome[]): Drawing | undefined {
  const found = chart.outcomes.flatMap(
    (id) => outcomes.find((outcome) => outcome.id === id && outcome.over === chart.over) ?? [],
  );
  if (found.length !== chart.outcomes.length || found.some(({ periods }) => periods.length < 2))
    return undefined;
  switch (chart.kind) {
    case 'fan':
      return fan(chart, found);
    case 'parts':
      return parts(chart, found);
    case 'chance':
      return chance(chart, found);
  }
}

interface Band {
  readonly period: string;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

function bands({ periods }: ReportedOutcome): Band[] {
  return periods.flatMap(({ label, summary: { quantiles } }) => {
    const [p5, p25, p50, p75, p95] = [
      quantiles.p5,
      quantiles.p25,
      quantiles.p50,
      quantiles.p75,
      quantiles.p95,
    ].map(({ value }) => value);
    return p5 === null ? [] : [{ period: label, p5, p25: p25!, p50: p50!, p75: p75!, p95: p95! }];
  });
}

function fan(
  chart: Extract<Chart, { kind: 'fan' }>,
  outcomes: readonly ReportedOutcome[],
): Drawing {
  const series = outcomes.map(bands);
  const positive = series.every((rows) => rows.every(({ p5 }) => p5 > 0));
  const log = chart.scale === 'log' && positive;
  const { reference } = chart;
  const marks = series.flatMap((rows, k) => [
    Plot.areaY(rows, { x: 'period', y1: 'p5', y2: 'p95', fill: COLOURS[k], fillOpacity: 0.16 }),
    Plot.areaY(rows, { x: 'period', y1: 'p25', y2: 'p75', fill: COLOURS[k], fillOpacity: 0.3 }),
    Plot.lineY(rows, { x: 'period', y: 'p50', stroke: COLOURS[k], strokeWidth: 2.2 }),
    Plot.dot(rows, { x: 'period', y: 'p50', fill: COLOURS[k], r: 2.4 }),
  ]);
  const svg = draw({
    x: axis(outcomes[0]),
    y: {
      type: log ? 'log' : 'linear',
      label: axisLabel(outcomes[0]),
      grid: true,
      zero: !log,
      nice: !log,
      tickFormat: tick,
      ...(log ? { ticks: 5 } : {}),
    },
    marks: [
      ...marks,
      ...(reference === undefined
        ? []
        : [
            Plot.ruleY([reference.value], { stroke: '#444', strokeDasharray: '4 3' }),
            Plot.text([{ x: outcomes[0].periods[0].label, y: reference.value }], {
              x: 'x',
              y: 'y',
              text: () => reference.label,
              textAnchor: 'start',
              dy: -8,
              fill: '#444',
            }),
          ]),
    ],
  });
  const note = chart.note === undefined ? '' : `${chart.note} `;
  return {
    title: chart.title,
    svg,
    legend:
      outcomes.length === 1
        ? []
        : outcomes.map(({ label }, k) => ({ name: label, colour: COLOURS[k] })),
    caption: `${note}The line is the median; half of all worlds lie in the dark band, 90 of 100 in the light one${log ? '; the scale is logarithmic' : ''}.`,
  };
}

interface Part {
  readonly period: string;
  readonly name: string;
  readonly share: number;
}

/** White or nearly black, whichever reads better on a colour. */
function inkOn(colour: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue > 150 ? '#1c2429' : '#ffffff';
}

function parts(
  chart: Extract<Chart, { kind: 'parts' }>,
  outcomes: readonly ReportedOutcome[],
): Drawing {
  const percent = outcomes[0].unit === 'fraction';
  const scale = percent ? 100 : 1;
  const rows = outcomes.flatMap(({ periods }, k) =>
    periods.map(
      ({ label, summary }): Part => ({
        period: label,
        name: chart.names[k],
        share: summary.mean.value ?? 0,
      }),
    ),
  );
  const svg = draw({
    x: { ...axis(outcomes[0]), type: 'band', padding: 0.35 },
    y: {
      label: percent ? axisLabel({ ...outcomes[0], unit: '%' }) : axisLabel(outcomes[0]),
      grid: true,
      percent,
    },
    color: { domain: [...chart.names], range: PALETTE },
    marks: [
      Plot.barY(rows, {
        x: 'period',
        y: 'share',
        fill: 'name',
        order: [...chart.names],
        reverse: true,
      }),
      Plot.text(
        rows,
        Plot.stackY({
          x: 'period',
          y: 'share',
          z: 'name',
          order: [...chart.names],
          reverse: true,
          text: ({ share }: Part) => (share * scale > 4.5 ? `${Math.round(share * scale)}` : ''),
          fill: ({ name }: Part) => inkOn(PALETTE[chart.names.indexOf(name) % PALETTE.length]),
        }),
      ),
      Plot.ruleY([0]),
    ],
  });
  return {
    title: chart.title,
    svg,
    legend: chart.names.map((name, k) => ({ name, colour: PALETTE[k % PALETTE.length] })),
    caption: chart.note ?? 'Means over all worlds.',
  };
}

function chance(
  chart: Extract<Chart, { kind: 'chance' }>,
  outcomes: readonly ReportedOutcome[],
): Drawing {
  const series = outcomes.map(({ periods }) =>
    periods.flatMap(({ label, summary }) => {
      const share = summary.chances?.find(({ atLeast }) => atLeast === chart.atLeast)?.share;
      return share?.value == null ? [] : [{ period: label, ...share }];
    }),
  );
  const svg = draw({
    x: axis(outcomes[0]),
    y: {
      label: 'worlds of 100',
      grid: true,
      percent: true,
      domain: [
        0,
        Math.max(10, ...series.flat().map(({ value }) => Math.ceil((value ?? 0) * 11) * 10)),
      ],
      tickFormat: tick,
    },
    marks: [
      ...series.flatMap((rows, k) => [
        Plot.areaY(rows, {
          x: 'period',
          y1: 'low',
          y2: 'high',
          fill: COLOURS[k],
          fillOpacity: 0.25,
        }),
        Plot.lineY(rows, { x: 'period', y: 'value', stroke: COLOURS[k], strokeWidth: 2.2 }),
        Plot.dot(rows, { x: 'period', y: 'value', fill: COLOURS[k], r: 2.6 }),
      ]),
      Plot.ruleY([0]),
    ],
  });
  const note = chart.note === undefined ? '' : `${chart.note} `;
  return {
    title: chart.title,
    svg,
    legend: chart.names.map((name, k) => ({ name, colour: COLOURS[k] })),
    caption: `${note}${chanceCaption(chart, outcomes)} The band is the simulation error (95 %); where it cannot be seen it is narrower than the line.`,
  };
}

/** `Share of worlds in which this is 14,000 or more in that quarter: Riders a day [rider/day].` */
function chanceCaption(
  { names, atLeast, over }: Extract<Chart, { kind: 'chance' }>,
  outcomes: readonly ReportedOutcome[],
): string {
  const quantities = outcomes.map((outcome) => {
    const unit = axisLabel(outcome);
    return unit === unitText('') ? outcome.label : `${outcome.label} [${unit}]`;
  });
  const reached = `is ${significant(atLeast, 15)} or more in that ${over}`;
  if (quantities.length === 1) return `Share of worlds in which this ${reached}: ${quantities[0]}.`;
  const lines = quantities.map((quantity, k) => `${names[k]}: ${quantity}`);
  return `Share of worlds in which the outcome of a line ${reached} (${lines.join('; ')}).`;
}

const COLUMNS = 40;

/** A hundred dots, each a world: how likely values are can be counted. */
export function drawWorlds(
  outcome: ReportedOutcome,
  period: string,
  summary: OutcomeSummary,
): Drawing | undefined {
  const { worlds } = summary;
  if (worlds === undefined || !(worlds[99] > worlds[0])) return undefined;
  const step = (worlds[99] - worlds[0]) / COLUMNS;
  const heights = new Map<number, number>();
  const dots = worlds.map((x) => {
    const column = Math.min(COLUMNS - 1, Math.floor((x - worlds[0]) / step));
    const height = heights.get(column) ?? 0;
    heights.set(column, height + 1);
    return { x: worlds[0] + (column + 0.5) * step, y: height + 0.5 };
  });
  const tallest = Math.max(...heights.values());
  const median = summary.quantiles.p50.value!;
  const radius = Math.min(5.5, 150 / tallest);
  const svg = draw({
    height: 240,
    marginLeft: 20,
    marginRight: 20,
    x: { label: axisLabel(outcome), nice: true, tickFormat: tick },
    y: { axis: null, domain: [0, Math.max(tallest, 14)] },
    marks: [
      Plot.dot(dots, { x: 'x', y: 'y', r: radius, fill: COLOURS[0] }),
      Plot.ruleX([median], { stroke: COLOURS[1], strokeWidth: 1.6 }),
      Plot.ruleY([0]),
    ],
  });
  return {
    title: `${outcome.label}${outcome.over === 'horizon' ? '' : `, ${period}`}`,
    svg,
    legend: [],
    caption: 'Every dot is one of 100 worlds, equally likely; the line is the median.',
  };
}

function axisLabel({ unit, basis }: ReportedOutcome): string {
  return `${unitText(unit)}${basis === undefined ? '' : ` (${basis})`}`;
}

function tick(value: unknown): string {
  return significant(Number(value), 4);
}
