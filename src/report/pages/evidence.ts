/** What evidence did: how many trials the weights are worth, and what moved. */

import type { BeforeAfter, EvidenceDocument, HeadlineMoves } from '../../evidence/document.ts';
import {
  LEAST_A_REPLICATE,
  MOST_OF_ONE,
  MOST_PARETO_K,
  WARNED_FRACTION,
} from '../../evidence/quality.ts';
import type { Plan } from '../../plan/plan.ts';
import { counted, earnedPair, hundredths, percent, significant } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import type { Wording } from '../../wording/wording.ts';
import {
  type Amount,
  type Block,
  gallery,
  joined,
  listOf,
  paragraph,
  type Section,
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
  const { tell } = names;
  const folded = { folded: true };
  return [
    {
      title:
        evidence.asOf === undefined
          ? tell('Evidence')
          : tell('Evidence known on {day}', { day: names.day(evidence.asOf) }),
      blocks: [
        paragraph(worthSentence(evidence, names)),
        ...movedBlocks(evidence, names),
        ...listOf([
          ...evidence.clashes.map((clash) => clashText(clash, names)),
          ...unknownReports(plan, names),
        ]),
        ...gallery(evidenceFigures(evidence, names)),
      ],
    },
    ...sectionOf(tell('Observations'), observationBlocks(evidence, names), folded),
    ...sectionOf(tell('What the evidence moved'), headlineBlocks(evidence, names), folded),
    ...sectionOf(tell('Assumptions before and after'), inputBlocks(evidence, names), folded),
  ];
}

/** Each observation, and how far it moves the first headline. */
function movedBlocks(evidence: EvidenceDocument, names: Names): Block[] {
  const { tell, say } = names;
  const { pieces, headlines } = evidence;
  const [first] = lastOfEach(headlines);
  const alone = {
    heading: tell('effective sample size alone'),
    kind: 'number' as const,
    digits: 'brief' as const,
    of: (piece: Piece) => ({ value: piece.alone.fraction, isShare: true }),
  };
  const observation = [
    { heading: tell('observation'), of: ({ id }: Piece) => id },
    { heading: tell('known on'), of: ({ known }: Piece) => known || tell('given') },
  ];
  if (first === undefined) return [tableOf(tell('Evidence'), pieces, [...observation, alone])];
  const [column, moves] = first;
  const measured = measuredOf(moves);
  const told = (estimate: Estimate) => numeralOf(measured, estimate, names);
  const summary = say(
    moves.statistic === 'mean'
      ? '{outcome}: {prior} before the evidence, {posterior} after it (means).'
      : '{outcome}: {prior} before the evidence, {posterior} after it.',
    { outcome: names.in(column), prior: told(moves.prior), posterior: told(moves.posterior) },
  );
  // Trials that were moved by all of it together do not say which piece moved what.
  const byPiece = evidence.method === 'weights';
  return [
    paragraph(summary),
    tableOf(
      tell('Evidence'),
      pieces,
      [
        ...observation,
        ...(byPiece
          ? [
              {
                heading: tell('moves it by'),
                kind: 'number' as const,
                of: (_: Piece, k: number) => cellOf(measured, moves.pieces[k].inOrder),
              },
            ]
          : []),
        alone,
      ],
      byPiece
        ? [tell('In order of date: each moves it by so much after those known before it.')]
        : [],
    ),
  ];
}

function observationBlocks({ pieces }: EvidenceDocument, { tell, marks }: Names): Block[] {
  return [
    tableOf(tell('Observations'), pieces, [
      { heading: tell('observation'), of: ({ id }) => id },
      { heading: tell('known on'), of: ({ known }) => known || tell('given') },
      { heading: tell('quantity'), kind: 'code', of: ({ quantity }) => quantity },
      { heading: tell('likelihood'), kind: 'code', of: ({ likelihood }) => likelihood },
      { heading: tell('reading'), of: ({ reading }) => reading },
      { heading: tell('sources'), of: ({ sources = [] }) => sources.join(marks.comma) },
    ]),
  ];
}

function headlineBlocks({ headlines, pieces, method }: EvidenceDocument, names: Names): Block[] {
  const { tell } = names;
  const byPiece = method === 'weights';
  return [
    tableOf(
      tell('What the evidence moved'),
      Object.entries(headlines),
      [
        { heading: tell('outcome'), of: ([id]) => [names.of(id)] },
        {
          heading: tell('before'),
          kind: 'number',
          digits: 'earned',
          of: ([, one]) => cell(one, 'prior'),
        },
        {
          heading: tell('after'),
          kind: 'number',
          digits: 'earned',
          of: ([, one]) => cell(one, 'posterior'),
        },
        ...(byPiece ? pieces : []).map(({ id }, k) => ({
          heading: id,
          kind: 'number' as const,
          of: ([, one]: readonly [string, HeadlineMoves]): Text => {
            const { inOrder, leftOut } = one.pieces[k];
            return tell('{moved} ({without})', {
              moved: movedText(one, inOrder),
              without: movedText(one, leftOut),
            });
          },
        })),
      ],
      [
        tell(
          byPiece
            ? 'The mean, or the probability of an event. The moves, in order of date, add up from before to after. In brackets: the change if this observation is left out.'
            : 'The mean, or the probability of an event.',
        ),
      ],
    ),
  ];
}

function inputBlocks({ inputs }: EvidenceDocument, names: Names): Block[] {
  const { tell } = names;
  const levels = ['p5', 'p50', 'p95'] as const;
  return [
    tableOf(tell('Assumptions before and after'), Object.entries(inputs).slice(0, SHOWN_INPUTS), [
      { heading: tell('assumption'), of: ([id]) => [names.of(id)] },
      ...(['prior', 'posterior'] as const).flatMap((when) =>
        levels.map((level) => ({
          heading:
            when === 'prior'
              ? tell(SPOKEN[level])
              : tell('{level} after', { level: tell(SPOKEN[level]) }),
          kind: 'number' as const,
          digits: 'earned' as const,
          of: ([id, one]: readonly [string, BeforeAfter]): Amount =>
            cellOf(names.measured(id) ?? { unit: '' }, one[when].quantiles[level]),
        })),
      ),
    ]),
  ];
}

/** A clash, `a and b clash: no trial agrees with both`, as the document of the run says it. */
function clashText(clash: string, { tell }: Names): string {
  const [, first, second, how] = /^(.*) and (.*) clash: (.*)$/s.exec(clash) ?? [];
  if (how === undefined) return clash;
  if (how === 'no trial agrees with both')
    return tell('{first} and {second} clash: no trial agrees with both', { first, second });
  const [, times] = /^together they are (.*) times as rare/.exec(how) ?? [];
  if (times === undefined) return clash;
  return tell(
    '{first} and {second} clash: together they are {times} times as rare as if they had nothing to do with each other',
    { first, second, times: times === 'more than a million' ? tell(times) : times },
  );
}

/** What a vintage does not know although it was due: a sentence for each report. */
export function unknownReports(
  { program: { awaited = [] }, evidence }: Pick<Plan, 'program' | 'evidence'>,
  names: Names,
): readonly Text[] {
  const { say, marks } = names;
  const { asOf, observations = [] } = evidence ?? {};
  if (asOf === undefined) return [];
  const isTold = (due: string, tells: readonly string[]): boolean =>
    observations.some(
      ({ known, quantity }) => known >= due && tells.some((name) => quantity.includes(name)),
    );
  return awaited.flatMap(({ report, due, tells, sources = [] }) => {
    if (due > asOf || isTold(due, tells)) return [];
    const told = {
      asOf: names.day(asOf),
      report,
      due: names.day(due),
      tells: joined(
        tells.map((name) => names.of(name)),
        marks.comma,
      ),
    };
    return [
      sources.length === 0
        ? say('Not known on {asOf}: {report}, due {due}, which would tell {tells}.', told)
        : say('Not known on {asOf}: {report}, due {due}, which would tell {tells} ({sources}).', {
            ...told,
            sources: sources.join(marks.comma),
          }),
    ];
  });
}

/** How many trials the weights are worth, and whether they can be trusted. */
export function worthSentence(evidence: EvidenceDocument, { tell, marks }: Wording): string {
  const { ess, trials, largestShare, paretoK, tempering } = evidence;
  const size = tell('Effective sample size {count} of {trials} trials ({share})', {
    count: counted(Math.round(ess.count)),
    trials: counted(trials),
    share: share(ess.fraction),
  });
  if (tempering !== undefined) {
    const { degrees, sweeps, accepted, logEvidence } = tempering;
    const [least, most] = degrees;
    return tell(
      '{size}: they were moved to where the evidence is, in {degrees} degrees and {sweeps} sweeps of moves, of which {accepted} were taken. Logarithm of the evidence {logEvidence}.',
      {
        size,
        degrees: least === most ? most : tell('{low} to {high}', { low: least, high: most }),
        sweeps: counted(sweeps),
        accepted: share(accepted),
        logEvidence: earnedPair(logEvidence.value, logEvidence.se),
      },
    );
  }
  const weights = {
    size,
    least: LEAST_A_REPLICATE,
    largest: hundredths(largestShare, 2),
    most: 100 * MOST_OF_ONE,
  };
  const worth =
    paretoK === null
      ? tell(
          '{size}: trials that agree with what was observed count for more, at least {least} a replicate. The heaviest has {largest}% of all weight (at most {most}%).',
          weights,
        )
      : tell(
          '{size}: trials that agree with what was observed count for more, at least {least} a replicate. The heaviest has {largest}% of all weight (at most {most}%), and the tail of the weights has Pareto k {k} (at most {mostK}).',
          { ...weights, k: significant(paretoK, 2), mostK: MOST_PARETO_K },
        );
  if (ess.fraction >= WARNED_FRACTION) return worth;
  const thin = tell(
    'Take care: fewer than {least}% of the trials that were drawn count, so what was observed was hardly expected; --update tempering moves trials to it.',
    { least: 100 * WARNED_FRACTION },
  );
  return worth + marks.space + thin;
}

function share(fraction: number): string {
  return `${hundredths(fraction, 3)}%`;
}

function cell(moves: HeadlineMoves, when: 'prior' | 'posterior'): Amount {
  return cellOf(measuredOf(moves), moves[when]);
}

function movedText(moves: HeadlineMoves, { value, se }: Estimate): string {
  const scale = isShare(measuredOf(moves)) ? percent : (x: number | null) => x;
  const text = earnedPair(scale(value), scale(se));
  return value !== null && value > 0 && !text.startsWith('+') ? `+${text}` : text;
}
