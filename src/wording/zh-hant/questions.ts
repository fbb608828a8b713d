/** What is said to questions about a run: searched, solved for, asked, scored, a trial, a distribution. */

export const questions = {
  'run {run}': '模擬 {run}',
  'above {value}': '高於 {value}',
  'between {low} and {high}': '介於 {low} 與 {high} 之間',
  '{value} or less': '{value} 以下',
  '{value} or more': '{value} 以上',
  infinite: '無限大',
  'minus infinite': '負無限大',
  'not defined': '未定義',
  '% of trials': '模擬占比（%）',

  // Where a condition holds.
  'Where it happens': '何時發生',
  '{what}: no range of any input makes it clearly more likely than {share}':
    '{what}：沒有任何假設的範圍使其機率明顯高於 {share}',
  '{input} is {limit}': '{input}{limit}',
  '{input} is {values}': '{input}為 {values}',
  '{what}: {share} when {inside}, against {overall} overall':
    '{what}：當{inside}時為 {share}，整體為 {overall}',
  'Outside that box: {share} when {inside}.': '在該區域之外，當{inside}時為 {share}。',
  'Outside those boxes: {share} when {inside}.': '在上述區域之外，當{inside}時為 {share}。',
  'This holds in {mass} of trials, with {coverage} of all those in which it happens.':
    '此區域占模擬的 {mass}，涵蓋所有發生者的 {coverage}。',
  'In all: {share} of trials. {searched} trials were searched; the shares here are from the other {others}.':
    '整體為模擬的 {share}。以 {searched} 次模擬搜尋，此處的比例由其餘 {others} 次計算。',
  '{count} trials are left out: a value there is no number, so it cannot be said.':
    '另有 {count} 次模擬因數值不存在而無法判斷，予以剔除。',
  'Evidence weighs the {from} trials of the run: {trials} were drawn from them by weight, as many as the effective sample size.':
    '本次的 {from} 次模擬依觀測資料加權：按權重抽出 {trials} 次，與有效樣本數相同。',
  'As a tree of questions': '以問題樹表示',
  'Trials of the box in which it happens': '區域內發生的模擬占比',
  'Such trials that lie in the box': '發生的模擬中落在區域內者',
  'Trials that lie in the box': '落在區域內的模擬',
  'The box': '區域',
  'Box {number}': '區域 {number}',
  Limits: '限制',
  is: '範圍',
  'without it': '去除此限制',
  'quasi-p': '準 p 值',
  Shares: '比例',
  'share of trials': '模擬占比',
  '{trials} held out': '保留的 {trials} 次',
  '{trials} searched': '搜尋的 {trials} 次',
  '{input} {limit}: {share}': '{input} {limit}：{share}',
  '{input} {limit}: {share} ({part}% of trials)': '{input} {limit}：{share}（占模擬 {part}%）',
  'all {trials} trials: {share}': '全部 {trials} 次模擬：{share}',
  'From all trials to the box': '由全部模擬縮小至區域',
  '% of the trials in which it happens': '占發生者（%）',
  '% of the box in which it happens': '區域內發生率（%）',
  'Every dot is a box, smaller than the one before by a piece of one input: fewer of the trials in question, and purer. The ring is the densest that has half of them. The diamond is that box as it is reported, with rounded limits.':
    '每個圓點為一個區域，較前一個縮去某項假設的一小段：涵蓋的發生者較少，但較純。圓圈為涵蓋半數發生者中最純的區域；菱形為界限取整後所列的該區域。',
  'The box among the trials': '區域與模擬的分布',
  'it holds': '成立',
  'it does not': '不成立',
  'The frame is the box, on the two inputs that matter most for it.':
    '方框為該區域，以其中最重要的兩項假設為軸。',
  'Every dot is a trial; the first {count} are drawn.': '每個圓點為一次模擬，僅繪出前 {count} 次。',
  'Every dot is a trial; the first {count} that keep the other limits are drawn.':
    '每個圓點為一次模擬，僅繪出符合其餘限制的前 {count} 次。',
  'Every dot is a trial; the first {count} that lie in no earlier box are drawn.':
    '每個圓點為一次模擬，僅繪出不屬先前區域的前 {count} 次。',
  'Every dot is a trial; the first {count} that keep the other limits and lie in no earlier box are drawn.':
    '每個圓點為一次模擬，僅繪出符合其餘限制、且不屬先前區域的前 {count} 次。',
  'The outermost hundredth of either input is not drawn.': '兩軸最外側的百分之一未繪出。',

  // The value at which a statistic reaches a target.
  'What would it take': '需要什麼條件',
  'In the question as it is, {statistic} is {value}.': '依原問題，{statistic} 為 {value}。',
  'question {run}': '問題 {run}',
  '{count} questions computed on the same draws': '以相同抽樣計算 {count} 個問題',
  'It does not go one way: it turns near {input} {value}.':
    '並非單向變動：在{input}約 {value} 處轉向。',
  '{input} at {values}: {statistic} is {target}': '{input}為 {values} 時，{statistic} 為 {target}',
  'Simulation error leaves {range} open.': '考量模擬誤差，可能介於 {range}。',
  'Simulation error leaves {range} open; the statistic rises there.':
    '考量模擬誤差，可能介於 {range}；統計量在該處上升。',
  'Simulation error leaves {range} open; the statistic falls there.':
    '考量模擬誤差，可能介於 {range}；統計量在該處下降。',
  '{input} in the question: {distribution}.': '原問題中的{input}：{distribution}。',
  'What was tried': '試算的數值',
  statistic: '統計量',
  target: '目標',
  'Every dot is the question computed with the input held there, on the same draws; the band is the 95% interval of the simulation error.':
    '每個圓點為將該假設固定於該值、以相同抽樣計算的結果；色帶為模擬誤差的 95% 區間。',
  '{statistic} is {target} at these pairs of {first} and {second}':
    '{first}與{second}的下列組合，使 {statistic} 為 {target}',
  'Pairs that reach the target': '達到目標的組合',
  'In brackets: what simulation error leaves open.': '括號內為模擬誤差範圍。',
  'The band is what simulation error leaves open.': '色帶為模擬誤差範圍。',
  'No pair that was tried reaches the target.': '所試的組合均未達目標。',
  '{second} {value} where {first} is {at}': '{first}為 {at} 時，{second}為 {value}',
  'Reached once: {pair}.': '僅一處達到：{pair}。',
  'It takes {one}, and {other}.': '需要：{one}；{other}。',
  'No value of {input} from {low} to {high} brings {statistic} to {target}: {reach}':
    '{input}由 {low} 至 {high}，均無法使 {statistic} 達到 {target}：{reach}',
  'it has no value anywhere': '各處均無數值',
  'at most {value}, at {at}': '至多 {value}，在 {at} 處',
  'at least {value}, at {at}': '至少 {value}，在 {at} 處',

  // Questions to a run.
  'Questions to a run': '對模擬的提問',
  '{question}: {answer}': '{question}：{answer}',
  '95% interval of the simulation {interval}.': '模擬的 95% 區間為 {interval}。',
  'From {trials}.': '依據 {trials}。',
  'after ± the standard error of the simulation, whose 95% interval is given':
    '± 之後為模擬的標準誤，並列出其 95% 區間',
  'observed by the vintage: {observations}': '截止日前已有觀測值：{observations}',
  '{column} {observations}': '{column} {observations}',
  '{column} in part, {observations}': '{column}（部分期間），{observations}',
  Answers: '答案',
  question: '問題',
  answer: '答案',
  '95% interval': '95% 區間',
  'based on': '依據',
  'no answer: {reason}': '無答案：{reason}',
  'no answer: no trial counts': '無答案：沒有可計入的模擬',
  'no answer: its values do not differ': '無答案：各數值皆相同',
  'drawn where it is decided: {inputs}': '集中於關鍵處抽樣的假設：{inputs}',
  'drawn where it is decided, so that {hits} hit': '集中於關鍵處抽樣，其中 {hits} 次命中',
  'as precise as {trials} drawn at random': '精確度相當於隨機抽樣 {trials} 次',
  '{count} more failed and are left out': '另有 {count} 次失敗，予以剔除',

  // Scores.
  'Forecasts against what became known': '預測與實際結果對照',
  '{run}: {coverage}': '{run}：{coverage}',
  'truths: {truth}': '實際值：{truth}',
  'lower scores are better': '分數越低越好',
  'All comparisons': '所有比較',
  '{run} has none of the truths': '{run} 沒有任何實際值的項目',
  '{targets}, none of them a forecast': '{targets}，均非預測',
  '{inside} of {targets} fell inside the 90% interval': '{targets}中有 {inside} 項落在 90% 區間內',
  '{inside} of {targets} fell inside the 90% interval, {unknown} unknown':
    '{targets}中有 {inside} 項落在 90% 區間內，{unknown} 項無法判斷',
  '* {run} already knew {seen} of {targets} from its evidence: these are no forecasts and count in no comparison.':
    '* {run} 的觀測資料已包含{targets}中的 {seen} 項：這些並非預測，不列入任何比較。',
  'No truth yet for {count} other outcomes.': '另有 {count} 項結果尚無實際值。',
  'No truth yet for {headlines} ({shown}) and {count} other outcomes.':
    '{headlines}（{shown}）及另外 {count} 項結果尚無實際值。',
  'No truth yet for {headlines} ({shown} and {more} more) and {count} other outcomes.':
    '{headlines}（{shown}，另有 {more} 項）及另外 {count} 項結果尚無實際值。',
  'Energy score of {targets} together: {energy}, from {trials} trials.':
    '{targets}合併的能量分數：{energy}，依據 {trials} 次模擬。',
  '{run}: baselines, log scores and sources': '{run}：基準、對數分數與資料來源',
  'missing: {target}: it failed in every trial': '缺少 {target}：所有模擬均告失敗',
  'missing: {target}: the run has no such column': '缺少 {target}：本次模擬無此欄',
  'missing: {target}: the run has no such column; did you mean {near}?':
    '缺少 {target}：本次模擬無此欄；是否為 {near}？',
  Scores: '分數',
  truth: '實際值',
  forecast: '預測',
  'falls at': '落點（百分位）',
  score: '分數',
  rule: '規則',
  CRPS: 'CRPS',
  RPS: 'RPS',
  Brier: 'Brier',
  'last value': '沿用前值',
  'random walk': '隨機漫步',
  'Details of scores': '分數明細',
  'log score': '對數分數',
  density: '密度',
  '{wis}: {parts}': '{wis}：{parts}',
  'WIS: width, over, under': 'WIS：寬度、高估、低估',
  '{value} as in {period}': '{value}，同{period}',
  '{steps} of {size} in logs from {value}': '自 {value} 起 {steps}，每步對數 {size}',
  'no earlier values are given': '未提供先前數值',
  'only amounts have logarithms': '僅數量可取對數',
  'the earlier values never change': '先前數值毫無變動',
  '{period} is {value}, which has no logarithm': '{period}為 {value}，無法取對數',
  '{values} earlier values give no spread; wanted {wanted}':
    '僅 {values} 個先前數值，無法估計離散程度；需 {wanted} 個',
  'Where the truths fell': '實際值的落點',
  'percentile of the forecast': '預測分布的百分位',
  'Dark: the middle half of the trials; light: nine of ten. A bar: many trials have exactly the value of the truth, or only bounds are known.':
    '深色為中間半數的模擬，淺色為九成。橫條表示許多模擬恰等於實際值，或僅知其界限。',
  'Probability integral transforms': '機率積分轉換',
  '% of truths': '占實際值（%）',
  'Of {targets} truths; the dashed line is a calibrated forecast. More at the edges: too narrow; more in the middle: too wide.':
    '共 {targets} 項實際值；虛線為校準良好的預測。兩端偏多表示區間過窄，中間偏多表示過寬。',
  'None of them is a forecast.': '均非預測。',
  '{inside} of {targets} in the {level}% interval': '{level}% 區間內 {inside}/{targets}',
  '{inside} of {targets} in the {level}% interval ({unknown} unknown)':
    '{level}% 區間內 {inside}/{targets}（{unknown} 項無法判斷）',
  'Truths inside intervals: {parts}.': '落在區間內的實際值：{parts}。',
  '{share} chance': '機率 {share}',
  'Brier score': 'Brier 分數',
  'absolute error': '絕對誤差',
  'squared error': '平方誤差',
  'mean difference in {rule} {difference} ({targets})':
    '{rule} 平均差 {difference}（{targets} 項）',
  'mean difference in {rule} {unit} {difference} ({targets})':
    '{rule} 平均差 {difference}（{unit}，{targets} 項）',
  'mean difference in {rule} {unit} squared {difference} ({targets})':
    '{rule} 平均差 {difference}（{unit}的平方，{targets} 項）',
  'scores {times} times as large over {targets}': '分數為 {times} 倍（{targets} 項）',
  'scores {times} times as large (95%: {low} to {high}) over {targets}':
    '分數為 {times} 倍（95%：{low} 至 {high}；{targets} 項）',
  '{first} against {second}: better in {better}, worse in {worse} of {targets}; {means}':
    '{first} 對 {second}：{targets} 項中 {better} 項較佳、{worse} 項較差；{means}',
  '{first} against {second}: better in {better}, worse in {worse}, the same in {same} of {targets}; {means}':
    '{first} 對 {second}：{targets} 項中 {better} 項較佳、{worse} 項較差、{same} 項相同；{means}',
  'too few targets to tell': '項目過少，無法定論',

  // One trial.
  'One trial': '單次模擬',
  'Trial {number} of {of}': '{of} 的第 {number} 次模擬',
  'six digits of each number; --json has them all': '各數字列六位；--json 列出完整數字',
  Inputs: '假設',
  'Once a trial': '每次模擬一值',
  'By {step}': '逐{step}',
  Outcomes: '結果',
  Values: '數值',
  'Every outcome has a value.': '所有結果均有數值。',
  'No finite value: {outcomes}.': '無有限數值：{outcomes}。',
  'No finite value: {outcomes} and {more}.': '無有限數值：{outcomes}及另外 {more}。',

  // A distribution.
  'An expression': '運算式',
  'A distribution': '分布',
  '{failed} of {trials} trials gave no number; they are left out.':
    '{trials} 次模擬中有 {failed} 次未得出數值，予以剔除。',
  'drawn in {trials} trials; the standard error follows the ±': '抽樣 {trials} 次；± 之後為標準誤',
  Moments: '動差',
  Quantiles: '分位數',
  support: '值域',
  '{beginning} ... ({count} characters)': '{beginning} ...（共 {count} 字元）',
  'It is {median}.': '固定為 {median}。',
  'Median {median}; nine of ten draws lie between {low} and {high}.':
    '中位數 {median}；九成抽樣介於 {low} 至 {high}。',
  Fit: '配適',
  Sketch: '簡圖',
  level: '水準',
  wanted: '目標',
  'lies at or below it': '不高於該值的比例',
  'its own': '配適值',
  'Goodness of fit': '配適度',
  Data: '資料',
  values: '資料數',
  'log-likelihood': '對數概似',
  'data, over the stretch of the sketch': '資料，範圍與上圖相同',
  'Fitted by maximum likelihood. p is the part of {samples} samples of the fitted distribution that, fitted anew, are further from their own fit; below 0.05 the family hardly fits. Between families compare AIC; lower is better.':
    '以最大概似法配適。p 是由配適分布抽出並重新配適的 {samples} 組樣本中，與其自身配適相距更遠者的比例；低於 0.05 表示此分布族幾乎不合。不同分布族之間請比較 AIC，越低越好。',
  'Fitted to {count} values by least squares; probabilities are missed by up to {points} points.':
    '以最小平方法配適 {count} 個數值；機率偏差至多 {points} 個百分點。',
  '{value} in all but one of 100 trials': '100 次抽樣中除一次外均為 {value}',
  'probability of each value, from p0.5 to p99.5': '各數值的機率，自 p0.5 至 p99.5',
  'probability by strips, from p0.5 to p99.5': '分段機率，自 p0.5 至 p99.5',
  'density, from p0.5 to p99.5': '密度，自 p0.5 至 p99.5',
} as const;
