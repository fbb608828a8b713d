/**
 * What the terminal shows after a run: the answer in words, the headline outcomes, and what it
 * takes to trust or repeat them.
 */

import type { Plan } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';
import { padRight, widest, wrap } from '../text/table.ts';
import { outcomeBlock } from './block.ts';
import { evidenceLines } from './evidence-tables.ts';
import { failureLines } from './failures.ts';
import { headlineOutcomes, headlineSentence } from './headlines.ts';
import {
  bucketsText,
  changedCorrelations,
  changedInputs,
  editionText,
  type RunFacts,
  trialsText,
} from './run-facts.ts';

export interface TerminalOptions {
  /** Width of the terminal in characters; 80 if nobody says. */
  readonly columns?: number;
  /** Whether escape codes may be written: bold titles, nothing more. */
  readonly colour: boolean;
}

const NARROWEST = 60;
const WIDEST = 100;

export function terminalReport(
  plan: Plan,
  summary: Summary,
  facts: RunFacts,
  options: TerminalOptions,
): string {
  const width = Math.min(WIDEST, Math.max(NARROWEST, options.columns ?? 80));
  const strong = options.colour
    ? (line: string): string => `\u001B[1m${line}\u001B[22m`
    : (line: string): string => line;
  const sentence = headlineSentence(plan, summary);
  const outcomes = headlineOutcomes(plan, summary);
  const paragraphs = [
    wrap(plan.program.title, width).map(strong),
    sentence === undefined ? [] : wrap(sentence, width).map(strong),
    ...outcomes.map((outcome) => outcomeBlock(outcome, { trials: summary.trials, width, strong })),
    wrap(
      legend(
        plan,
        outcomes.some(({ kind }) => kind === 'amount'),
      ),
      width,
    ),
    evidenceLines(facts.evidence, plan, width),
    changeLines(plan, width),
    correlationLines(plan, width),
    failureLines(plan, summary, facts).flatMap((line) => wrap(line, width, 4)),
    factLines(plan, summary, facts, width),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function legend({ replicates }: Plan, strips: boolean): string {
  const digits =
    replicates === 1
      ? 'With one replicate nobody knows the Monte Carlo error: numbers carry a ~ and three digits at most.'
      : 'Every number ends at the digit where its Monte Carlo error begins.';
  if (!strips) return digits;
  return `Lines run from the 5 % to the 95 % quantile, thick through the middle half, crossed at the median. ${digits}`;
}

function changeLines(plan: Plan, width: number): string[] {
  const changes = changedInputs(plan);
  if (changes.length === 0) return [];
  const rows = changes.map(
    ({ id, now, own, by }) => [`  ${id}`, `${now}, not ${own} (${by})`] as const,
  );
  return [`Assumptions changed: ${changes.length}`, ...definitions(rows, width)];
}

function correlationLines(plan: Plan, width: number): string[] {
  const changes = changedCorrelations(plan);
  if (changes.length === 0) return [];
  const lines = changes.flatMap(({ inputs, now }) =>
    wrap(`  ${inputs.join(', ')}: ${now}, not independent`, width, 4),
  );
  return [`Correlations changed: ${changes.length}`, ...lines];
}

function factLines(plan: Plan, summary: Summary, facts: RunFacts, width: number): string[] {
  const buckets = bucketsText(summary);
  const rows: [name: string, value: string][] = [
    ['Trials', `${trialsText(plan)}, ${plan.design}, seed ${plan.seed}`],
    [
      'Model',
      `${plan.model}${editionText(plan)}, fingerprint ${plan.program.fingerprint.slice(0, 16)}`,
    ],
    ...(plan.presets.length > 0
      ? [['Presets', plan.presets.join(', ')] satisfies [string, string]]
      : []),
    ...(buckets === undefined ? [] : [['Quantiles', buckets] satisfies [string, string]]),
    ['Digest', facts.digest.slice(0, 16)],
    ['Folder', facts.folder],
    ['Files', facts.files.join('  ')],
  ];
  return definitions(rows, width);
}

/** Names on the left, what they stand for on the right and folded there. */
function definitions(
  rows: readonly (readonly [name: string, value: string])[],
  width: number,
): string[] {
  const left = widest(rows.map(([name]) => name)) + 2;
  return rows.flatMap(([name, value]) =>
    wrap(value, width - left).map(
      (line, k) => (k === 0 ? padRight(name, left) : ' '.repeat(left)) + line,
    ),
  );
}
