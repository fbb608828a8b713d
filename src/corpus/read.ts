/** The recorded answers, from the file beside this one. */

import { readFileSync } from 'node:fs';
import type { Corpus } from './check.ts';

export function readCorpus(): Corpus {
  return JSON.parse(readFileSync(new URL('./corpus.json', import.meta.url), 'utf8')) as Corpus;
}
