/** Prior against posterior, and what moved the headlines, as figures. */

import type { Figure } from '../charts/index.ts';
import type { BeforeAfter, EvidenceDocument, HeadlineMoves } from '../evidence/document.ts';
import { significant } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { bareId } from '../text/column-name.ts';
import { axisOf, isShare } from './measure.ts';
import type { Measured, Names } from './names.ts';

const MOST_INPUTS = 14;
const MOST_HEADLINES = 4;

export function evidenceFigures(evidence: EvidenceDocument, names: Names): Figure[] {
  // Trials that were moved by all of it together do not say which piece moved what.
  const moved = (evidence.method === 'tempering' ? [] : lastOfEach(evidence.headlines))
    .filter(([, { prior, posterior }]) => prior.value !== null && posterior.value !== null)
    .slice(0, MOST_HEADLINES);
  return [
    ...moved.map(([id, moves]) => steps(id, moves, names)),
    inputShifts(Object.entries(evidence.inputs).slice(0, MOST_INPUTS), names),
  ];
}

/** Headlines, of each the last period, which is the one that is asked for. */
export function lastOfEach(
  headlines: EvidenceDocument['headlines'],
): readonly (readonly [id: string, moves: HeadlineMoves])[] {
  const last = new Map(Object.entries(headlines).map((entry) => [bareId(entry[0]), entry]));
  return [...last.values()];
}

/** How a headline is shown: an event by its chance. */
export function measuredOf({ statistic, unit }: HeadlineMoves): Measured {
  return { kind: statistic === 'probability' ? 'event' : undefined, unit };
}

/** From prior to posterior, a piece of evidence after the other. */
function steps(id: string, moves: HeadlineMoves, names: Names): Figure {
  const { statistic, prior, posterior, pieces } = moves;
  const measured = measuredOf(moves);
  const scale = isShare(measured) ? 100 : 1;
  const end = ({ value }: Estimate) => {
    const at = (value ?? 0) * scale;
    return { at, text: significant(at, 3) };
  };
  return {
    kind: 'steps',
    title: names.tell('What moved: {outcome}', { outcome: names.of(id).label }),
    axis: axisOf(measured, names),
    before: end(prior),
    after: end(posterior),
    steps: pieces.map(({ id: piece, known, inOrder }) => ({
      name: known === '' ? piece : `${piece}${names.marks.comma}${known}`,
      by: (inOrder.value ?? 0) * scale,
      se: (inOrder.se ?? 0) * scale,
    })),
    caption: names.tell(
      statistic === 'probability'
        ? 'Probability, an observation after the other in order of date; thin lines are two standard errors of the simulation.'
        : 'Mean, an observation after the other in order of date; thin lines are two standard errors of the simulation.',
    ),
  };
}

/** Assumptions that moved most, in standard deviations before the evidence. */
function inputShifts(inputs: readonly (readonly [string, BeforeAfter])[], names: Names): Figure {
  const moving = inputs.filter(([, { prior }]) => (prior.sd.value ?? 0) > 0);
  const ranges = (when: 'before' | 'after') =>
    moving.map(([name, one]) => {
      const [mean, sd] = [one.prior.mean.value ?? 0, one.prior.sd.value ?? 0];
      const { quantiles } = when === 'before' ? one.prior : one.posterior;
      const at = (level: 'p5' | 'p25' | 'p50' | 'p75' | 'p95') =>
        ((quantiles[level].value ?? mean) - mean) / sd;
      return {
        name: names.of(name).label,
        p5: at('p5'),
        p25: at('p25'),
        p50: at('p50'),
        p75: at('p75'),
        p95: at('p95'),
      };
    });
  return {
    kind: 'shifts',
    title: names.tell('Assumptions before and after'),
    axis: names.tell('standard deviations before the evidence, from the mean before it'),
    before: ranges('before'),
    after: ranges('after'),
    caption: names.tell(
      'The assumptions that moved most. Lines run from p5 to p95, thick through the middle half, with the median as a dot.',
    ),
  };
}
