/** Words for probabilities, always the same ones. */

import type { Estimate } from '../stats/summary.ts';
import type { Label, Wording } from '../wording/wording.ts';

/**
 * The scale: from where on a word is used, up to where the next begins. It is that of the IPCC, its
 * overlapping bands made one row.
 *
 * Source: Mastrandrea et al. (2010), "Guidance Note for Lead Authors of the IPCC Fifth Assessment
 * Report on Consistent Treatment of Uncertainties", table 1.
 */
export const WORDS = [
  { from: 0, word: 'exceptionally unlikely' },
  { from: 0.01, word: 'very unlikely' },
  { from: 0.1, word: 'unlikely' },
  { from: 0.33, word: 'about as likely as not' },
  { from: 0.66, word: 'likely' },
  { from: 0.9, word: 'very likely' },
  { from: 0.99, word: 'virtually certain' },
] as const satisfies readonly { readonly from: number; readonly word: Label }[];

/**
 * The word of a probability; both words where its 95 % interval has two, and nothing where it has
 * more or there is none.
 */
export function wordFor({ value, low, high }: Estimate, { tell, marks }: Wording): string {
  if (value === null) return '';
  const [from, to] = [wordAt(Math.max(0, low ?? value)), wordAt(Math.min(1, high ?? value))];
  if (from === to) return tell(WORDS[from].word);
  return to - from === 1 ? tell(WORDS[from].word) + marks.or + tell(WORDS[to].word) : '';
}

function wordAt(p: number): number {
  return WORDS.findLastIndex(({ from }) => p >= from);
}

/** `very likely 90 to 99 %`, for the terms of a report. */
export function wordScale({ tell, marks }: Wording): string {
  return [...WORDS]
    .toReversed()
    .map(({ from, word }, k, all) => {
      const to = k === 0 ? 1 : all[k - 1].from;
      return tell('{word} {low} to {high}%', {
        word: tell(word),
        low: Math.round(100 * from),
        high: Math.round(100 * to),
      });
    })
    .join(marks.comma);
}
