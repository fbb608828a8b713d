/** Words for probabilities, always the same ones. */

import type { Estimate } from '../stats/summary.ts';

/**
 * The scale: from where on a word is used, up to where the next begins. It is that of the IPCC, its
 * overlapping bands made one row.
 *
 * Source: Mastrandrea et al. (2010), "Guidance Note for Lead Authors of the IPCC Fifth Assessment
 * Report on Consistent Treatment of Uncertainties", table 1.
 */
export const WORDS: readonly { readonly from: number; readonly word: string }[] = [
  { from: 0, word: 'exceptionally unlikely' },
  { from: 0.01, word: 'very unlikely' },
  { from: 0.1, word: 'unlikely' },
  { from: 0.33, word: 'about as likely as not' },
  { from: 0.66, word: 'likely' },
  { from: 0.9, word: 'very likely' },
  { from: 0.99, word: 'virtually certain' },
];

/**
 * The word of a probability; both words where its 95 % interval has two, and nothing where it has
 * more or there is none.
 */
export function wordFor({ value, low, high }: Estimate): string {
  if (value === null) return '';
  const [from, to] = [wordAt(Math.max(0, low ?? value)), wordAt(Math.min(1, high ?? value))];
  if (from === to) return WORDS[from].word;
  return to - from === 1 ? `${WORDS[from].word} or ${WORDS[to].word}` : '';
}

function wordAt(p: number): number {
  return WORDS.findLastIndex(({ from }) => p >= from);
}

/** `very likely 90 to 99 %`, for the terms of a report. */
export function wordScale(): string {
  return WORDS.toReversed()
    .map(({ from, word }, k, all) => {
      const to = k === 0 ? 1 : all[k - 1].from;
      return `${word} ${Math.round(100 * from)} to ${Math.round(100 * to)} %`;
    })
    .join(', ');
}
