/** Too little memory is said as that, not as a fault of chipcast. */

import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { answerTo } from './chipcast.ts';

const TOO_LITTLE =
  /^chipcast: there is too little memory for this \(.+\); ask for fewer trials, threads or outcomes\n$/;

/** What the engine itself throws where there is no room. */
test.each<[string, () => unknown]>([
  ['numbers that no machine holds', () => new Float64Array(2 ** 36)],
  ['more numbers than an array can have', () => new Float64Array(2 ** 53 - 1)],
  ['a list that cannot be so long', () => (Array.from({ length: 4 }).fill(0).length = 2 ** 33)],
  ['a buffer', () => new ArrayBuffer(2 ** 52)],
  ['a text that is too long', () => 'x'.repeat(2 ** 29).padEnd(2 ** 30)],
])('%s', async (_, take) => {
  const { code, stderr } = await answerTo(async () => void take());
  expect(code).toBe(1);
  expect(stderr).toMatch(TOO_LITTLE);
});

test('a thread that has no more room', async () => {
  const worker = new Worker('const all = []; for (;;) all.push(new Array(1e5).fill({}));', {
    eval: true,
    resourceLimits: { maxOldGenerationSizeMb: 20 },
  });
  const { code, stderr } = await answerTo(
    () => new Promise((_, reject) => void worker.on('error', reject)),
  );
  expect(code).toBe(1);
  expect(stderr).toMatch(TOO_LITTLE);
});
