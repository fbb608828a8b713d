/** What the question "how likely is more than" needs: a hundred outcomes of each headline amount. */

import { headlineOutcomes } from '../report/headlines.ts';
import type { PageInput } from './beside.ts';
import { declaredCharts } from './figures.ts';
import { leading } from './headline.ts';
import { placeOf, type Scale, scaleOf } from './spoken.ts';

export interface AskItem {
  readonly id: string;
  readonly label: string;
  readonly scale: Scale;
  /** A hundred equally likely outcomes each, ascending, as they are written: shares in %. */
  readonly periods: readonly { readonly label: string; readonly hundred: readonly number[] }[];
  /** Where the question begins. */
  readonly threshold: number;
  /** Ends and step of the slider. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** Steps of the slider, about. */
const STEPS = 100;

export function askItems(input: PageInput): readonly AskItem[] {
  const headlines = headlineOutcomes(input.plan, input.summary);
  const lead = leading(headlines);
  const charts = declaredCharts(input);
  return headlines
    .filter(({ kind }) => kind === 'amount')
    .toSorted((a, b) => Number(b === lead) - Number(a === lead))
    .flatMap((headline): AskItem[] => {
      const { id, label, unit, over } = headline;
      const scale = scaleOf(unit, input.plan.program.unitNames);
      const periods = headline.periods.flatMap((period) => {
        const { worlds: hundred } = period.summary;
        if (hundred === undefined || !(hundred[hundred.length - 1] > hundred[0])) return [];
        return [
          {
            label: over === 'horizon' ? '' : period.label,
            hundred: hundred.map((value) => Number((value * scale.factor).toPrecision(6))),
          },
        ];
      });
      const last = periods.at(-1);
      if (last === undefined) return [];
      const chart = charts.find(
        (one) => one.kind === 'fan' && one.outcomes[0] === id && one.reference !== undefined,
      );
      const reference = chart?.kind === 'fan' ? chart.reference?.value : undefined;
      const from = Math.min(0, ...periods.map(({ hundred }) => hundred[0]));
      const widest = Math.max(...periods.map(({ hundred }) => hundred[97]));
      const step = Number(`1e${placeOf([(widest - from) / STEPS], 1)}`);
      const to = Math.ceil(widest / step) * step;
      const start = reference === undefined ? last.hundred[50] : reference * scale.factor;
      return [
        {
          id,
          label,
          scale,
          periods,
          threshold: Number((Math.round(start / step) * step).toPrecision(6)),
          from: Math.floor(from / step) * step,
          to,
          step,
        },
      ];
    });
}

/** How many of a hundred are above. */
export function countAbove(hundred: readonly number[], threshold: number): number {
  return hundred.filter((outcome) => outcome > threshold).length;
}
