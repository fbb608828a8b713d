/** Sentences in Traditional Chinese, from made-up numbers by hand. */

import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/page/findings.ts';
import { scaleOf } from '../../src/page/spoken.ts';
import { zhHant } from '../../src/page/words/zh-hant.ts';

const share = scaleOf('fraction');

const sentences: readonly (readonly [Finding, string])[] = [
  [
    {
      kind: 'course',
      label: '自產供給占需求比重',
      scale: share,
      first: { period: '2026', median: 0.342 },
      last: { period: '2028', median: 0.62, p25: 0.39, p75: 0.972 },
      past: { period: '2025', value: 0.43 },
    },
    '自產供給占需求比重的中位數，2026 年為 34%、2028 年為 62%（2025 年公布值為 43%）；2028 年有半數結果介於 39% 至 97% 之間。',
  ],
  [
    {
      kind: 'often-zero',
      label: '進口熱泵',
      scale: scaleOf('kunit', { kunit: '# 千台' }),
      first: { period: '2026Q1', any: 0.63 },
      last: { period: '2028Q4', any: 0.53, median: 59.4 },
    },
    '進口熱泵：大於零的機率，2026 年第 1 季為 63%、2028 年第 4 季為 53%；若大於零，2028 年第 4 季中位數為 59 千台。',
  ],
  [
    { kind: 'also', clause: '禁止銷售鍋爐', share: 0.0004, period: undefined },
    '禁止銷售鍋爐的機率為 < 0.1%。',
  ],
  [
    {
      kind: 'drivers',
      drivers: [
        { label: '需求成長', share: 0.3 },
        { label: '天然氣價格', share: 0.14 },
      ],
      judged: 1,
    },
    '影響最大的是需求成長（占變異數 30%）及天然氣價格（14%），其中 1 項屬主觀判斷。',
  ],
  [
    {
      kind: 'scenarios',
      count: 2,
      scale: undefined,
      highest: { question: '若業者加速徵才？', value: 0.59 },
      lowest: { question: '若政府停止補助？', value: 0.06 },
    },
    '在 2 種情境下，結果介於 6%（政府停止補助）與 59%（業者加速徵才）之間。',
  ],
  [{ kind: 'baseline', value: 0.246, scale: undefined }, '按模型本身的假設則為 25%。'],
  [
    {
      kind: 'evidence',
      from: 0.24,
      to: 0.15,
      scale: undefined,
      most: { what: '良率為三成至四成。', known: '2026-06-15' },
    },
    '其後公布的消息使結果由 24% 變為 15%；影響最大的是 2026 年 6 月 15 日的消息：良率為三成至四成。',
  ],
];

describe('a sentence in Chinese has the numbers of its finding, and no other', () => {
  test.each(sentences)('%o', (finding, sentence) => {
    expect(zhHant.finding(finding)).toBe(sentence);
  });
});

test.each([
  [0.24, '2028 年自產晶片滿足需求的機率為 24%'],
  [0, '2028 年自產晶片滿足需求：機率趨近於零'],
  [1, '2028 年自產晶片滿足需求：幾乎確定'],
])('a headline of %d reads "%s"', (chance, headline) => {
  expect(zhHant.eventHeadline(chance, '自產晶片滿足需求', '2028').join('')).toBe(headline);
});
