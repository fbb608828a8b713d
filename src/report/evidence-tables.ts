/** What evidence did, for the terminal and for `report.md`. */

import type { EvidenceDocument, HeadlineMoves } from '../evidence/document.ts';
import {
  LEAST_A_REPLICATE,
  MOST_OF_ONE,
  MOST_PARETO_K,
  WARNED_FRACTION,
} from '../evidence/quality.ts';
import type { Plan } from '../plan/plan.ts';
import { counted, earned, earnedPair, percent, significant } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { bareId } from '../text/column-name.ts';
import { code, plain, table } from '../text/markdown.ts';
import { alignNumbers, columns, wrap } from '../text/table.ts';

/** In the terminal: how many trials the weights are worth, and what moved the first headline. */
export function evidenceLines(
  evidence: EvidenceDocument | undefined,
  plan: Plan,
  width: number,
): string[] {
  if (evidence === undefined) return [];
  const [first] = lastOfEach(evidence.headlines);
  const byPiece = evidence.method === 'weights';
  const rows = columns([
    { heading: '', cells: evidence.pieces.map(({ id }) => `  ${id}`), left: true },
    { heading: 'known on', cells: evidence.pieces.map(({ known }) => known), left: true },
    {
      heading: 'alone worth',
      cells: alignNumbers(evidence.pieces.map(({ alone }) => share(alone.fraction))),
    },
    ...(first === undefined || !byPiece
      ? []
      : [
          {
            heading: 'moves',
            cells: alignNumbers(first[1].pieces.map((p) => moved(first[1], p.inOrder))),
          },
        ]),
  ]);
  return [
    ...wrap(worthSentence(evidence), width),
    ...(first === undefined
      ? []
      : wrap(
          `${byPiece ? 'In order of date it' : 'It'} moves ${first[0]} from ${value(first[1], first[1].prior)} to ${value(first[1], first[1].posterior)}${byPiece ? ':' : '.'}`,
          width,
        )),
    ...rows,
    ...evidence.clashes.flatMap((line) => wrap(`  ${line}`, width, 4)),
    ...unknownReports(plan).flatMap((line) => wrap(line, width, 2)),
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

/** Headlines, of each the last period, which is the one that is asked for. */
export function lastOfEach(
  headlines: EvidenceDocument['headlines'],
): readonly (readonly [id: string, moves: HeadlineMoves])[] {
  const last = new Map(Object.entries(headlines).map((entry) => [bareId(entry[0]), entry]));
  return [...last.values()];
}

/** In the report. */
export function evidenceSection(evidence: EvidenceDocument | undefined, plan: Plan): string[] {
  if (evidence === undefined) return [];
  const { pieces, headlines, inputs, clashes, asOf } = evidence;
  // Trials that were moved by all of it together do not say which piece moved what.
  const byPiece = evidence.method === 'weights';
  return [
    `${asOf === undefined ? '' : `What was known on ${asOf}. `}${worthSentence(evidence)} The assumptions are those of before; ${byPiece ? 'trials that agree better with what was observed count for more' : 'trials were moved to where they agree with what was observed'}, in every number of this report.`,
    table(
      [
        { heading: 'Observation' },
        { heading: 'Known on' },
        { heading: 'Of' },
        { heading: 'Likelihood' },
        { heading: 'Alone worth', number: true },
        { heading: 'Reading' },
        { heading: 'Sources' },
      ],
      pieces.map(({ id, known, quantity, likelihood, alone, reading, sources }) => [
        quantity === undefined ? code(id) : plain(id),
        known === '' ? 'given' : known,
        quantity === undefined ? '' : code(quantity),
        likelihood === undefined ? '' : code(likelihood),
        share(alone.fraction),
        plain(reading ?? ''),
        plain((sources ?? []).join(', ')),
      ]),
    ),
    ...(clashes.length === 0 ? [] : [clashes.map((line) => `- ${plain(line)}`).join('\n')]),
    ...unknownReports(plan).map(plain),
    '### What it moved',
    `Mean, or for an event its probability in 100 trials.${byPiece ? ' A piece of evidence moves it by so much after those known before it; the moves add up from before to after. What all but this one would say differs by the number in brackets.' : ''}`,
    table(
      [
        { heading: 'Outcome' },
        { heading: 'Before', number: true },
        { heading: 'After', number: true },
        ...(byPiece ? pieces.map(({ id }) => ({ heading: plain(id), number: true })) : []),
      ],
      Object.entries(headlines).map(([id, moves]) => [
        code(id),
        value(moves, moves.prior),
        value(moves, moves.posterior),
        ...(byPiece ? moves.pieces : []).map(
          ({ inOrder, leftOut }) => `${moved(moves, inOrder)} (${moved(moves, leftOut)})`,
        ),
      ]),
    ),
    '### Assumptions before and after',
    table(
      [
        { heading: 'Assumption' },
        { heading: 'p5', number: true },
        { heading: 'p50', number: true },
        { heading: 'p95', number: true },
        { heading: 'p5 after', number: true },
        { heading: 'p50 after', number: true },
        { heading: 'p95 after', number: true },
      ],
      Object.entries(inputs)
        .slice(0, SHOWN_INPUTS)
        .map(([id, { prior, posterior }]) => [
          code(id),
          ...[prior, posterior].flatMap(({ quantiles: { p5, p50, p95 } }) =>
            [p5, p50, p95].map((estimate) => earned(estimate.value, estimate.se)),
          ),
        ]),
    ),
  ];
}

/** Assumptions whose distribution moved most. */
const SHOWN_INPUTS = 20;

function worthSentence({
  ess,
  trials,
  largestShare,
  paretoK,
  tempering,
}: EvidenceDocument): string {
  if (tempering !== undefined) {
    const { degrees, sweeps, accepted, logEvidence } = tempering;
    const [least, most] = degrees;
    return `Evidence: ${counted(trials)} trials were moved to where it is in ${least === most ? most : `${least} to ${most}`} degrees and ${counted(sweeps)} sweeps of moves, of which ${share(accepted)} were taken; they count as ${counted(Math.round(ess.count))} independent ones (${share(ess.fraction)}). Logarithm of the evidence ${earnedPair(logEvidence.value, logEvidence.se)}.`;
  }
  const tail =
    paretoK === null
      ? ''
      : `, and the tail of the weights has Pareto k ${significant(paretoK, 2)} (at most ${MOST_PARETO_K})`;
  return `Evidence: the weights of ${counted(trials)} trials are worth ${counted(Math.round(ess.count))} (${share(ess.fraction)}; at least ${LEAST_A_REPLICATE} a replicate are asked for). The heaviest trial has ${significant(percent(largestShare)!, 2)} % of all weight (at most ${100 * MOST_OF_ONE} %)${tail}.${ess.fraction < WARNED_FRACTION ? THIN : ''}`;
}

/**
 * What stands behind few of the trials may be right and still say little of how the assumptions fit
 * what was seen.
 */
const THIN = ` Take care: fewer than ${100 * WARNED_FRACTION} % of the trials that were drawn count, so what was observed was hardly expected; --update tempering moves trials to it.`;

function share(fraction: number): string {
  return `${significant(percent(fraction)!, 3)} %`;
}

/** An event in trials of 100. */
function value({ statistic, unit }: HeadlineMoves, { value: found, se }: Estimate): string {
  if (statistic === 'probability') return `${earned(percent(found), percent(se))} of 100 trials`;
  return `${earned(found, se)}${/^[-1]?$/.test(unit) ? '' : ` ${unit}`}`;
}

function moved({ statistic }: HeadlineMoves, { value: found, se }: Estimate): string {
  const scale = statistic === 'probability' ? percent : (x: number | null) => x;
  const text = earnedPair(scale(found), scale(se));
  return found !== null && found > 0 && !text.startsWith('+') ? `+${text}` : text;
}
