/**
 * How long does a small model take in process, from a cold start and from a warm one?
 *
 *     npm run build && node --import tsx bench/in-process.ts
 *
 * Starts Node anew for each cold figure: import of the package, of the model, and a forecast of the
 * heat pumps. The warm ones are later forecasts with other seeds in the same process. Wall-clock
 * milliseconds; medians of 7, with the least and the greatest.
 *
 * 30 November 2026, Node 20.20.2, two idle cores (an empty `node -e 0` takes 110 to 130 ms). Before
 * the build was bundled: 1,024 trials cold 764 (664 to 841), warm 125 (103 to 149); 4,096: 796 (620
 * to 900), 172 (140 to 188); 16,384: 845 (731 to 868), 198 (151 to 212). After, with what a run makes
 * again and again made once: 1,024 trials cold 359 (297 to 387), warm 42 (33 to 52); 4,096: 372 (283
 * to 431), 58 (49 to 74); 16,384: 357 (328 to 490), 102 (78 to 111).
 */

import { execFileSync } from 'node:child_process';

const SCRIPT = `
const began = performance.now();
const { forecast, loadModel } = await import('./dist/node.js');
const model = await loadModel('heat-pumps');
const times = [];
for (let k = 0; k < 8; k++) {
  const from = k === 0 ? began : performance.now();
  const run = await forecast(model, { trials: TRIALS, seed: k });
  if (!(run.summary.outcome('target.reached').mean.value >= 0)) throw new Error('no answer');
  times.push(performance.now() - from);
}
console.log(JSON.stringify(times));
`;

const spread = (times: readonly number[]): string => {
  const sorted = times.toSorted((a, b) => a - b);
  const whole = (x: number): string => x.toFixed(0);
  return `${whole(sorted[sorted.length >> 1])} (${whole(sorted[0])} to ${whole(sorted.at(-1)!)})`;
};

for (const trials of [1024, 4096, 16_384]) {
  const runs = Array.from({ length: 7 }, () => {
    const script = SCRIPT.replace('TRIALS', String(trials));
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script]);
    return JSON.parse(String(said)) as number[];
  });
  const cold = runs.map(([first]) => first);
  const warm = runs.map((times) => times.slice(3).toSorted((a, b) => a - b)[2]);
  console.log(`${trials} trials: cold ${spread(cold)}, warm ${spread(warm)}`);
}
