/** What drives the headline: shares of its variance, with direction and whether it is judgement. */

import { judgedInputs } from '../report/model/basis.ts';
import { plainLabel } from '../report/outcomes.ts';
import type { ByGroup, Index } from '../sensitivity/by-group.ts';
import type { OutcomeAnalysis } from '../sensitivity/document.ts';
import type { Estimate } from '../stats/summary.ts';
import { present } from '../text/entry.ts';
import type { PageInput } from './beside.ts';
import { askedOf } from './headline.ts';

export interface Driver {
  readonly id: string;
  readonly label: string;
  /** Of the variance of the headline. */
  readonly share: Estimate;
  /** Whether more of it raises or lowers the headline; undefined where that cannot be told. */
  readonly direction?: 'up' | 'down';
  readonly judgement: boolean;
}

const MOST = 6;
/** Less of the variance is not told as a driver. */
const LEAST = 0.01;

/** Most influential first; none where the run was not analysed. */
export function driversOf({ plan, summary, analysis }: PageInput): readonly Driver[] {
  const asked = askedOf(plan, summary);
  const found = asked && analysis?.outcomes[asked.column];
  if (!found) return [];
  const shares = sharesIn(found);
  const judged = judgedInputs(plan.program);
  const inputs = new Map(plan.program.inputs.map((input) => [input.id, input.about]));
  return Object.entries(shares)
    .flatMap(([id, share]): Driver[] => {
      if (share === null || share.value === null || share.value < LEAST) return [];
      const members = inputs.has(id) ? [id] : (analysis?.groups[id] ?? []);
      if (members.length === 0 && !inputs.has(id)) return [];
      const direction = directionOf(found.spearman?.[id] ?? null);
      const about = inputs.get(id);
      return [
        {
          id,
          label: plainLabel(about?.label ?? id),
          share,
          ...(direction === undefined ? {} : { direction }),
          judgement: members.every((member) => judged.has(member)),
        },
      ];
    })
    .toSorted((a, b) => present(b.share.value, 'a share') - present(a.share.value, 'a share'))
    .slice(0, MOST);
}

/** What counts interactions goes before what does not. */
export function sharesIn({ sobol, shapley, firstOrder }: OutcomeAnalysis): ByGroup<Index> {
  return sobol?.total ?? (shapley as ByGroup<Index> | undefined) ?? firstOrder ?? {};
}

function directionOf(rank: Index): Driver['direction'] {
  const { value = null, low = null, high = null } = rank ?? {};
  if (value === null || (low !== null && high !== null && low <= 0 && high >= 0)) return undefined;
  return value > 0 ? 'up' : 'down';
}
