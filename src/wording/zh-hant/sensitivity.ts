/** What drives outcomes. */

export const sensitivity = {
  Sensitivity: '敏感度分析',
  'What drives {model}': '{model} 的影響因素',
  '{methods} of {inputs} input or group': '{methods}，{inputs} 項假設或組別',
  '{methods} of {inputs} inputs or groups': '{methods}，{inputs} 項假設或組別',
  '{rows} rows of {model}': '{model} 的 {rows} 列資料',
  '{trials} trials': '模擬 {trials} 次',
  '{points} points in {replicates} replicates': '{points} 個點，分 {replicates} 組',
  'seed {seed}, {design} design': '種子 {seed}，{design} 抽樣設計',
  'after ± stand standard errors': '± 之後為標準誤',
  'No outcome was analysed': '未分析任何結果',
  '{outcome}: {figure} of {quarter}, known on {day}, takes away {share} of the variance':
    '{outcome}：{quarter}的「{figure}」於{day}公布，可減少 {share} 的變異數',
  '{outcome}: the same in every trial, there is nothing to explain':
    '{outcome}：所有模擬結果相同，無可解釋的變異',
  '{outcome}: nothing that was analysed moves it': '{outcome}：所分析的假設均無影響',
  '{outcome}: {drivers} matters most': '{outcome}：影響最大的是{drivers}',
  '{outcome}: {drivers} matter most': '{outcome}：影響最大的是{drivers}',
  'After {evidence}: effective sample size {effective} of {trials} ({share}%).':
    '計入{evidence}後：{trials} 次模擬的有效樣本數為 {effective}（{share}%）。',
  'no observation': '零項觀測值',
  'At {points} of {all} points, it was no finite number; they are left out.':
    '{all} 個點中有 {points} 個未得出有限數值，均已剔除。',
  'At {points} of {all} points, at most {most}% of all, it was no finite number; they are left out.':
    '{all} 個點中有 {points} 個（至多占全體 {most}%）未得出有限數值，均已剔除。',
  'Trial {trial} is the first.': '最先出現於第 {trial} 次模擬。',
  'It is the same in every trial: there is nothing to explain.':
    '所有模擬結果相同，無可解釋的變異。',
  'Measures of influence': '影響力指標',
  undefined: '未定義',
  '{measures} are of single inputs; a group of several has none.':
    '{measures}僅針對單項假設；多項假設的組別沒有此值。',
  'What it rests on: {outcome}': '依據：{outcome}',
  'Assumptions by influence': '各項假設的影響力',
  kind: '類別',
  influence: '影響力',
  basis: '依據',
  judgement: '主觀判斷',
  'age of sources': '資料距今天數',
  '{youngest} to {oldest} days': '{youngest} 至 {oldest} 天',
  'Without influence that can be told from 0: {inputs}.': '影響力與零無法區分：{inputs}。',
  '{count} input': '{count}項假設',
  '{count} inputs': '{count}項假設',
  '{inputs} (those of {copulas} move together)': '{inputs}（{copulas} 內的假設同向變動）',
  '{inputs}, which is judgement, accounts for {share}% of the variance of {outcome}.':
    '{inputs}即占{outcome}變異數的 {share}%，屬主觀判斷。',
  '{inputs}, which is not judgement, accounts for {share}% of the variance of {outcome}.':
    '{inputs}即占{outcome}變異數的 {share}%，不屬主觀判斷。',
  '{inputs} account for {share}% of the variance of {outcome}, both judgement.':
    '{inputs}合占{outcome}變異數的 {share}%，兩者均屬主觀判斷。',
  '{inputs} account for {share}% of the variance of {outcome}, all of them judgement.':
    '{inputs}合占{outcome}變異數的 {share}%，全屬主觀判斷。',
  '{inputs} account for {share}% of the variance of {outcome}, {judged} of them judgement.':
    '{inputs}合占{outcome}變異數的 {share}%，其中{judged}項屬主觀判斷。',
  none: '零',
  One: '一',
  Two: '二',
  Three: '三',
  Four: '四',
  Five: '五',
  Six: '六',
  Seven: '七',
  Eight: '八',
  Nine: '九',
  Ten: '十',
  Eleven: '十一',
  Twelve: '十二',
  one: '一',
  two: '二',
  three: '三',
  four: '四',
  five: '五',
  six: '六',
  seven: '七',
  eight: '八',
  nine: '九',
  ten: '十',
  eleven: '十一',
  twelve: '十二',
  'everything (EVPI)': '全部資訊（EVPI）',
  'What learning is worth': '資訊的價值',
  'The expected gain from learning each input before choosing between {choice}, in their unit. No learning is worth more than that of everything.':
    '在 {choice} 之間抉擇前，先得知各項假設的期望收益，單位同各選項。任何資訊的價值均不超過全部資訊。',
  'to learn': '得知的假設',
  worth: '價值',
  'What to watch after {day}': '{day}之後的觀察重點',
  'Nothing that the model watches becomes known then.': '其後並無模型所追蹤的數據公布。',
  'Each figure with the share of the variance of an outcome that knowing it takes away, and how far the median moves if the figure comes in low or high.':
    '各項數據公布後可減少的變異數比重，以及數據偏低或偏高時中位數的變動幅度。',
  figure: '數據',
  'takes away': '減少的變異數',
  'median moves': '中位數變動',
  from: '發布者',
  'Which assumption matters for which outcome': '哪些假設影響哪些結果',
  'Share of the variance in %, interactions included; below 5 it is not written.':
    '占變異數的比重（%），含交互作用；低於 5 者不標示。',

  // Kinds of uncertainty, as models give them.
  structure: '模型結構',
  market: '市場',
  technology: '技術',
  policy: '政策',
  measurement: '測量',

  // Methods.
  'share of the variance': '占變異數的比重',
  '{outcome}: what drives it': '{outcome}：影響因素',
  'Shares of the variance that each input explains alone. Lines are 95% intervals.':
    '各項假設單獨解釋的變異數比重。線段為 95% 區間。',
  '{outcome}: elementary effects': '{outcome}：基本效應',
  'mean absolute effect (mu*)': '平均絕對效應（μ*）',
  'spread of the effects (sigma)': '效應的離散程度（σ）',
  'Elementary effects, in the unit of the outcome for a move through all of an input. High up: interactions, or a bend.':
    '基本效應：假設走完全程時結果的變動，單位同結果。位置偏高代表有交互作用或非線性。',
  'PAWN is the median over {slices} slices of each input.':
    'PAWN 為各項假設分 {slices} 段後的中位數。',
  'PAWN is the median over {slices} slices of each input; over its values for {inputs}.':
    'PAWN 為各項假設分 {slices} 段後的中位數；{inputs} 則依其各個數值。',
  '{id} ({slices})': '{id}（{slices}）',
  'The linear fit explains {share} of the variance: SRC and PCC say little.':
    '線性配適僅解釋變異數的 {share}：SRC 與 PCC 參考價值有限。',
  'The linear fit of ranks explains {share}: PRCC says little.':
    '等級的線性配適僅解釋 {share}：PRCC 參考價值有限。',
  '{outcome}: who shares its variance': '{outcome}：變異數的歸屬',
  'Shapley effects: interactions shared among those that interact, so that all bars add up to 1. Lines are 95% intervals.':
    '夏普利效應：交互作用由相關假設分攤，各長條相加為 1。線段為 95% 區間。',
  'by kind: {shares}': '按類別：{shares}',
  'by component: {shares}': '按模組：{shares}',
  '{parts}; simulation error {error}': '{parts}；模擬誤差 {error}',
  '{outcome}: by kind of assumption': '{outcome}：按假設類別',
  'Shapley effects of the kinds, which add up to 1; what is below 0 by sampling error is not drawn.':
    '各類別的夏普利效應，相加為 1；因抽樣誤差而低於零者不繪出。',
  '{pair} interaction: {share}': '{pair} 的交互作用：{share}',
  'with all interactions (total order)': '含全部交互作用（總效應）',
  'alone (first order)': '單獨（一階效應）',
  'Sobol indices. Lines are 95% intervals.': '索博爾指標。線段為 95% 區間。',
  'One at a time, all else at its median ({base}):': '逐項變動，其餘維持中位數（{base}）：',
  'at p10': '第 10 百分位',
  'at p90': '第 90 百分位',
  'together at p10': '連動，第 10 百分位',
  'turns round': '中途轉向',
  'Together: the other members of its copula at their medians given the input, instead of their own medians.':
    '連動：同一連接函數的其他假設，取給定該假設時的中位數，而非各自的中位數。',
  '{outcome}: one at a time': '{outcome}：逐項變動',
  'input at its p10': '假設在第 10 百分位',
  'input at its p90': '假設在第 90 百分位',
  'its copula moving with it, p10 to p90': '同一連接函數的假設連動，第 10 至第 90 百分位',
  'All other inputs at their median. * goes up and down again in between.':
    '其餘假設均維持中位數。* 表示其間先升後降或先降後升。',
  'All other inputs at their median. Lines: the other members of its copula at their medians given the input. * goes up and down again in between.':
    '其餘假設均維持中位數。線段：同一連接函數的其他假設，取給定該假設時的中位數。* 表示其間先升後降或先降後升。',
  delta: 'δ',
  'DGSM bound': 'DGSM 上界',
  'first, given data': '一階效應（依抽樣）',
  'variance removed': '可消除的變異數',
  'mu*': 'μ*',
  sigma: 'σ',
  PAWN: 'PAWN',
  PCC: 'PCC',
  PRCC: 'PRCC',
  SRC: 'SRC',
  Shapley: '夏普利效應',
  total: '總效應',
  first: '一階效應',
  Spearman: '斯皮爾曼相關',
  'lowest 5%': '最低 5%',
  'highest 5%': '最高 5%',
} as const;
