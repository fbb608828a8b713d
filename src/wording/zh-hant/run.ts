/** What a run says, and what every document has. */

export const run = {
  // Marks and amounts.
  '{label}, {period}': '{label}，{period}',
  '{label} in {period}': '{period}{label}',
  '{low} to {high}': '{low} 至 {high}',
  '{name} ({number})': '{name}（{number}）',
  '{what}': '{what}',
  '{id} ({claim})': '{id}（{claim}）',
  '{period} {value}': '{period} {value}',
  '{period} {value} ({sources})': '{period} {value}（{sources}）',
  '{measure} {correlation}': '{measure} {correlation}',
  'none of {trials} trials': '{trials} 次模擬中均未發生',
  'all {trials} trials': '{trials} 次模擬全數發生',
  'chance, %': '機率（%）',
  '5%': '5%',
  '10%': '10%',
  '25%': '25%',
  median: '中位數',
  '75%': '75%',
  '90%': '90%',
  '95%': '95%',
  mean: '平均',
  sd: '標準差',
  'mean and sd': '平均及標準差',
  'the upper tail has Pareto k {k}': '上尾的 Pareto k 為 {k}',
  'the lower tail has Pareto k {k}': '下尾的 Pareto k 為 {k}',
  '{one} and {other}': '{one}，{other}',
  '{tails}: the mean cannot be told from {draws} draws': '{tails}：{draws} 次抽樣不足以得知平均',
  '{tails}: the variance cannot be told from {draws} draws':
    '{tails}：{draws} 次抽樣不足以得知變異數',
  '{tails}: the mean does not exist or is decided by trials that are too rare to be seen':
    '{tails}：平均不存在，或取決於罕見而未出現的模擬',
  '{tails}: the variance does not exist or is decided by trials that are too rare to be seen':
    '{tails}：變異數不存在，或取決於罕見而未出現的模擬',
  'sums of its values or of their squares are beyond the largest number of the machine':
    '數值或其平方之和超出機器可表示的最大數',
  'squares of its spread are below the smallest number of the machine':
    '離差平方小於機器可表示的最小數',
  probability: '機率',
  value: '數值',
  unit: '單位',
  id: '代號',
  outcome: '項目',
  assumption: '假設',
  assumptions: '假設',
  input: '假設',
  number: '數',

  // The facts of a run, and how it is asked again.
  'No headline: the model names no event and no amount': '無主要結果：模型未指定任何事件或數量',
  '{model}, fingerprint {fingerprint}': '{model}，指紋 {fingerprint}',
  '{model}, edition {edition}, fingerprint {fingerprint}':
    '{model}，第 {edition} 版，指紋 {fingerprint}',
  'presets {presets}': '情境 {presets}',
  '{trials}, {design}, seed {seed}': '{trials}，{design} 抽樣設計，種子 {seed}',
  '{trials} trials in one replicate': '模擬 {trials} 次，僅一組',
  '{trials} trials in {replicates} replicates': '模擬 {trials} 次，分 {replicates} 組',
  '{trials} trials in {replicates} replicates of {each}':
    '模擬 {trials} 次，分 {replicates} 組，每組 {each} 次',
  'digest {digest}': '摘要碼 {digest}',
  'one replicate, so that the Monte Carlo error is unknown: numbers carry a ~':
    '僅一組模擬，蒙地卡羅誤差不明：數字前加 ~',
  'numbers end at the digit where their Monte Carlo error begins':
    '數字僅列至蒙地卡羅誤差開始的那一位',
  Headlines: '主要結果',
  'Assumptions changed': '更動的假設',
  'Correlations changed': '更動的相關性',
  Failures: '失敗的模擬',
  'Published forecasts': '其他機構的預測',
  'All outcomes': '所有結果',
  '{step} by {step}': '逐{step}結果',
  year: '年',
  quarter: '季',
  month: '月',
  week: '週',
  day: '日',
  step: '期',
  Assumptions: '假設',
  Correlations: '相關性',
  Sources: '資料來源',
  'Reproduce this forecast': '重現本預測',
  Terms: '名詞解釋',
  run: '模擬',
  'id of the question': '問題代號',
  'fingerprint of the model': '模型指紋',
  'digest of the results': '結果摘要碼',
  'This command asks the same question; the seed and the model decide every draw.':
    '以下指令可提出相同的問題；每一次抽樣均由種子與模型決定。',
  'This one computes every block of the run again and compares the digests.':
    '以下指令會重新計算每一區塊，並比對摘要碼。',
  'Identity of the run': '本次模擬的識別資料',
  what: '項目',
  'Computed with chipcast {version}, numerics {numerics}, in blocks of {blockSize} trials. The digest does not depend on the machine, the number of threads, the order of the blocks or the version of Node; it may change when the numerics number does.':
    '以 chipcast {version}（數值版本 {numerics}）計算，每區塊 {blockSize} 次模擬。摘要碼不受機器、執行緒數、區塊順序或 Node 版本影響；數值版本變動時，摘要碼才可能改變。',

  // Terms.
  'This run has one replicate, so the error is unknown: numbers carry a ~ and three digits at most.':
    '本次僅有一組模擬，誤差不明：數字前加 ~，且至多三位。',
  'It comes from the spread of the {replicates} replicates. Numbers end at the digit where it begins; a number without one came out the same in every replicate.':
    '標準誤由 {replicates} 組模擬之間的差異求得。數字僅列至誤差開始的那一位；未附標準誤者，各組結果完全相同。',
  'Quantiles are sample quantiles of all draws, definition 7 of Hyndman and Fan.':
    '分位數為全部抽樣的樣本分位數，採 Hyndman 與 Fan 的第 7 種定義。',
  'Quantiles are from counts in buckets laid out by the first {pilot} trials; their width is part of every interval.':
    '分位數由分箱計數求得，分箱依前 {pilot} 次模擬劃定；箱寬已計入各區間。',
  'Trial: one draw of every assumption and one pass of the model through its {step}s.':
    '模擬：每項假設抽樣一次，並將模型逐{step}推算一遍。',
  '5%, 25%, median, 75%, 95%: the values below which 5, 25, 50, 75 and 95 of 100 trials lie. {method}':
    '5%、25%、中位數、75%、95%：每 100 次模擬中，分別有 5、25、50、75、95 次低於該值。{method}',
  'Credible interval, 5 to 95%: nine of ten trials lie in it, if the model and its assumptions are right. It is uncertainty about the world, and more trials do not narrow it.':
    '可信區間（5% 至 95%）：若模型及假設正確，九成模擬落在其中。此為對現實的不確定性，增加模擬次數並不會使其縮小。',
  'Standard error, the number after ±: how far the estimate itself may be off because there are only so many trials. It says nothing of whether the assumptions are right. {error}':
    '標準誤（± 之後的數字）：因模擬次數有限，估計值本身可能的偏差，與假設是否正確無關。{error}',
  "Rank correlation: Spearman's, from -1 (always opposed) over 0 to 1 (always together).":
    '等級相關：斯皮爾曼等級相關係數，由 -1（完全反向）經 0 至 1（完全同向）。',
  'Replicate: a fresh, independent randomisation of the whole design of trials.':
    '組：整套抽樣設計的一次獨立隨機化。',
  'Probability: the share of trials in which something happens.': '機率：某事發生的模擬所占比例。',
  'Basis: what a share or a balance counts: units, revenue, compute or time.':
    '基準：占比或平衡所計算的對象，如數量、營收、算力或時間。',
  'Judgement (J): an assumption that no published number supports directly.':
    '主觀判斷（J）：沒有公開數字直接支持的假設。',

  // Headlines and outcomes.
  '{what} in none of {trials} trials': '{what}：{trials} 次模擬中均未發生',
  '{what} in all {trials} trials': '{what}：{trials} 次模擬全數發生',
  '{what} in {share} of trials': '{what}：發生於 {share} 的模擬',
  '{what}: every trial failed': '{what}：所有模擬均告失敗',
  '{what}: {middle} in every trial': '{what}：所有模擬均為 {middle}',
  '{what}: {middle} in the middle trial, and {low} to {high} in nine of ten':
    '{what}：中位數 {middle}，九成模擬介於 {low} 至 {high}',
  'Ids that begin with {group}': '代號以 {group} 開頭的項目',
  'Medians, by period.': '各期間的中位數。',
  'Probabilities, by period.': '各期間的機率。',
  '{basis} basis': '{basis}基準',
  'Some trials failed; see Failures.': '部分模擬失敗，見「失敗的模擬」。',
  'not supported': '不適用',
  'Published before the forecast: {before}.': '預測期之前的公布值：{before}。',
  '{mark} observed by the vintage: {observations}.': '{mark} 截止日前已有觀測值：{observations}。',
  '{mark} observed in part: {observations}.': '{mark} 截止日前僅部分期間有觀測值：{observations}。',
  'The same holds for {count} further periods; summary.json has them.':
    '另有 {count} 個期間亦同，詳見 summary.json。',
  '{levels} at {value}, below which lies {share}': '{levels}均為 {value}，低於該值者占 {share}',
  '{levels} at {value}, at or below which lies {share}':
    '{levels}均為 {value}，不高於該值者占 {share}',
  '{what} not supported: {reason}. Median {median}, interquartile range {range}.':
    '{what}不適用：{reason}。中位數 {median}，四分位距 {range}。',

  // Assumptions, correlations, sources.
  'in the model': '模型原值',
  here: '本次',
  'changed by': '更動來源',
  'preset {name}': '情境 {name}',
  "All other assumptions are the model's own, and their draws are the same as without these changes.":
    '其餘假設均依模型原值，抽樣亦與未更動時相同。',
  'In the model these are independent of each other. Each keeps its distribution.':
    '在模型中，上列假設彼此獨立；各自的分布維持不變。',
  "Kendall's tau": '肯德爾 τ 係數',
  "Pearson's correlation": '皮爾森相關係數',
  'rank correlation': '等級相關係數',
  '{measure} {correlation}, Student t with df {df}':
    '{measure} {correlation}，採自由度 {df} 的 t 連接函數',
  '{count} assumptions, {judged} of them judgement (J). A number alone is held fixed. The range is what a scenario may sensibly set; draws are not cut at it.':
    '共 {count} 項假設，其中 {judged} 項屬主觀判斷（J）。僅列一個數字者為固定值。「範圍」為情境可合理設定的界限，抽樣並不以此截斷。',
  'The model': '模型',
  'Assumptions of {component}': '假設：{component}',
  '90% interval': '90% 區間',
  distribution: '分布',
  range: '範圍',
  sources: '資料來源',
  why: '理由',
  '{here}, in the model {own}': '{here}，模型原值為 {own}',
  '{weight} on {factor}': '{factor} {weight}',
  'Moves with others: loads {factors}.': '與其他假設同向變動，負荷係數：{factors}。',
  'One draw a {step}.': '每{step}抽樣一次。',
  'No outcome depends on it.': '不影響任何結果。',
  'Sources that assumptions cite': '假設所引用的資料來源',
  source: '來源',
  'what it says': '內容摘要',
  'Inputs that depend on each other, over all {trials} trials. Asked for is what the design intends; achieved is what came out.':
    '彼此相關的假設，依全部 {trials} 次模擬計算。「設定」為抽樣設計的目標值，「實得」為實際抽樣結果。',
  'Inputs that depend on each other, over the first {trials} trials. Asked for is what the design intends; achieved is what came out.':
    '彼此相關的假設，依前 {trials} 次模擬計算。「設定」為抽樣設計的目標值，「實得」為實際抽樣結果。',
  'Correlations of inputs': '假設之間的相關性',
  through: '經由',
  '{measure} asked': '{measure}（設定）',
  achieved: '實得',

  // Published forecasts.
  'A percentile is the share of trials at or below the published figure: between 5 and 95 this forecast agrees, between 25 and 75 closely.':
    '百分位為不高於該公布數字的模擬所占比例：介於 5 至 95 為大致相符，介於 25 至 75 為相當接近。',
  'What others have forecast, placed in the distributions of this run. {percentile}':
    '其他機構的預測，在本次模擬結果分布中的位置。{percentile}',
  claim: '說法',
  '{claim} ({claimant})': '{claim}（{claimant}）',
  asked: '問題',
  trials: '模擬占比',
  reading: '解讀',
  'Not compared, because true by construction: {claims}.': '依定義必然成立，不予比較：{claims}。',
  'Words for probabilities: {scale}.': '機率用語：{scale}。',
  '{word} {low} to {high}%': '{word} {low} 至 {high}%',
  'exceptionally unlikely': '幾乎不可能',
  'very unlikely': '極不可能',
  unlikely: '不太可能',
  'about as likely as not': '機會參半',
  likely: '可能',
  'very likely': '極可能',
  'virtually certain': '幾乎確定',
  'agrees closely': '相當接近',
  agrees: '大致相符',
  'we are above it': '本預測較高',
  'we are below it': '本預測較低',
  'mean of {outcome}': '{outcome}的平均',
  '1 - mean of {outcome}': '1 減{outcome}的平均',
  'percentile of {value}': '{value} 的百分位',
  'at most {value}': '至多 {value}',
  'at least {value}': '至少 {value}',
  '{model}: {figures} in {runs}': '{model}：{runs}中的{figures}',
  'Published figures': '公布數字',
  'mean: {outcome}': '平均：{outcome}',
  '{what}: {outcome}': '{what}：{outcome}',
  '{what}: {outcome} and {more} more': '{what}：{outcome}等，另 {more} 項',
  'no evidence': '不計入觀測資料',
  'as of {day}': '截至 {day}',

  // Failures.
  '1 outcome has trials without a finite value; every statistic is over the others.':
    '1 項結果有部分模擬未得出有限數值；各統計量均以其餘模擬計算。',
  '{count} outcomes have trials without a finite value; every statistic is over the others.':
    '{count} 項結果有部分模擬未得出有限數值；各統計量均以其餘模擬計算。',
  '{outcome}: {count} of {trials}, trial {numbers}':
    '{outcome}：{trials} 次中有 {count} 次，為第 {numbers} 次',
  '{outcome}: {count} of {trials}, trials {numbers}':
    '{outcome}：{trials} 次中有 {count} 次，為第 {numbers} 次',
  'Replay one: {command}': '重播其中一次：{command}',
  'If all of them lay on one side, a probability would move by {points} percentage points at most.':
    '即使失敗的模擬全偏向同一側，機率的變動至多 {points} 個百分點。',
  '{outcome}: between {low}% and {high}%.': '{outcome}：介於 {low}% 至 {high}%。',

  // The self-test.
  'Self-test': '自我檢測',
  'Self-test: {count}': '自我檢測：{count}',
  'This machine computes correctly': '本機計算正確',
  'This machine does not compute correctly': '本機計算有誤',
  'chipcast {version}, numerics {numerics}': 'chipcast {version}，數值版本 {numerics}',
  'chipcast {version}, numerics {numerics}: its functions, distributions, generator and estimators against values computed elsewhere, on the machine that wrote this report.':
    'chipcast {version}，數值版本 {numerics}：在產生本報告的機器上，將各函數、分布、亂數產生器及估計量與他處算得的數值比對。',
  '{good} of {checks} passed': '{checks}中有 {good} 項通過',
  Checks: '檢測項目',
  check: '檢測項目',
  values: '數值個數',
  found: '實得',
  limit: '容許上限',
  measure: '衡量方式',
  passed: '通過',
  FAILED: '未通過',
  'FAILED {group}, {name}: {measure} {found}, at most {limit} allowed, over {values}.':
    '未通過：{group}，{name}：{measure} {found}，容許上限 {limit}，共比對 {values}。',
} as const;
