/**
 * What a run says: the headlines, what it changed, what evidence did, what failed, and behind that
 * everything for those who check. Nothing of when, where or on what it was computed is in it.
 */

import { stepWord } from '../../compile/program.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Summary } from '../../stats/summary.ts';
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
import { namesOf } from '../names.ts';
import { plainLabel } from '../outcomes.ts';
import {
  bucketsText,
  editionText,
  type RunFacts,
  reproducingCommand,
  trialsText,
} from '../run-facts.ts';
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

export function runPage(plan: Plan, summary: Summary, facts: RunFacts): Document {
  const { program, presets, design, seed } = plan;
  const [title = 'No headline: the model names no event and no amount', ...findings] =
    headlineFindings(plan, summary, namesOf(program));
  return {
    subject: program.title,
    title,
    summary: findings.map(ended),
    facts: [
      program.title,
      `${plan.model}${editionText(plan)}, fingerprint ${program.fingerprint.slice(0, 16)}`,
      ...(presets.length === 0 ? [] : [`presets ${presets.join(', ')}`]),
      `${trialsText(plan)}, ${design}, seed ${seed}`,
      `digest ${facts.digest.slice(0, 16)}`,
      plan.replicates === 1
        ? 'one replicate, so that the Monte Carlo error is unknown: numbers carry a ~'
        : 'numbers end at the digit where their Monte Carlo error begins',
    ],
    sections: runSections(plan, summary, facts),
  };
}

/** With what stands behind the first screen folded. */
export function runSections(plan: Plan, summary: Summary, facts: RunFacts): Section[] {
  const names = namesOf(plan.program);
  const folded = { folded: true };
  const step = stepWord(plan.program.time);
  return [
    ...sectionOf('Headlines', headlineParts(plan, summary, names)),
    ...sectionOf('Assumptions changed', changedBlocks(plan, names)),
    ...sectionOf('Correlations changed', changedCorrelationBlocks(plan, names)),
    ...evidenceSections(facts.evidence, plan, names),
    ...sectionOf('Failures', failureBlocks(plan, summary, facts.run, names)),
    ...sectionOf('Published forecasts', publishedBlocks(plan, summary, names), folded),
    ...sectionOf('All outcomes', groupParts(plan, summary, names), folded),
    ...sectionOf(plainLabel(`${step} by ${step}`), quarterlyParts(plan, summary, names), folded),
    ...sectionOf('Assumptions', inputBlocks(plan, names), folded),
    ...sectionOf('Correlations', correlationBlocks(plan, summary, names), folded),
    ...sectionOf('Sources', sourceBlocks(plan), folded),
    ...sectionOf('Reproduce this forecast', reproduction(plan, facts), folded),
    ...sectionOf('Terms', terms(plan, summary), folded),
  ];
}

function ended(finding: Finding): Finding {
  return typeof finding === 'string' ? `${finding}.` : [...finding, '.'];
}

function reproduction(plan: Plan, { run, version, digest }: RunFacts): Block[] {
  const identity: readonly (readonly [name: string, value: string])[] = [
    ['run', run],
    ['id of the question', plan.id],
    ['fingerprint of the model', plan.program.fingerprint],
    ['digest of the results', digest],
  ];
  return [
    paragraph('This command asks the same question; the seed and the model decide every draw.'),
    { kind: 'verbatim', lines: reproducingCommand(plan).split('\n') },
    paragraph('This one computes every block of the run again and compares the digests.'),
    { kind: 'verbatim', lines: [`chipcast verify ${run}`] },
    tableOf('Identity of the run', identity, [
      { heading: 'what', of: ([name]) => name },
      { heading: 'value', kind: 'code', of: ([, value]) => value },
    ]),
    paragraph(
      `Computed with chipcast ${version}, numerics ${plan.numerics}, in blocks of ${plan.blockSize} trials. The digest does not depend on the machine, the number of threads, the order of the blocks or the version of Node; it may change when the numerics number does.`,
    ),
  ];
}

function terms({ replicates, program }: Plan, summary: Summary): Block[] {
  const error =
    replicates === 1
      ? 'This run has one replicate, so the error is unknown: numbers carry a ~ and three digits at most.'
      : `It comes from the spread of the ${replicates} replicates. Numbers end at the digit where it begins; a number without one came out the same in every replicate.`;
  const buckets = bucketsText(summary);
  const method =
    buckets === undefined
      ? 'Quantiles are sample quantiles of all draws, definition 7 of Hyndman and Fan.'
      : `Quantiles are ${buckets}.`;
  const items: readonly Text[] = [
    `Trial: one draw of every assumption and one pass of the model through its ${stepWord(program.time)}s.`,
    `5%, 25%, median, 75%, 95%: the values below which 5, 25, 50, 75 and 95 of 100 trials lie. ${method}`,
    'Credible interval, 5 to 95%: nine of ten trials lie in it, if the model and its assumptions are right. It is uncertainty about the world, and more trials do not narrow it.',
    `Standard error, the number after ±: how far the estimate itself may be off because there are only so many trials. It says nothing of whether the assumptions are right. ${error}`,
    "Rank correlation: Spearman's, from -1 (always opposed) over 0 to 1 (always together).",
    'Replicate: a fresh, independent randomisation of the whole design of trials.',
    'Probability: the share of trials in which something happens.',
    'Basis: what a share or a balance counts: units, revenue, compute or time.',
    'Judgement (J): an assumption that no published number supports directly.',
  ];
  return [{ kind: 'list', items }];
}
