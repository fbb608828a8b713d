/** What evidence did. */

export const evidence = {
  Evidence: '觀測資料',
  'Evidence known on {day}': '{day}已知的觀測資料',
  Observations: '觀測值',
  'What the evidence moved': '觀測資料帶來的變化',
  'Assumptions before and after': '假設在計入觀測資料前後的分布',
  observation: '觀測值',
  'known on': '公布日期',
  given: '設定條件',
  quantity: '對象',
  likelihood: '概似函數',
  before: '之前',
  after: '之後',
  '{level} after': '其後的{level}',
  'effective sample size alone': '單獨計入時的有效樣本數',
  'moves it by': '變動幅度',
  'In order of date: each moves it by so much after those known before it.':
    '依日期排列：各觀測值在先前已知者之後所造成的變動。',
  '{outcome}: {prior} before the evidence, {posterior} after it.':
    '{outcome}：計入觀測資料前為 {prior}，之後為 {posterior}。',
  '{outcome}: {prior} before the evidence, {posterior} after it (means).':
    '{outcome}：計入觀測資料前為 {prior}，之後為 {posterior}（平均）。',
  '{moved} ({without})': '{moved}（{without}）',
  'The mean, or the probability of an event.': '平均；事件則為機率。',
  'The mean, or the probability of an event. The moves, in order of date, add up from before to after. In brackets: the change if this observation is left out.':
    '平均；事件則為機率。各項變動依日期排列，相加即為前後之差。括號內為剔除該觀測值時的變動。',
  '{first} and {second} clash: no trial agrees with both':
    '{first} 與 {second} 互相矛盾：沒有任何模擬同時符合兩者',
  '{first} and {second} clash: together they are {times} times as rare as if they had nothing to do with each other':
    '{first} 與 {second} 互相矛盾：兩者同時出現的機會，僅為彼此無關時的 {times} 分之一',
  'more than a million': '百萬',
  'Not known on {asOf}: {report}, due {due}, which would tell {tells}.':
    '截至{asOf}尚未得知：{report}，預定{due}公布，可反映 {tells}。',
  'Not known on {asOf}: {report}, due {due}, which would tell {tells} ({sources}).':
    '截至{asOf}尚未得知：{report}，預定{due}公布，可反映 {tells}（{sources}）。',
  'Effective sample size {count} of {trials} trials ({share})':
    '{trials} 次模擬的有效樣本數為 {count}（{share}）',
  '{size}: they were moved to where the evidence is, in {degrees} degrees and {sweeps} sweeps of moves, of which {accepted} were taken. Logarithm of the evidence {logEvidence}.':
    '{size}：各次模擬以 {degrees} 級、{sweeps} 輪移動逐步移向符合觀測資料之處，移動的接受率為 {accepted}。證據的對數為 {logEvidence}。',
  '{size}: trials that agree with what was observed count for more, at least {least} a replicate. The heaviest has {largest}% of all weight (at most {most}%).':
    '{size}：與觀測值相符的模擬權重較高，每組至少 {least} 次。權重最高者占總權重 {largest}%（上限 {most}%）。',
  '{size}: trials that agree with what was observed count for more, at least {least} a replicate. The heaviest has {largest}% of all weight (at most {most}%), and the tail of the weights has Pareto k {k} (at most {mostK}).':
    '{size}：與觀測值相符的模擬權重較高，每組至少 {least} 次。權重最高者占總權重 {largest}%（上限 {most}%），權重尾部的柏拉圖指數 k 為 {k}（上限 {mostK}）。',
  'Take care: fewer than {least}% of the trials that were drawn count, so what was observed was hardly expected; --update tempering moves trials to it.':
    '請留意：有效的模擬不到抽樣的 {least}%，觀測結果幾乎在預期之外；可用 --update tempering 將模擬移向觀測值。',
  'What moved: {outcome}': '變動來源：{outcome}',
  'Probability, an observation after the other in order of date; thin lines are two standard errors of the simulation.':
    '機率，依日期逐一計入觀測值；細線為兩倍模擬標準誤。',
  'Mean, an observation after the other in order of date; thin lines are two standard errors of the simulation.':
    '平均，依日期逐一計入觀測值；細線為兩倍模擬標準誤。',
  'standard deviations before the evidence, from the mean before it':
    '與原平均的距離（以原標準差計）',
  'The assumptions that moved most. Lines run from p5 to p95, thick through the middle half, with the median as a dot.':
    '變動最大的假設。線段自第 5 至第 95 百分位，粗線為中間一半，圓點為中位數。',
} as const;
