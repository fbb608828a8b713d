/** The words of charts by language. */

import type { Language } from '../wording/languages.ts';
import { type ChartWords, ENGLISH } from './words.ts';
import { CHINESE } from './words-zh-hant.ts';

const WORDS: Readonly<Record<Language, ChartWords>> = { en: ENGLISH, 'zh-Hant': CHINESE };

export function chartWordsOf(language: Language): ChartWords {
  return WORDS[language];
}
