/** The catalogues of sentences: whole, in the language that they are of, and nothing that nobody says. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wordingOf } from '../../src/wording/wording.ts';
import { zhHant } from '../../src/wording/zh-hant/index.ts';
import { englishIn } from '../english.ts';
import { root } from '../folders.ts';

const holesOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([hole]) => hole))].sort();

const sentences = Object.entries<string>(zhHant.sentences);

/** Commands and names of files, programs and methods have no other name. */
const NAMES =
  'AIC chipcast Node Hyndman Fan EVPI summary json update tempering Pareto PAWN SRC PCC PRCC DGSM CRPS RPS WIS Brier';

describe('in Traditional Chinese', () => {
  test('every sentence has the holes of the English one', () => {
    for (const [english, chinese] of sentences)
      expect(holesOf(chinese), english).toEqual(holesOf(english));
  });

  test('no sentence has English words beside names', () => {
    const texts = sentences.map(([, chinese]) => chinese.replaceAll(/\{\w+\}/g, ''));
    expect(englishIn([...texts, ...Object.values(zhHant.nouns)], NAMES.split(' '))).toEqual([]);
  });

  test('every sentence is said somewhere', () => {
    const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('wording'))
      .map((path) => readFileSync(join(root, 'src', path), 'utf8'))
      .join('\n')
      .toLowerCase();
    const said = (text: string): boolean => source.includes(text.toLowerCase());
    // These are put together from what was asked of a published figure.
    const asked = ['percentile of {value}'];
    const unsaid = Object.keys(zhHant.sentences).filter((english) => !said(english));
    expect(unsaid).toEqual(asked);
  });

  test.each([
    ['2026', '2026 年'],
    ['2026Q1', '2026 年第 1 季'],
    ['2026-2028', '2026 至 2028 年'],
    ['all', 'all'],
  ])('the period %s reads %s', (label, text) => {
    expect(wordingOf('zh-Hant').period(label)).toBe(text);
  });

  test.each([
    ['10*# 億美元', '# 十億美元'],
    ['月產 0.1*# 萬片', '月產 # 千片'],
    ['100*# 萬個堆疊/年', '# 百萬個堆疊/年'],
    ['# 倍', '# 倍'],
    ['fraction', '比例'],
  ])('numbers of a model stand before %s as %s', (named, unit) => {
    expect(wordingOf('zh-Hant').plainUnit(named)).toBe(unit);
  });

  test('a number and what is counted stand together', () => {
    expect(wordingOf('zh-Hant').many(3, 'observation')).toBe('3 項觀測值');
    expect(wordingOf('en').many(1, 'observation')).toBe('1 observation');
  });
});

test('holes are filled once, whatever fills them', () => {
  const { tell, parts } = wordingOf('en');
  expect(tell('{low} to {high}', { low: '{high}', high: 2 })).toBe('{high} to 2');
  expect(parts('{low} to {high}', { low: '', high: { number: '2' } })).toEqual([
    ' to ',
    { number: '2' },
  ]);
});
