/** What others published about the outcomes of a model. */

import type { Compiled } from '../../compile/compile.ts';
import { plural } from '../../text/listed.ts';
import { type Document, joined, say, sectionOf, tableOf } from '../document.ts';
import { namesOf } from '../names.ts';

export function modelForecasts({ model, program }: Compiled): Document {
  const forecasts = model.forecasts ?? [];
  const names = namesOf(program);
  return {
    subject: 'Published forecasts',
    title: `${model.title}: ${forecasts.length === 0 ? 'no published forecasts' : plural(forecasts.length, 'published forecast')} to compare with`,
    summary: [],
    facts: [],
    sections: sectionOf(
      'Published forecasts',
      forecasts.length === 0
        ? []
        : [
            tableOf('Published forecasts', forecasts, [
              { heading: 'id', of: ({ id }) => id },
              { heading: 'claim', of: ({ claim, claimant }) => `${claim} (${claimant})` },
              {
                heading: 'compared with',
                of: ({ outcomes, statistic, note }) =>
                  say`${joined(
                    outcomes.map((id) => names.of(id)),
                    ', ',
                  )} by ${statistic}${note === '' ? '' : `; ${note}`}`,
              },
            ]),
          ],
    ),
  };
}
