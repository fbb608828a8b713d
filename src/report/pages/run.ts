/**
 * What a run says: the headlines, what it changed, what evidence did, what failed, and behind that
 * everything for those who check. Nothing of when, where or on what it was computed is in it.
 */

import { stepWord } from '../../compile/program.ts';
import type { Plan } from '../../plan/plan.ts';
import { counted } from '../../stats/round.ts';
import type { Summary } from '../../stats/summary.ts';
import type { Language } from '../../wording/languages.ts';
import {
  type Block,
  type Document,
  type Finding,
  paragraph,
  type Section,
  sectionOf,
  type Text,
  tableOf,
} from '../document.ts';
import { headlineFindings } from '../headlines.ts';
import { type Names, namesOf } from '../names.ts';
import { plainLabel } from '../outcomes.ts';
import { type RunFacts, reproducingCommand, trialsText } from '../run-facts.ts';
import {
  changedBlocks,
  changedCorrelationBlocks,
  correlationBlocks,
  inputBlocks,
  sourceBlocks,
} from './assumptions.ts';
import { evidenceSections } from './evidence.ts';
import { failureBlocks } from './failures.ts';
import { groupParts, headlineParts, quarterlyParts } from './outcomes.ts';
import { publishedBlocks } from './published.ts';

/** @param language  of the texts of the program, and so of the page */
export function runPage(
  plan: Plan,
  summary: Summary,
  facts: RunFacts,
  language: Language = 'en',
): Document {
  const { program, presets, design, seed } = plan;
  const names = namesOf(program, language);
  const { tell, marks } = names;
  const [title = tell('No headline: the model names no event and no amount'), ...findings] =
    headlineFindings(plan, summary, names);
  const fingerprint = program.fingerprint.slice(0, 16);
  const { edition } = program;
  return {
    subject: program.title,
    title,
    summary: findings.map((finding) => ended(finding, names)),
    facts: [
      program.title,
      edition === undefined
        ? tell('{model}, fingerprint {fingerprint}', { model: plan.model, fingerprint })
        : tell('{model}, edition {edition}, fingerprint {fingerprint}', {
            model: plan.model,
            edition,
            fingerprint,
          }),
      ...(presets.length === 0
        ? []
        : [tell('presets {presets}', { presets: presets.join(marks.comma) })]),
      tell('{trials}, {design}, seed {seed}', { trials: trialsText(plan, names), design, seed }),
      tell('digest {digest}', { digest: facts.digest.slice(0, 16) }),
      tell(
        plan.replicates === 1
          ? 'one replicate, so that the Monte Carlo error is unknown: numbers carry a ~'
          : 'numbers end at the digit where their Monte Carlo error begins',
      ),
    ],
    sections: runSections(plan, summary, facts, names),
  };
}

/** With what stands behind the first screen folded. */
export function runSections(
  plan: Plan,
  summary: Summary,
  facts: RunFacts,
  names: Names,
): Section[] {
  const { tell } = names;
  const folded = { folded: true };
  const step = tell(stepWord(plan.program.time));
  const numbers = { ...folded, offPaper: true };
  return [
    ...sectionOf(tell('Headlines'), headlineParts(plan, summary, names)),
    ...sectionOf(tell('Assumptions changed'), changedBlocks(plan, names)),
    ...sectionOf(tell('Correlations changed'), changedCorrelationBlocks(plan, names)),
    ...evidenceSections(facts.evidence, plan, names),
    ...sectionOf(tell('Failures'), failureBlocks(plan, summary, facts.run, names)),
    ...sectionOf(tell('Published forecasts'), publishedBlocks(plan, summary, names), folded),
    ...sectionOf(tell('All outcomes'), groupParts(plan, summary, names), numbers),
    ...sectionOf(
      plainLabel(tell('{step} by {step}', { step })),
      quarterlyParts(plan, summary, names),
      numbers,
    ),
    ...sectionOf(tell('Assumptions'), inputBlocks(plan, names), folded),
    ...sectionOf(tell('Correlations'), correlationBlocks(plan, summary, names), numbers),
    ...sectionOf(tell('Sources'), sourceBlocks(plan, names), folded),
    ...sectionOf(tell('Reproduce this forecast'), reproduction(plan, facts, names), folded),
    ...sectionOf(tell('Terms'), terms(plan, summary, names), folded),
  ];
}

function ended(finding: Finding, { marks }: Names): Finding {
  return typeof finding === 'string' ? finding + marks.stop : [...finding, marks.stop];
}

function reproduction(plan: Plan, { run, version, digest }: RunFacts, { tell }: Names): Block[] {
  const identity: readonly (readonly [name: string, value: string])[] = [
    [tell('run'), run],
    [tell('id of the question'), plan.id],
    [tell('fingerprint of the model'), plan.program.fingerprint],
    [tell('digest of the results'), digest],
  ];
  return [
    paragraph(
      tell('This command asks the same question; the seed and the model decide every draw.'),
    ),
    { kind: 'verbatim', lines: reproducingCommand(plan).split('\n') },
    paragraph(tell('This one computes every block of the run again and compares the digests.')),
    { kind: 'verbatim', lines: [`chipcast verify ${run}`] },
    tableOf(tell('Identity of the run'), identity, [
      { heading: tell('what'), of: ([name]) => name },
      { heading: tell('value'), kind: 'code', of: ([, value]) => value },
    ]),
    paragraph(
      tell(
        'Computed with chipcast {version}, numerics {numerics}, in blocks of {blockSize} trials. The digest does not depend on the machine, the number of threads, the order of the blocks or the version of Node; it may change when the numerics number does.',
        { version, numerics: plan.numerics, blockSize: plan.blockSize },
      ),
    ),
  ];
}

function terms({ replicates, program }: Plan, { quantiles }: Summary, { tell }: Names): Block[] {
  const error =
    replicates === 1
      ? tell(
          'This run has one replicate, so the error is unknown: numbers carry a ~ and three digits at most.',
        )
      : tell(
          'It comes from the spread of the {replicates} replicates. Numbers end at the digit where it begins; a number without one came out the same in every replicate.',
          { replicates },
        );
  const method =
    quantiles.method === 'draws'
      ? tell('Quantiles are sample quantiles of all draws, definition 7 of Hyndman and Fan.')
      : tell(
          'Quantiles are from counts in buckets laid out by the first {pilot} trials; their width is part of every interval.',
          { pilot: counted(quantiles.pilot) },
        );
  const items: readonly Text[] = [
    tell('Trial: one draw of every assumption and one pass of the model through its {step}s.', {
      step: tell(stepWord(program.time)),
    }),
    tell(
      '5%, 25%, median, 75%, 95%: the values below which 5, 25, 50, 75 and 95 of 100 trials lie. {method}',
      { method },
    ),
    tell(
      'Credible interval, 5 to 95%: nine of ten trials lie in it, if the model and its assumptions are right. It is uncertainty about the world, and more trials do not narrow it.',
    ),
    tell(
      'Standard error, the number after ±: how far the estimate itself may be off because there are only so many trials. It says nothing of whether the assumptions are right. {error}',
      { error },
    ),
    tell("Rank correlation: Spearman's, from -1 (always opposed) over 0 to 1 (always together)."),
    tell('Replicate: a fresh, independent randomisation of the whole design of trials.'),
    tell('Probability: the share of trials in which something happens.'),
    tell('Basis: what a share or a balance counts: units, revenue, compute or time.'),
    tell('Judgement (J): an assumption that no published number supports directly.'),
  ];
  return [{ kind: 'list', items }];
}
