/**
 * What a reader reads of the model in other languages, each text beside its translation. Read from
 * the table beside this file when the model is compiled.
 */

import { readFileSync } from 'node:fs';
import Papa from 'papaparse';

/** A text in English and in Traditional Chinese. */
interface Row {
  readonly en: string;
  readonly 'zh-Hant': string;
}

export const translations = {
  'zh-Hant': (): Readonly<Record<string, string>> => {
    const { data } = Papa.parse<Row>(
      readFileSync(new URL('labels.zh-hant.csv', import.meta.url), 'utf8'),
      { header: true, skipEmptyLines: true },
    );
    return Object.fromEntries(data.map(({ en, 'zh-Hant': text }) => [en, text]));
  },
};
