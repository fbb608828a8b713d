/** The dictionary of each language. */

import type { Language } from '../../wording/languages.ts';
import { en, type Words } from './en.ts';
import { zhHant } from './zh-hant.ts';

const DICTIONARIES: Readonly<Record<Language, Words>> = { en, 'zh-Hant': zhHant };

export function wordsOf(language: Language): Words {
  return DICTIONARIES[language];
}
