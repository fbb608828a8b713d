/**
 * `report.md`: the whole of a run for reading, quoting and comparing. The same run gives the same
 * bytes: nothing of when, where or on what it was computed is in it.
 */

import type { Plan } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';
import { code, plain, table } from '../text/markdown.ts';
import { evidenceSection } from './evidence-tables.ts';
import { failureLines } from './failures.ts';
import { headlineSentence } from './headlines.ts';
import { correlationSection } from './markdown-correlations.ts';
import { changedSection, inputSections, sourceSection } from './markdown-inputs.ts';
import { headlineSection, outcomeSections, seriesSections } from './markdown-outcomes.ts';
import { publishedSection } from './published.ts';
import {
  bucketsText,
  changedCorrelations,
  editionText,
  type RunFacts,
  reproducingCommand,
  trialsText,
} from './run-facts.ts';

export interface Section {
  readonly title: string;
  /** Empty where the run has nothing of the kind. */
  readonly paragraphs: readonly string[];
}

/** The sections of the report that have something to say, in order. */
export function markdownSections(plan: Plan, summary: Summary, facts: RunFacts): Section[] {
  const all: Section[] = [
    { title: 'Headlines', paragraphs: headlineSection(plan, summary) },
    { title: 'Assumptions changed', paragraphs: changedSection(plan) },
    { title: 'Correlations changed', paragraphs: correlationChanges(plan) },
    { title: 'Evidence', paragraphs: evidenceSection(facts.evidence, plan) },
    { title: 'Failures', paragraphs: failureParagraphs(plan, summary, facts) },
    { title: 'Published forecasts', paragraphs: publishedSection(plan, summary) },
    { title: 'All outcomes', paragraphs: outcomeSections(plan, summary) },
    { title: 'Quarter by quarter', paragraphs: seriesSections(plan, summary) },
    { title: 'Assumptions', paragraphs: inputSections(plan) },
    { title: 'Correlations', paragraphs: correlationSection(plan, summary) },
    { title: 'Sources', paragraphs: sourceSection(plan) },
    { title: 'How to get this again', paragraphs: reproduction(plan, facts) },
    { title: 'Terms', paragraphs: terms(plan, summary) },
  ];
  return all.filter(({ paragraphs }) => paragraphs.length > 0);
}

export function markdownReport(plan: Plan, summary: Summary, facts: RunFacts): string {
  const sentence = headlineSentence(plan, summary);
  const sections = markdownSections(plan, summary, facts);
  return `${[
    `# ${plain(plan.program.title)}`,
    ...(sentence === undefined ? [] : [`**${plain(sentence)}**`]),
    factTable(plan, facts),
    sections.map(({ title }) => `- [${title}](#${anchor(title)})`).join('\n'),
    ...sections.flatMap(({ title, paragraphs }) => [`## ${title}`, ...paragraphs]),
  ].join('\n\n')}\n`;
}

function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}

function factTable(plan: Plan, { run, digest }: RunFacts): string {
  const presets = plan.presets.length === 0 ? 'none' : plan.presets.map(code).join(', ');
  return table(
    [{ heading: 'Run' }, { heading: code(run) }],
    [
      ['Model', `${code(plan.model)}${editionText(plan)}`],
      ['Presets', presets],
      ['Trials', trialsText(plan)],
      ['Design', plan.design],
      ['Seed', code(plan.seed)],
      ['Run id', code(plan.id)],
      ['Fingerprint of the model', code(plan.program.fingerprint)],
      ['Digest of the results', code(digest)],
    ],
  );
}

function correlationChanges(plan: Plan): string[] {
  const changes = changedCorrelations(plan);
  if (changes.length === 0) return [];
  return [
    'These inputs are independent of each other in the model and move together here. Each keeps its distribution.',
    table(
      [{ heading: 'Assumptions' }, { heading: 'In the model' }, { heading: 'Here' }],
      changes.map(({ inputs, now }) => [inputs.map(code).join(', '), 'independent', plain(now)]),
    ),
  ];
}

function failureParagraphs(plan: Plan, summary: Summary, facts: RunFacts): string[] {
  const [first, ...rest] = failureLines(plan, summary, facts);
  if (first === undefined) return [];
  return [plain(first), rest.map((line) => `- ${plain(line.trim())}`).join('\n')];
}

function reproduction(plan: Plan, { run, version }: RunFacts): string[] {
  return [
    'This command asks the same question; the seed and the model decide every draw.',
    ['```sh', reproducingCommand(plan), '```'].join('\n'),
    'This one computes every block of the run again and compares the digests.',
    ['```sh', `chipcast verify ${run}`, '```'].join('\n'),
    `Computed with chipcast ${version}, numerics ${plan.numerics}, in blocks of ${plan.blockSize} trials. The digest does not depend on ` +
      'the machine, the number of threads, the order of the blocks or the version of Node; it may change when the numerics number does.',
  ];
}

function terms({ replicates }: Plan, summary: Summary): string[] {
  const error =
    replicates === 1
      ? 'This run has one replicate, so the error is unknown: numbers carry a `~` and three digits at most.'
      : `It comes from the spread of the ${replicates} replicates. Numbers end at the digit where it begins; a number without one came out the same in every replicate.`;
  const buckets = bucketsText(summary);
  const method =
    buckets === undefined
      ? 'Quantiles are sample quantiles of all draws, definition 7 of Hyndman and Fan.'
      : `Quantiles are ${buckets}.`;
  return [
    [
      '- **Trial**: one draw of every assumption and one pass of the model through its quarters.',
      `- **p5, p25, p50, p75, p95**: the values below which 5, 25, 50, 75 and 95 of 100 trials lie; p50 is the median. ${method}`,
      '- **Credible interval, 5 to 95 %**: from p5 to p95. Nine of ten trials lie in it, if the model and its assumptions are right. It is uncertainty about the world, and more trials do not narrow it.',
      `- **Standard error**, the number after ±: how far the estimate itself may be off because there are only so many trials. It says nothing of whether the assumptions are right. ${error}`,
      "- **Rank correlation**: Spearman's, from -1 (always opposed) over 0 to 1 (always together).",
      '- **Replicate**: a fresh, independent randomisation of the whole design of trials.',
      '- **Probability**: the share of trials in which something happens.',
      '- **Basis**: what a share or a balance counts: units, revenue, compute or time.',
      '- **Judgement**: an assumption that no published number supports directly.',
    ].join('\n'),
  ];
}
