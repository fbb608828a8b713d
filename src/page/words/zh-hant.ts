/** The texts of the page in Traditional Chinese, as analysts in Taipei and Hong Kong write them. */

import { CHINESE } from '../../charts/words-zh-hant.ts';
import { isPeriod } from '../../text/period.ts';
import { PERIODS, periodText } from '../../wording/zh-hant/periods.ts';
import type { Finding } from '../findings.ts';
import { amountText, chanceNumber, type Scale } from '../spoken.ts';
import type { Words } from './en.ts';

function chance(share: number): string {
  const { bound, text } = chanceNumber(share);
  if (bound === undefined) return text;
  return `${bound === 'under' ? '<' : '>'} ${text}`;
}

/** A chance where the statistic is one, else an amount. */
function told(value: number, scale: Scale | undefined): string {
  return scale === undefined ? chance(value) : amountText(value, scale);
}

function inPeriod(period: string | undefined): string {
  return period === undefined ? '' : periodText(period);
}

/** Behind a noun, with what parts it from that. */
function aside(period: string | undefined): string {
  return period === undefined ? '' : `，${periodText(period)}`;
}

/** Of a table: a bare year, and a quarter with its number. */
function quarterText(period: string): string {
  return isPeriod(period, 'year') ? period : periodText(period);
}

function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join('、')}及${items.at(-1)}`;
}

/** `若中國全程封鎖 H200?` reads `中國全程封鎖 H200`. */
function scenario(question: string): string {
  return question.replace(/^若/, '').replace(/[?\uff1f]$/, '');
}

/** What ends another sentence has no full stop of its own. */
function clause(text: string): string {
  return text.replace(/[。.]$/, '');
}

function finding(found: Finding): string {
  switch (found.kind) {
    case 'course': {
      const { label, scale, first, last, past } = found;
      const amount = (value: number) => amountText(value, scale);
      const course =
        first === undefined
          ? `${label}的中位數${aside(last.period)}為 ${amount(last.median)}`
          : `${label}的中位數，${inPeriod(first.period)}為 ${amount(first.median)}、${inPeriod(last.period)}為 ${amount(last.median)}`;
      const before =
        past === undefined ? '' : `（${periodText(past.period)}公布值為 ${amount(past.value)}）`;
      return `${course}${before}；${inPeriod(last.period)}有半數結果介於 ${amount(last.p25)} 至 ${amount(last.p75)} 之間。`;
    }
    case 'often-zero': {
      const { label, scale, first, last } = found;
      const any =
        first === undefined
          ? `${inPeriod(last.period)}大於零的機率為 ${chance(last.any)}`
          : `大於零的機率，${inPeriod(first.period)}為 ${chance(first.any)}、${inPeriod(last.period)}為 ${chance(last.any)}`;
      const much =
        last.median === undefined
          ? ''
          : `；若大於零，${inPeriod(last.period)}中位數為 ${amountText(last.median, scale)}`;
      return `${label}：${any}${much}。`;
    }
    case 'also':
      return `${inPeriod(found.period)}${found.clause}的機率為 ${chance(found.share)}。`;
    case 'drivers': {
      const { drivers, judged } = found;
      const named = drivers.map(
        ({ label, share }, k) => `${label}（${k === 0 ? '占變異數 ' : ''}${chance(share)}）`,
      );
      const rest =
        judged === 0
          ? ''
          : judged === drivers.length
            ? `，${drivers.length === 1 ? '' : '均'}屬主觀判斷`
            : `，其中 ${judged} 項屬主觀判斷`;
      return `影響最大的是${listed(named)}${rest}。`;
    }
    case 'scenarios': {
      const { count, scale, highest, lowest } = found;
      return `在 ${count} 種情境下，結果介於 ${told(lowest.value, scale)}（${scenario(lowest.question)}）與 ${told(highest.value, scale)}（${scenario(highest.question)}）之間。`;
    }
    case 'baseline':
      return `按模型本身的假設則為 ${told(found.value, found.scale)}。`;
    case 'evidence': {
      const { from, to, scale, most } = found;
      const by =
        most === undefined
          ? ''
          : `；影響最大的是 ${periodText(most.known)}的消息：${clause(most.what)}`;
      return `其後公布的消息使結果由 ${told(from, scale)} 變為 ${told(to, scale)}${by}。`;
    }
  }
}

export const zhHant: Words = {
  code: 'zh-Hant',
  name: '繁體中文',
  chance,
  dateText: periodText,
  quarterText,
  scenario,
  finding,
  eventHeadline: (share, told, period) => [
    `${inPeriod(period)}${told}${share <= 0 || share >= 1 ? '：' : '的機率為 '}`,
    share <= 0 ? '機率趨近於零' : share >= 1 ? '幾乎確定' : chance(share),
    '',
  ],
  amountHeadline: (median, label, period) => [`${inPeriod(period)}${label}：中位數 `, median, ''],
  betweenSentences: '',
  noHeadline: '所有模擬均告失敗',
  information: (iso) => `資訊截至 ${periodText(iso)}`,
  baselineName: '基準情境',
  scenarioIs: (name) => `情境：${name}`,
  changed: (count) => `更動 ${count} 項假設`,
  changedCorrelations: '更動相關性',
  conditioned: (conditions) => `僅計入符合 ${conditions} 的模擬`,
  edition: (number) => `第 ${number} 版`,
  tableName: '各年主要結果',
  moreRows: (count) => `其餘 ${count} 項`,
  wholePeriod: '整個期間',
  chanceOf: (label) => label,
  chanceNote: '機率',
  anyOf: (label) => `${label}：大於零的機率`,
  ifAny: (label) => `${label}（若大於零）`,
  tableNote: (hasPast) =>
    `大字為中位數或機率；小字為九成結果所在的範圍。${hasPast ? '灰色為已公布數值。' : ''}`,
  mostLikely: '最可能的結果',
  fanCaption: ({ log, paths, past, observed }) =>
    `半數結果落在深色帶內，九成落在淺色帶內，一成在兩者之外。${paths > 0 ? `細線為 ${paths} 次個別模擬。` : ''}${past ? '圓點為已公布數值。' : ''}${observed ? '菱形為已有觀測值的期間。' : ''}${log ? '對數刻度。' : ''}`,
  beforeCaption: '虛線為變更前的本次模擬。',
  chanceCaption: (threshold, over) =>
    `該${PERIODS[over]}達到或超過 ${threshold} 的模擬次數比例。色帶為模擬誤差（95%）；看不見時，誤差小於線寬。`,
  fanMarks: {
    p95: '5% 高於此線',
    p75: '25% 高於此線',
    p50: '中位數',
    p25: '25% 低於此線',
    p5: '5% 低於此線',
    past: '已公布',
  },
  dotsTitle: '一百種結果',
  dotsCaption: '每一點代表 100 種機率相等的結果之一；直線為中位數。',
  askTitle: '超過……的機率有多大？',
  askOutcome: '項目',
  askPeriod: '期間',
  askThreshold: '門檻',
  askAbove: '高於',
  askAnswer: (count) => `100 次中有 ${count} 次`,
  askDots: (count) => `100 點中有 ${count} 點亮起`,
  askNote: '每一點代表 100 種機率相等的結果之一。請拖曳滑桿，或輸入數字。',
  driversTitle: '影響因素',
  driversNote: '占主要結果變異數的比重，附 95% 信賴區間。',
  judgement: '主觀判斷',
  raises: '使其上升',
  lowers: '使其下降',
  either: '方向不定',
  driversUnknown: '本次模擬未作分析。',
  scenariosTitle: '各種情境',
  scenariosNote: (trials) => `各情境下的主要結果，均採相同的 ${trials} 組抽樣。`,
  changedTitle: '最新變化',
  changedNote: '各則消息使主要結果變動的百分點，依日期排列。',
  changedStart: periodText,
  otherReports: '其餘消息',
  assumptionsTitle: '本頁更動的假設',
  modelHas: (own) => `模型原值：${own}`,
  watchTitle: '後續觀察重點',
  watchNote: '該數據公布後可減少的變異數比重。',
  watchDates: '即將公布的數據及發布者。',
  publishedTitle: '其他機構的預測',
  publishedNote: '已公布數字在本預測結果分布中的位置。',
  percentile: (low, high) =>
    high === undefined || low === high
      ? `本預測的第 ${low} 百分位`
      : `本預測的第 ${low} 至 ${high} 百分位`,
  verdict: {
    below: '低於幾乎所有結果',
    lower: '低於中位數，仍在範圍內',
    middle: '接近中位數',
    upper: '高於中位數，仍在範圍內',
    above: '高於幾乎所有結果',
    wide: '涵蓋中位數兩側',
  },
  foot: {
    trials: (trials, seed) => `模擬 ${trials} 次，種子 ${seed}`,
    digest: (digest) => `摘要碼 ${digest}`,
    assumptions: (count, judged) => `${count} 項假設，其中 ${judged} 項屬主觀判斷或未載明來源`,
    sources: (count) => `${count} 項資料來源`,
    everything: '本頁背後的完整內容',
  },
  live: {
    title: '調整假設',
    note: (trials) => `每次調整均在本頁內以 ${trials} 次模擬計算，資料不會外傳。`,
    preset: '情境',
    none: '維持本次模擬的假設',
    trials: '模擬次數',
    trialsOf: (trials) => `模擬 ${trials} 次`,
    vintage: '資料截止日',
    noEvidence: '不計入觀測資料',
    drivers: '影響因素',
    levers: '所有可調變數',
    language: '語言',
    share: '複製連結',
    shared: '已複製',
    shareFailed: '請由瀏覽器複製網址',
    reset: '還原',
    download: '下載此情境（YAML）',
    verify: '在本頁驗證摘要碼',
    verifying: (percent) => `重新計算中：${percent}%`,
    verified: (digest) => `驗證無誤：摘要碼相同，${digest}`,
    differs: (digest) => `摘要碼不同：${digest}`,
    computing: '計算中……',
    answer: (now, before, change, error) =>
      `現為 ${now}；本次模擬原為 ${before}。以相同抽樣比較，差距為 ${change} 個百分點${error === '' ? '' : `（± ${error}）`}。`,
    answerAmount: (now, before) => `現為 ${now}；本次模擬原為 ${before}。`,
    failed: (message) => `無法計算：${message}`,
  },
  contents: '目錄',
  onPaper: '全部結果、逐期數值、相關係數及各圖數據未列印，可於網頁及模擬檔案中查閱。',
  moreCharts: '走勢',
  annexCharts: '更多圖表',
  exceedanceTitle: '超過某一數值的機會',
  exceedanceCaption: '每 100 種可能結果中高於該值者；以 100 減之即為不高於該值者。虛線為中位數。',
  influence: {
    title: '影響關係圖',
    note: '每個方框為模型的一個部分，點選可跳至其假設與方程式。箭頭由被引用者指向引用者，引用愈多愈粗；虛線僅引用前幾季的數值。指向方框即突顯其箭頭。圖中不含結果。',
    from: '由',
    to: '至',
    reads: '引用項目',
    before: '僅引用前季數值',
    table: '以表格列出箭頭',
  },
  equations: {
    title: '方程式',
    note: '各部分的假設及據以計算的方程式。t 為季度；點選符號可跳至其定義。結果的中位數取最後一期。',
    outcomes: '結果',
    judged: '屬主觀判斷。',
    sources: (ids) => `來源：${ids.join('、')}。`,
    median: (amount) => `中位數 ${amount}`,
    math: {
      otherwise: '其他情形',
      ifCase: '若',
      each: { year: '當年', quarter: '當季', month: '當月' },
      horizon: '整個期間',
      during: (label) => label.replace(/^(\d{4})Q([1-4])$/, '$1 年第 $2 季'),
      aggregates: { mean: '平均', first: '首季', last: '末季', min: '最小', max: '最大' },
    },
  },
  charts: CHINESE,
  figureData: '本圖數據',
  figureCsv: '數據（CSV）',
  figurePicture: '圖檔（SVG）',
  tableOf: (title) => `本圖數據：${title}`,
  period: '期間',
  skip: '跳至表格',
};
