/** Traditional Chinese, as analysts in Taipei and Hong Kong write it. */

import type { Catalogue } from '../catalogue.ts';
import { evidence } from './evidence.ts';
import { periodText } from './periods.ts';
import { questions } from './questions.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { sensitivity } from './sensitivity.ts';

/** Units that no model gives a name. */
const UNITS: Readonly<Record<string, string>> = {
  fraction: '比例',
  ratio: '比率',
  number: '數',
  unit: '單位',
  '1/year': '每年 #',
  '1/quarter': '每季 #',
  '1/month': '每月 #',
};

/** What a number counts that is not multiplied: ten times 億 are billions. */
const MULTIPLES: Readonly<Record<string, string>> = {
  '10億': '十億',
  '0.1萬': '千',
  '100萬': '百萬',
};

export const zhHant = {
  sentences: { ...run, ...evidence, ...sensitivity, ...runs, ...questions },
  nouns: {
    cell: '格',
    check: '項檢測',
    edit: '項修改',
    'given condition': '項設定條件',
    'more edit': '項修改',
    headline: '項主要結果',
    observation: '項觀測值',
    'other outcome': '項其他結果',
    outcome: '項結果',
    'published figure': '項公布數字',
    run: '次模擬',
    step: '步',
    target: '項',
    trial: '次模擬',
    value: '個數值',
  },
  marks: {
    comma: '、',
    semicolon: '；',
    colon: '：',
    and: '及',
    or: '或',
    stop: '。',
    space: '',
  },
  /** Those of several years too: `2026-2028` reads `2026 至 2028 年`. */
  period(label) {
    const [, first, last] = /^(\d{4})-(\d{4})$/.exec(label) ?? [];
    return first === undefined ? periodText(label) : `${first} 至 ${last} 年`;
  },
  plainUnit(named) {
    const [, times, power] = /([\d.]+)\*# ([萬億])/.exec(named) ?? [];
    if (times === undefined) return UNITS[named] ?? named;
    return named.replace(
      /[\d.]+\*# [萬億]/,
      `# ${MULTIPLES[times + power] ?? `${times} ${power}`}`,
    );
  },
  day: periodText,
} as const satisfies Catalogue;
