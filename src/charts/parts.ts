/** Means of the parts of a whole, one upon the other. */

import * as z from 'zod';
import { closed } from '../text/form.ts';
import { isShareUnit } from '../text/unit.ts';
import type { Declaration, DeclaredKind, FigureData } from './kind.ts';
import { axisLabel, inkOn, PALETTE, periodAxis, written } from './look.ts';
import { declarationShape, names } from './schema.ts';

/** Means of parts of a whole, twelve at most, one upon the other, by year or quarter. */
export interface PartsChart extends Declaration {
  readonly kind: 'parts';
  /** Short names, in the order of the outcomes. */
  readonly names: readonly string[];
}

interface Part {
  readonly period: string;
  readonly name: string;
  readonly share: number;
}

export interface Parts extends FigureData {
  readonly kind: 'parts';
  readonly axis: string;
  readonly percent: boolean;
  readonly periods: readonly string[];
  readonly names: readonly string[];
  readonly parts: readonly Part[];
}

/** A part that is lower has no room for its number. */
const LEAST_WRITTEN = 4.5;

export const parts: DeclaredKind<PartsChart, Parts> = {
  kind: 'parts',
  data: ({ periods, names: named, parts: all, percent }) =>
    written(
      ['', ...periods],
      named.map((name) => [
        name,
        ...periods.map((period) => {
          const part = all.find((one) => one.name === name && one.period === period);
          return part === undefined ? null : part.share * (percent ? 100 : 1);
        }),
      ]),
    ),
  schema: closed<PartsChart>()({ ...declarationShape, kind: z.literal('parts'), names }),
  most: PALETTE.length,
  wants: () => ({ thresholds: [] }),
  figure({ title, names: named, note }, outcomes, words) {
    const [first] = outcomes;
    const percent = isShareUnit(first.unit);
    return {
      kind: 'parts',
      title,
      axis: axisLabel(percent ? { ...first, unit: '%' } : first, words),
      percent,
      periods: first.periods.map(({ label }) => label),
      names: named,
      parts: outcomes.flatMap(({ periods }, k) =>
        periods.map(({ label, summary }) => ({
          period: label,
          name: named[k],
          share: summary.mean.value ?? 0,
        })),
      ),
      caption: note ?? words.allTrials,
    };
  },
  draw({ axis, percent, periods, names: named, parts: rows }, plot) {
    const scale = percent ? 100 : 1;
    const stacked = { x: 'period', y: 'share', order: [...named], reverse: true };
    return {
      options: {
        x: { ...periodAxis(periods), type: 'band', padding: 0.35 },
        y: { label: axis, grid: true, percent },
        color: { domain: [...named], range: [...PALETTE] },
        marks: [
          plot.barY(rows, { ...stacked, fill: 'name' }),
          plot.text(
            rows,
            plot.stackY({
              ...stacked,
              z: 'name',
              text: ({ share }: Part) =>
                share * scale > LEAST_WRITTEN ? `${Math.round(share * scale)}` : '',
              fill: ({ name }: Part) => inkOn(PALETTE[named.indexOf(name) % PALETTE.length]),
            }),
          ),
          plot.ruleY([0]),
        ],
      },
      legend: named.map((name, k) => ({ name, colour: PALETTE[k % PALETTE.length] })),
    };
  },
};
