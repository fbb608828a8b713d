/** The figure of a chart that a model declares. */

import type { Chart } from '../charts/index.ts';
import { chartFigure, type Figure } from '../charts/index.ts';
import type { ReportedOutcome } from './outcomes.ts';

/** Nothing where an outcome is not there, or has one period alone. */
export function declaredFigure(
  chart: Chart,
  outcomes: readonly ReportedOutcome[],
): Figure | undefined {
  const charted = chartedOutcomes(chart, outcomes);
  return charted && chartFigure(chart, charted);
}

/** The outcomes of a declared chart, in its order; nothing where it cannot be drawn. */
export function chartedOutcomes(
  { outcomes: ids, over }: Chart,
  outcomes: readonly ReportedOutcome[],
): readonly ReportedOutcome[] | undefined {
  const charted = ids.flatMap(
    (id) => outcomes.find((outcome) => outcome.id === id && outcome.over === over) ?? [],
  );
  const isWhole = charted.length === ids.length;
  return isWhole && charted.every(({ periods }) => periods.length > 1) ? charted : undefined;
}
