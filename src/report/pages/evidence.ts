/** What evidence did: how many trials the weights are worth, and what moved. */

import type { BeforeAfter, EvidenceDocument, HeadlineMoves } from '../../evidence/document.ts';
import {
  LEAST_A_REPLICATE,
  MOST_OF_ONE,
  MOST_PARETO_K,
  WARNED_FRACTION,
} from '../../evidence/quality.ts';
import type { Plan } from '../../plan/plan.ts';
import { counted, earnedPair, percent, significant } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import {
  type Amount,
  type Block,
  gallery,
  listOf,
  paragraph,
  type Section,
  say,
  sectionOf,
  type Text,
  tableOf,
} from '../document.ts';
import { evidenceFigures, lastOfEach, measuredOf } from '../evidence-figures.ts';
import { cellOf, isShare, numeralOf } from '../measure.ts';
import type { Names } from '../names.ts';
import { SPOKEN } from '../notes.ts';

type Piece = EvidenceDocument['pieces'][number];

/** Assumptions whose distribution moved most. */
const SHOWN_INPUTS = 20;

export function evidenceSections(
  evidence: EvidenceDocument | undefined,
  plan: Plan,
  names: Names,
): Section[] {
  if (evidence === undefined) return [];
  return [
    {
      title: evidence.asOf === undefined ? 'Evidence' : `Evidence known on ${evidence.asOf}`,
      blocks: [
        paragraph(worthSentence(evidence)),
        ...movedBlocks(evidence, names),
        ...listOf([...evidence.clashes, ...unknownReports(plan)]),
        ...gallery(evidenceFigures(evidence, names)),
      ],
    },
    ...sectionOf('Observations', observationBlocks(evidence), { folded: true }),
    ...sectionOf('What the evidence moved', headlineBlocks(evidence, names), { folded: true }),
    ...sectionOf('Assumptions before and after', inputBlocks(evidence, names), { folded: true }),
  ];
}

/** Each observation, and how far it moves the first headline. */
function movedBlocks(evidence: EvidenceDocument, names: Names): Block[] {
  const { pieces, headlines } = evidence;
  const [first] = lastOfEach(headlines);
  const alone = {
    heading: 'effective sample size alone',
    kind: 'number' as const,
    digits: 'brief' as const,
    of: (piece: Piece) => ({ value: piece.alone.fraction, isShare: true }),
  };
  const observation = [
    { heading: 'observation', of: ({ id }: Piece) => id },
    { heading: 'known on', of: ({ known }: Piece) => known || 'given' },
  ];
  if (first === undefined) return [tableOf('Evidence', pieces, [...observation, alone])];
  const [column, moves] = first;
  const measured = measuredOf(moves);
  const told = (estimate: Estimate) => numeralOf(measured, estimate, names);
  const summary = say`${names.in(column)}: ${told(moves.prior)} before the evidence, ${told(moves.posterior)} after it${moves.statistic === 'mean' ? ' (means)' : ''}.`;
  // Trials that were moved by all of it together do not say which piece moved what.
  const byPiece = evidence.method === 'weights';
  return [
    paragraph(summary),
    tableOf(
      'Evidence',
      pieces,
      [
        ...observation,
        ...(byPiece
          ? [
              {
                heading: 'moves it by',
                kind: 'number' as const,
                of: (_: Piece, k: number) => cellOf(measured, moves.pieces[k].inOrder),
              },
            ]
          : []),
        alone,
      ],
      byPiece ? ['In order of date: each moves it by so much after those known before it.'] : [],
    ),
  ];
}

function observationBlocks({ pieces }: EvidenceDocument): Block[] {
  return [
    tableOf('Observations', pieces, [
      { heading: 'observation', of: ({ id }) => id },
      { heading: 'known on', of: ({ known }) => known || 'given' },
      { heading: 'of', kind: 'code', of: ({ quantity }) => quantity },
      { heading: 'likelihood', kind: 'code', of: ({ likelihood }) => likelihood },
      { heading: 'reading', of: ({ reading }) => reading },
      { heading: 'sources', of: ({ sources = [] }) => sources.join(', ') },
    ]),
  ];
}

function headlineBlocks({ headlines, pieces, method }: EvidenceDocument, names: Names): Block[] {
  const byPiece = method === 'weights';
  return [
    tableOf(
      'What the evidence moved',
      Object.entries(headlines),
      [
        { heading: 'outcome', of: ([id]) => [names.of(id)] },
        {
          heading: 'before',
          kind: 'number',
          digits: 'earned',
          of: ([, one]) => cell(one, 'prior'),
        },
        {
          heading: 'after',
          kind: 'number',
          digits: 'earned',
          of: ([, one]) => cell(one, 'posterior'),
        },
        ...(byPiece ? pieces : []).map(({ id }, k) => ({
          heading: id,
          kind: 'number' as const,
          of: ([, one]: readonly [string, HeadlineMoves]): Text => {
            const { inOrder, leftOut } = one.pieces[k];
            return `${movedText(one, inOrder)} (${movedText(one, leftOut)})`;
          },
        })),
      ],
      [
        `The mean, or the probability of an event.${byPiece ? ' The moves, in order of date, add up from before to after. In brackets: the change if this observation is left out.' : ''}`,
      ],
    ),
  ];
}

function inputBlocks({ inputs }: EvidenceDocument, names: Names): Block[] {
  const levels = ['p5', 'p50', 'p95'] as const;
  return [
    tableOf('Assumptions before and after', Object.entries(inputs).slice(0, SHOWN_INPUTS), [
      { heading: 'assumption', of: ([id]) => [names.of(id)] },
      ...(['prior', 'posterior'] as const).flatMap((when) =>
        levels.map((level) => ({
          heading: when === 'prior' ? SPOKEN[level] : `${SPOKEN[level]} after`,
          kind: 'number' as const,
          digits: 'earned' as const,
          of: ([, one]: readonly [string, BeforeAfter]): Amount => {
            const { value, se } = one[when].quantiles[level];
            return { value, se };
          },
        })),
      ),
    ]),
  ];
}

/** What a vintage does not know although it was due: a sentence for each report. */
export function unknownReports({
  program: { awaited = [] },
  evidence,
}: Pick<Plan, 'program' | 'evidence'>): readonly string[] {
  const { asOf, observations = [] } = evidence ?? {};
  if (asOf === undefined) return [];
  const isTold = (due: string, tells: readonly string[]): boolean =>
    observations.some(
      ({ known, quantity }) => known >= due && tells.some((name) => quantity.includes(name)),
    );
  return awaited.flatMap(({ report, due, tells, sources = [] }) =>
    due > asOf || isTold(due, tells)
      ? []
      : [
          `Not known on ${asOf}: ${report}, due ${due}, which would tell ${tells.join(', ')}${sources.length === 0 ? '' : ` (${sources.join(', ')})`}.`,
        ],
  );
}

/** How many trials the weights are worth, and whether they can be trusted. */
export function worthSentence(evidence: EvidenceDocument): string {
  const { ess, trials, largestShare, paretoK, tempering } = evidence;
  const size = `Effective sample size ${counted(Math.round(ess.count))} of ${counted(trials)} trials (${share(ess.fraction)})`;
  if (tempering !== undefined) {
    const { degrees, sweeps, accepted, logEvidence } = tempering;
    const [least, most] = degrees;
    return `${size}: they were moved to where the evidence is, in ${least === most ? most : `${least} to ${most}`} degrees and ${counted(sweeps)} sweeps of moves, of which ${share(accepted)} were taken. Logarithm of the evidence ${earnedPair(logEvidence.value, logEvidence.se)}.`;
  }
  const tail =
    paretoK === null
      ? ''
      : `, and the tail of the weights has Pareto k ${significant(paretoK, 2)} (at most ${MOST_PARETO_K})`;
  const thin =
    ess.fraction < WARNED_FRACTION
      ? ` Take care: fewer than ${100 * WARNED_FRACTION}% of the trials that were drawn count, so what was observed was hardly expected; --update tempering moves trials to it.`
      : '';
  return `${size}: trials that agree with what was observed count for more, at least ${LEAST_A_REPLICATE} a replicate. The heaviest has ${significant(percent(largestShare)!, 2)}% of all weight (at most ${100 * MOST_OF_ONE}%)${tail}.${thin}`;
}

function share(fraction: number): string {
  return `${significant(percent(fraction)!, 3)}%`;
}

function cell(moves: HeadlineMoves, when: 'prior' | 'posterior'): Amount {
  return cellOf(measuredOf(moves), moves[when]);
}

function movedText(moves: HeadlineMoves, { value, se }: Estimate): string {
  const scale = isShare(measuredOf(moves)) ? percent : (x: number | null) => x;
  const text = earnedPair(scale(value), scale(se));
  return value !== null && value > 0 && !text.startsWith('+') ? `+${text}` : text;
}
