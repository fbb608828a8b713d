/** Prior against posterior, and what moved the headlines, as plots. */

import * as Plot from '@observablehq/plot';
import type { BeforeAfter, EvidenceDocument, HeadlineMoves } from '../evidence/document.ts';
import { significant } from '../stats/round.ts';
import { lastOfEach } from './evidence-tables.ts';
import { COLOURS, type Drawing, draw } from './plots.ts';

const BEFORE = '#8a979d';
const ROW = 30;
const LEFT = 210;
const MOST_INPUTS = 14;
const MOST_HEADLINES = 4;

/** Drawings of a report whose worlds were weighed. */
export function evidenceDrawings(evidence: EvidenceDocument | undefined): Drawing[] {
  if (evidence === undefined) return [];
  // Worlds that were moved by all of it together do not say which piece moved what.
  const moved = (evidence.method === 'tempering' ? [] : lastOfEach(evidence.headlines))
    .filter(([, { prior, posterior }]) => prior.value !== null && posterior.value !== null)
    .slice(0, MOST_HEADLINES);
  return [
    ...moved.map(([id, moves]) => steps(id, moves)),
    inputShifts(Object.entries(evidence.inputs).slice(0, MOST_INPUTS)),
  ];
}

/** From prior to posterior, a piece of evidence after the other. */
function steps(id: string, { statistic, unit, prior, posterior, pieces }: HeadlineMoves): Drawing {
  const scale = statistic === 'probability' ? 100 : 1;
  let at = prior.value! * scale;
  const rows = pieces.map((piece) => {
    const from = at;
    at += (piece.inOrder.value ?? 0) * scale;
    const label = piece.known === '' ? piece.id : `${piece.id}, ${piece.known}`;
    const error = (piece.inOrder.se ?? 0) * scale;
    return { label: short(label), from, to: at, low: at - 2 * error, high: at + 2 * error };
  });
  const ends = [
    { label: 'before', at: prior.value! * scale },
    { label: 'after', at: posterior.value! * scale },
  ];
  const all = rows.flatMap(({ from, to, low, high }) => [from, to, low, high]);
  const [least, most] = [Math.min(ends[0].at, ...all), Math.max(ends[0].at, ...all)];
  const pad = 0.12 * (most - least || 1);
  const svg = draw({
    height: 60 + ROW * (rows.length + 2),
    marginLeft: LEFT,
    marginRight: 30,
    x: {
      label: statistic === 'probability' ? 'worlds of 100' : unit,
      grid: true,
      domain: [least - pad, most + pad],
      tickFormat: (x: number) => significant(x, 4),
    },
    y: {
      type: 'band',
      domain: ['before', ...rows.map(({ label }) => label), 'after'],
      label: null,
      padding: 0.35,
    },
    marks: [
      Plot.barX(rows, {
        y: 'label',
        x1: 'from',
        x2: 'to',
        fill: ({ from, to }: { from: number; to: number }) => (to < from ? COLOURS[1] : COLOURS[0]),
      }),
      Plot.ruleY(rows, { y: 'label', x1: 'low', x2: 'high', stroke: '#333', strokeWidth: 1 }),
      Plot.dot(ends, {
        y: 'label',
        x: 'at',
        r: 5,
        fill: ({ label }: { label: string }) => (label === 'before' ? BEFORE : '#1c2429'),
      }),
      Plot.text(ends, {
        y: 'label',
        x: 'at',
        dx: 10,
        textAnchor: 'start',
        text: ({ at: x }: { at: number }) => significant(x, 3),
      }),
    ],
  });
  return {
    title: `What moved ${id}`,
    svg,
    legend: [],
    caption: `${statistic === 'probability' ? 'Probability' : 'Mean'}, an observation after the other in order of date; thin lines are two standard errors of the simulation.`,
  };
}

/** Assumptions that moved most, in standard deviations of before. */
function inputShifts(inputs: readonly (readonly [string, BeforeAfter])[]): Drawing {
  const rows = inputs.flatMap(([id, { prior, posterior }]) => {
    const [mean, sd] = [prior.mean.value ?? 0, prior.sd.value ?? 0];
    if (!(sd > 0)) return [];
    const scaled = (x: number | null) => ((x ?? mean) - mean) / sd;
    return (['before', 'after'] as const).map((when) => {
      const { quantiles } = when === 'before' ? prior : posterior;
      return {
        id: short(id),
        when,
        p5: scaled(quantiles.p5.value),
        p25: scaled(quantiles.p25.value),
        p50: scaled(quantiles.p50.value),
        p75: scaled(quantiles.p75.value),
        p95: scaled(quantiles.p95.value),
      };
    });
  });
  const of = (when: string) => rows.filter((row) => row.when === when);
  const marks = [
    { data: of('before'), colour: BEFORE, dy: -5 },
    { data: of('after'), colour: COLOURS[0], dy: 5 },
  ].flatMap(({ data, colour, dy }) => [
    Plot.ruleY(data, { y: 'id', x1: 'p5', x2: 'p95', stroke: colour, strokeWidth: 1.4, dy }),
    Plot.ruleY(data, { y: 'id', x1: 'p25', x2: 'p75', stroke: colour, strokeWidth: 4.5, dy }),
    Plot.dot(data, { y: 'id', x: 'p50', r: 3.4, fill: '#fff', stroke: colour, strokeWidth: 2, dy }),
  ]);
  const svg = draw({
    height: 60 + ROW * inputs.length,
    marginLeft: LEFT,
    x: { label: 'standard deviations of before, from the mean of before', grid: true },
    y: { type: 'point', domain: inputs.map(([id]) => short(id)), label: null, padding: 0.7 },
    marks: [Plot.ruleX([0], { stroke: '#bbb' }), ...marks],
  });
  return {
    title: 'Assumptions before and after',
    svg,
    legend: [
      { name: 'before the evidence', colour: BEFORE },
      { name: 'after', colour: COLOURS[0] },
    ],
    caption:
      'The assumptions that moved most. Lines run from p5 to p95, thick through the middle half, with the median as a dot.',
  };
}

function short(text: string): string {
  return text.length <= 30 ? text : `${text.slice(0, 29)}…`;
}
