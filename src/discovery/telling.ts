/** What was discovered, in words and as a tree of text. */

import { counted, earnedPercent, significant } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { wrap } from '../text/table.ts';
import type { Limit } from './box.ts';
import type { Discovery, FoundBox } from './discover.ts';
import type { FoundTree } from './judge.ts';

/** Digits of a limit: as many as it has, but for what binary fractions add. */
const DIGITS = 15;

/** `h200.priceUsd > 31,000`, `0.1 < prc.meanStance <= 0.4`, `us.regime is 0 or 2`. */
export function limitText(input: string, { low, high, values }: Limit): string {
  if (values !== undefined) {
    const texts = values.map((value) => significant(value, DIGITS));
    return `${input} is ${joined(texts, 'or')}`;
  }
  const lower = low === undefined ? undefined : significant(low, DIGITS);
  const upper = high === undefined ? undefined : significant(high, DIGITS);
  if (lower === undefined) return `${input} <= ${upper}`;
  return upper === undefined ? `${input} > ${lower}` : `${lower} < ${input} <= ${upper}`;
}

/** `a`, `a and b`, `a, b and c`. */
function joined(texts: readonly string[], word: 'and' | 'or'): string {
  if (texts.length < 2) return texts.join('');
  return `${texts.slice(0, -1).join(', ')} ${word} ${texts.at(-1)}`;
}

/**
 * The answer: for each box how often the condition holds in it, and what share of all such trials
 * it has.
 */
export function discoverySentences(where: string, discovery: Discovery): string[] {
  const { boxes, halves } = discovery;
  if (boxes.length === 0)
    return [
      `Nothing separates the trials where ${where} from the others: no range of any input makes it clearly more likely.`,
    ];
  const share = (estimate: Estimate, of: string): string =>
    earnedPercent(estimate.value, estimate.se, halves.heldOut.trials, of);
  return boxes.map(({ limits, density, coverage }, k) => {
    const inside = joined(
      limits.map((limit) => limitText(limit.input, limit)),
      'and',
    );
    const often = density.value === 1 ? 'all trials' : share(density, 'of 100 trials');
    const among = ['In', 'Outside that box, in'][k] ?? 'Outside those boxes, in';
    const part = coverage.value === 1 ? 'all' : `${share(coverage, '%')} of all`;
    return `${among} ${often} where ${inside}, ${where}; these are ${part} such trials.`;
  });
}

/** `balance.domesticUsd[2028] >= 1 in 23.65 ± 0.08 of 100 trials.` */
export function shareSentence(where: string, { share, trials }: Discovery): string {
  return `${where} in ${earnedPercent(share.value, share.se, trials, 'of 100 trials')}.`;
}

/** A quasi-p-value; below a millionth nobody asks for more. */
export function pText(p: number): string {
  return p < 1e-6 ? '< 0.000001' : significant(p, 1);
}

/**
 * A tree as text, a node a line: how often the condition holds there, and the share of all trials
 * that comes there.
 */
export function treeLines(tree: FoundTree, { halves }: Pick<Discovery, 'halves'>): string[] {
  const { trials } = halves.heldOut;
  const told = ({ density, mass }: FoundTree): string =>
    `${earnedPercent(density.value, density.se, Math.round((mass.value ?? 0) * trials), 'of 100')}`;
  const part = ({ mass }: FoundTree): string =>
    mass.value === null ? '' : ` (${significant(mass.value * 100, 2)} % of trials)`;
  const below = (node: FoundTree, indent: string): string[] => {
    if (node.split === undefined) return [];
    const { input, at } = node.split;
    return [
      [node.split.below, { high: at }, '├─', '│  '] as const,
      [node.split.above, { low: at }, '└─', '   '] as const,
    ].flatMap(([child, limit, branch, bar]) => [
      `${indent}${branch} ${limitText(input, limit)}: ${told(child)}${part(child)}`,
      ...below(child, indent + bar),
    ]);
  };
  return [`all trials: ${told(tree)}`, ...below(tree, '')];
}

/** The densities, coverages and sizes of boxes, a row each, for tables. */
export function boxFacts(
  { density, coverage, mass, fitted }: FoundBox,
  heldOut: number,
): string[][] {
  const percent = ({ value, se }: Estimate): string => earnedPercent(value, se, heldOut);
  const found = (share: number): string => `${significant(share * 100, 3)} %`;
  return [
    ['Density: trials of the box where it holds', percent(density), found(fitted.density)],
    ['Coverage: such trials that the box has', percent(coverage), found(fitted.coverage)],
    ['Mass: trials in the box', percent(mass), found(fitted.mass)],
  ];
}

/** How many trials were searched, how many judged, how many left out. */
export function trialsSentence({ halves }: Discovery, unknown: number): string {
  const left =
    unknown === 0
      ? ''
      : ` ${counted(unknown)} trials are left out: in them it cannot be said, because a value is no number.`;
  return `${counted(halves.fitted.trials)} trials were searched; all shares are from the other ${counted(halves.heldOut.trials)}.${left}`;
}

/** What was found, for the terminal. */
export function discoveryParagraphs(
  condition: string,
  discovery: Discovery,
  unknown: number,
  width: number,
): string[] {
  const sentences = [
    `Of all trials: ${shareSentence(condition, discovery)}`,
    ...discoverySentences(condition, discovery),
  ];
  return [
    ...sentences.map((sentence) => wrap(sentence, width)),
    treeLines(discovery.tree, discovery),
    wrap(trialsSentence(discovery, unknown), width),
  ].map((lines) => lines.join('\n'));
}
