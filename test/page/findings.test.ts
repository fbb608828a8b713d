/** The grammar of findings: from made-up numbers to sentences, by hand. */

import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/page/findings.ts';
import { verdictOf } from '../../src/page/published.ts';
import { scaleOf } from '../../src/page/spoken.ts';
import { en } from '../../src/page/words/en.ts';

const share = scaleOf('fraction');

const sentences: readonly (readonly [Finding, string])[] = [
  [
    {
      kind: 'course',
      label: 'Heat pumps over boilers',
      scale: share,
      first: { period: '2026', median: 0.342 },
      last: { period: '2028', median: 0.62, p25: 0.39, p75: 0.972 },
      past: { period: '2025', value: 0.43 },
    },
    'Heat pumps over boilers is 34% in 2026 and 62% in 2028 at the median, after a published 43% in 2025; half of all outcomes in 2028 lie between 39% and 97%.',
  ],
  [
    {
      kind: 'often-zero',
      label: 'Pumps from abroad',
      scale: scaleOf('kunit', { kunit: '# thousand units' }),
      first: { period: '2026', any: 0.63 },
      last: { period: '2028', any: 0.53, median: 59.4 },
    },
    'Pumps from abroad: a chance of any of 63% in 2026 and 53% in 2028; if any, 59 thousand units at the median in 2028.',
  ],
  [
    { kind: 'also', clause: 'Boilers are banned', share: 0.0004, period: undefined },
    'The chance that boilers are banned is under 0.1%.',
  ],
  [
    {
      kind: 'drivers',
      drivers: [
        { label: 'Growth of demand', share: 0.3 },
        { label: 'Price of gas', share: 0.14 },
      ],
      judged: 1,
    },
    'It depends most on growth of demand (30% of the variance) and price of gas (14%); 1 of the 2 rests on judgement.',
  ],
  [
    {
      kind: 'scenarios',
      count: 2,
      scale: undefined,
      highest: { question: 'What if firms hire faster?', value: 0.59 },
      lowest: { question: 'What if the state stops paying?', value: 0.06 },
    },
    'Across 2 scenarios it runs from 6% (the state stops paying) to 59% (firms hire faster).',
  ],
  [
    { kind: 'baseline', value: 0.246, scale: undefined },
    'With the model’s own assumptions it is 25%.',
  ],
];

describe('a sentence has the numbers of its finding, and no other', () => {
  test.each(sentences)('%o', (finding, sentence) => {
    expect(en.finding(finding)).toBe(sentence);
  });
});

test.each([
  [0.08, 'An 8% chance'],
  [0.11, 'An 11% chance'],
  [0.18, 'An 18% chance'],
  [0.24, 'A 24% chance'],
  [0.0003, 'An under 0.1% chance'],
])('a chance of %d begins "%s"', (share, begin) => {
  expect(en.eventHeadline(share, 'it rains', '2028').join('')).toBe(
    `${begin} that it rains in 2028`,
  );
});

test('what cannot be, or must be, is not called a chance of 0% or 100%', () => {
  expect(en.eventHeadline(0, 'it rains', undefined).join('')).toBe(
    'Next to no chance that it rains',
  );
  expect(en.eventHeadline(1, 'it rains', undefined).join('')).toBe(
    'It is all but certain that it rains',
  );
});

test.each([
  [0.01, 0.04, 'below'],
  [0.97, 0.97, 'above'],
  [0.63, 0.75, 'upper'],
  [0.2, 0.3, 'lower'],
  [0.45, 0.6, 'middle'],
  [0.1, 0.9, 'wide'],
] as const)('ends at %d and %d of our outcomes are %s', (low, high, verdict) => {
  expect(verdictOf(low, high)).toBe(verdict);
});
