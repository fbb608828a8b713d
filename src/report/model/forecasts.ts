/** What others published about the outcomes of a model. */

import type { Compiled } from '../../compile/compile.ts';
import { padRight, widest, wrap } from '../../text/table.ts';
import { count, page, WIDTH } from './setting.ts';

export function modelForecasts({ model }: Compiled): string {
  const forecasts = model.forecasts ?? [];
  if (forecasts.length === 0)
    return page([[`${model.title}: no published forecasts to compare with.`]]);
  const left = widest(forecasts.map(({ id }) => id)) + 2;
  return page([
    [`${model.title}: ${count(forecasts.length, 'published forecast')}`],
    ...forecasts.map(({ id, claimant, claim, outcomes, statistic, value, note }) => [
      ...wrap(`${padRight(id, left - 1)} ${value}: ${claim} (${claimant})`, WIDTH, left),
      ...wrap(
        `${' '.repeat(left)}against ${outcomes.join(', ')} by ${statistic}${note === '' ? '' : `; ${note}`}`,
        WIDTH,
        left,
      ),
    ]),
  ]);
}
