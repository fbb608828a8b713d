/** What is said of several runs: compared, revised, a batch of them. */

export const runs = {
  'Comparison of runs': '模擬比較',
  '{run} against {baseline}': '{run} 與 {baseline} 比較',
  '{run}: means, tails and medians': '{run}：平均、尾部與中位數',
  'Differences from {baseline}': '與 {baseline} 的差異',
  '{outcome}: no clear difference between {run} and {baseline}, {before}':
    '{outcome}：{run} 與 {baseline} 無明顯差異，為 {before}',
  '{outcome}: {now} in {run}, {before} in {baseline}':
    '{outcome}：{run} 為 {now}，{baseline} 為 {before}',
  '{run}: none of {outcomes} differs from {baseline} by more than the simulation error.':
    '{run}：{outcomes}與 {baseline} 的差異均未超過模擬誤差。',
  '{run}: {clear} of {outcomes} differs from {baseline}, {up} higher and {down} lower.':
    '{run}：{outcomes}中有 {clear} 項與 {baseline} 不同，{up} 項較高、{down} 項較低。',
  '{run}: {clear} of {outcomes} differ from {baseline}, {up} higher and {down} lower.':
    '{run}：{outcomes}中有 {clear} 項與 {baseline} 不同，{up} 項較高、{down} 項較低。',
  'It does not have {missing}.': '其中缺少 {missing}。',
  'All runs use the same trials, so the error of a difference is that of the pairs.':
    '各次模擬採用相同抽樣，差異的誤差以成對模擬計算。',
  'Other trials: {runs}; the errors of both runs add up there.':
    '採用不同抽樣：{runs}；其差異的誤差為兩次模擬誤差的合計。',
  '{run} and the first run': '{run} 與首次模擬',
  'first run': '首次模擬',
  'this run': '本次模擬',
  difference: '差異',
  'Not in this run: {missing}.': '本次模擬未含：{missing}。',
  'Differences of chances and shares are in percentage points.': '機率與比例之差以百分點計。',
  'percentage points more': '增加的百分點',
  '{unit} more': '增加量（{unit}）',
  'Chance less that of the first run; dark lines are 95% intervals of the simulation error.':
    '與首次模擬的機率之差；深色線為模擬誤差的 95% 區間。',
  'Median less that of the first run; dark lines are 95% intervals of the simulation error.':
    '與首次模擬的中位數之差；深色線為模擬誤差的 95% 區間。',
  p5: '第 5 百分位',
  p95: '第 95 百分位',

  'Why the forecast changed': '預測變動的原因',
  'From one scenario to another': '兩情境之間的差異',
  'from {from} to {to}': '由 {from} 至 {to}',
  '{to} asks the same question as {from}: nothing was edited.':
    '{to} 與 {from} 的問題相同：未作任何修改。',
  'What each edit did': '各項修改的影響',
  'Every headline': '所有主要結果',
  'What was edited': '修改內容',
  edit: '修改',
  'from and to': '修改前後',
  '{number} points': '{number} 個百分點',
  '{outcome}: no clear change from {before}': '{outcome}：與原先的 {before} 無明顯差異',
  '{outcome}: {before} before, {after} now': '{outcome}：由 {before} 變為 {after}',
  'One edit made the change: {edits}.': '變動來自一項修改：{edits}。',
  'The edits that did most: {edits}.': '影響最大的修改：{edits}。',
  '{edits} did less.': '另有 {edits}影響較小。',
  '{outcome}: {low} to {high}': '{outcome}：由 {low} 至 {high}',
  chance: '機率',
  change: '變動',
  '{count} smaller edits': '其餘 {count} 項修改',
  'The part of an edit is its mean effect over all orders in which the edits could be made. Thin lines are two standard errors of the simulation.':
    '各項修改的影響，為所有修改順序下的平均效果。細線為兩倍模擬標準誤。',
  equations: '方程式',
  correlations: '相關性',
  'seed and trials': '種子與模擬次數',
  update: '更新方法',
  'evidence {id}': '觀測值 {id}',
  'equations of {component}': '{component} 的方程式',
  'given {condition}': '限定 {condition}',

  'Batch {batch}': '批次 {batch}',
  '{batch}: {done} of {cells} is done.': '{batch}：{cells}中已完成 {done} 格。',
  '{batch}: {done} of {cells} are done.': '{batch}：{cells}中已完成 {done} 格。',
  '{outcome}: no value': '{outcome}：無數值',
  '{outcome}: {value} in {cell}': '{outcome}：{cell} 為 {value}',
  '{outcome}: from {least} ({first}) to {most} ({last})':
    '{outcome}：由 {least}（{first}）至 {most}（{last}）',
  '{outcome} by cell': '{outcome}，逐格',
  cell: '格',
  'from the first': '與首格之差',
  'Other trials than the first, so that the error of a difference is larger: {cells}.':
    '抽樣與首格不同，差異的誤差較大：{cells}。',
  'The dot is the chance; the bar is the 95% interval of the simulation error.':
    '圓點為機率；橫條為模擬誤差的 95% 區間。',
  'The dot is the median; nine of ten trials lie within the bar.':
    '圓點為中位數；九成模擬落在橫條內。',
  'Cells that failed': '失敗的格',
  '{cell} failed:': '{cell} 失敗：',
  'Cells that are left': '尚未完成的格',
  '{cell}: was stopped': '{cell}：已中止',
  '{cell}: is still to be run': '{cell}：尚未執行',
  'The same command goes on with them.': '以相同指令即可繼續。',
} as const;
