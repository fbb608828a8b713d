/** What charts say of themselves in Traditional Chinese. */

import { PERIODS } from '../wording/zh-hant/periods.ts';
import type { ChartWords } from './words.ts';

/** Units that have no symbol, as an axis or a table has them. */
const UNITS: Readonly<Record<string, string>> = {
  '': '數',
  '-': '數',
  '1': '數',
  fraction: '比例',
  ratio: '比率',
  number: '數',
};

export const CHINESE: ChartWords = {
  period: '期間',
  published: '已公布',
  median: '中位數',
  low: '下限',
  high: '上限',
  before: '之前',
  after: '之後',
  standardError: '標準誤',
  fromPercentile: '起始百分位',
  toPercentile: '結束百分位',
  value: '數值',
  box: '此區域',
  dots: '圓點',
  inBox: '區域內',
  outside: '區域外',
  limits: '限制數',
  limitsOf: (count) => `${count} 項限制`,
  afterwards: (quantile) => `其後的 ${quantile}`,
  range: (from, to) => `${from} 至 ${to}`,
  dataOfChart: '本圖數據',
  dataOf: (title) => `本圖數據：${title}`,
  contents: '目錄',
  chanceOfMore: '高於該值的模擬（%）',
  shareOfTrials: '模擬占比（%）',
  trialsOf100: '每 100 次模擬',
  allTrials: '所有模擬的平均。',
  unit: (unit) => UNITS[unit] ?? unit,
  trial: (k) => `第 ${k} 次`,
  fan: ({ past, observed, log }) =>
    `實線為中位數；半數模擬落在深色帶內，九成落在淺色帶內${past ? '；圓點為先前公布的數值，可能互相矛盾' : ''}${observed ? '；菱形為已有觀測值的期間' : ''}${log ? '；採對數刻度' : ''}。`,
  chance(atLeast, over, quantities) {
    const reached = `當${PERIODS[over]}達 ${atLeast} 以上的模擬占比`;
    const lines = quantities.map(({ name, text }) =>
      quantities.length === 1 ? text : `${name}：${text}`,
    );
    return `${reached}（${lines.join('；')}）。色帶為模擬誤差（95%）；看不見處，誤差比線條更細。`;
  },
};
