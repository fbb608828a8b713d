/** Why a statistic is not given, in the language of the reader. */

import { describe, expect, test } from 'vitest';
import { reasonText } from '../../src/report/notes.ts';
import { heavyOf, type Tail, unsupported } from '../../src/stats/tail.ts';
import { wordingOf } from '../../src/wording/wording.ts';
import { englishIn } from '../english.ts';

const tail = (shape: number): Tail => ({
  shape,
  error: 0.1,
  extreme: () => ({ value: 0, shape }),
});
/** Its ends are so far out that they may decide the moments. */
const spread = { count: 1600, mean: 0, squares: 1600, least: -1600, greatest: 1600 };

describe.each([
  ['upper tail', undefined, tail(0.95), 'mean', '1,600'],
  ['lower tail', tail(1.5), undefined, 'mean', undefined],
  ['both tails', tail(0.45), tail(0.48), 'sd', '1,600'],
  ['both tails, one of them without a variance', tail(0.4), tail(0.7), 'sd', undefined],
] as const)('a moment that is not given: %s', (_, lower, upper, moment, draws) => {
  const text = unsupported(moment, { lower, upper }, spread) ?? '';

  test('is read back from its text', () => {
    expect(heavyOf(text)).toMatchObject({
      what: moment === 'mean' ? 'mean' : 'variance',
      draws,
      tails: [upper, lower].flatMap((one) => (one === undefined ? [] : [{ k: String(one.shape) }])),
    });
  });

  test('is said as it is kept in English, and without English in Chinese', () => {
    expect(reasonText(text, wordingOf('en'))).toBe(text);
    const chinese = reasonText(text, wordingOf('zh-Hant'));
    expect(englishIn([chinese], ['Pareto'])).toEqual([]);
    for (const one of [lower, upper])
      if (one !== undefined) expect(chinese).toContain(String(one.shape));
  });
});

test('any other reason is left as it is', () => {
  expect(heavyOf('squares of its spread are below the smallest number')).toBeUndefined();
  expect(reasonText('the sun: the mean shines', wordingOf('zh-Hant'))).toBe(
    'the sun: the mean shines',
  );
});
