/** Too little memory is said as that, not as a fault of chipcast. */

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, inject, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { outcomeColumns } from '../../src/compile/program.ts';
import type { Executor } from '../../src/execute/executor.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { keptBytes, type RunHooks } from '../../src/execute/run.ts';
import { component, question } from '../../src/index.ts';
import { expectRoom, expectRoomToCompile } from '../../src/node/room.ts';
import { temporaryFolder } from '../folders.ts';
import { answerTo } from './chipcast.ts';

const folder = temporaryFolder();

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

/** A command in a process with so many megabytes of heap. */
const within = (heap: number, command: string) =>
  spawnSync(
    process.execPath,
    [`--max-old-space-size=${heap}`, inject('command'), ...command.split(' '), '--out', folder],
    { encoding: 'utf8' },
  );

test('a model whose outcomes do not fit in the heap is refused before it is run', () => {
  const file = join(folder, 'many.ts');
  writeFileSync(
    file,
    `import { component, eq, input, model, normal, outcome, quarterly } from 'chipcast';
    const z = input('z', { unit: '1', distribution: normal({ mean: 0, sd: 1 }) });
    const many = Array.from({ length: 5000 }, (_, k) => outcome('o' + k, { unit: '1', is: eq\`\${z} + \${k}\` }));
    export default model('many', { title: 'Many', calendar: quarterly('2026Q1', 1), components: [component('c', 'c', many)] });`,
  );
  const run = (heap: number) =>
    within(heap, `run --model ${file} --trials 64 --replicates 2 --quiet --no-draws`);
  const refused = run(40);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(TOO_LITTLE);
  expect(refused.stderr).toContain(
    "5,000 outcomes in 1 block take about 57 MB of Node's heap, which may have 42 MB; NODE_OPTIONS=--max-old-space-size=114 allows more",
  );
  expect(run(114)).toMatchObject({ status: 0, stderr: '' });
});

test('a spec that does not fit in the heap once it is parsed is refused before it is', () => {
  const file = join(folder, 'huge.yaml');
  writeFileSync(
    file,
    `name: huge\nset:\n${Array.from({ length: 400_000 }, (_, k) => `  z${k}: ${k}\n`).join('')}`,
  );
  const { status, stderr } = within(100, `run ${file}`);
  expect([status, stderr]).toEqual([1, expect.stringMatching(TOO_LITTLE)]);
  expect(stderr).toContain(`the contents of ${file} take about 1059 MB of Node's heap`);
});

test('a model that does not fit in the heap is refused before it is compiled', () => {
  expect(() => expectRoomToCompile(heatPumps, 13e6)).not.toThrow();
  const [{ declarations }] = heatPumps.components;
  const many = Array.from({ length: 1000 }, () => Object.values(Object(declarations))).flat();
  const components = [component('many', 'Many.', many)];
  expect(() => expectRoomToCompile({ ...heatPumps, components }, 13e6)).toThrow(
    /^\d+,000 declarations, compiled, take about \d+ MB of Node's heap, which may have 13 MB/,
  );
});

test('draws that do not fit in what the machine has free are refused', () => {
  const { plan } = question(heatPumps, { trials: 65_536 });
  const heap = 1e9;
  expect(() => expectRoom(plan, 10e6, { heap, memory: 1e9 })).not.toThrow();
  expect(() => expectRoom(plan, 10e6, { heap, memory: 1e6 })).toThrow(
    /^the draws of 65,536 trials take 10 MB, and 1 MB are free$/,
  );
});

test('draws of which a run keeps few take no room', () => {
  const { plan } = question(heatPumps, { trials: 65_536 });
  const sifting = inlineExecutor();
  const whole = { ...sifting, sifts: false };
  const kept = (executor: Executor, hooks: RunHooks) =>
    keptBytes(plan, executor, hooks) / (65_536 * 8);
  const columns = outcomeColumns(plan.program).length;
  expect(kept(whole, { summaryOnly: true })).toBe(columns);
  expect(kept(sifting, { recordedInputs: 3 })).toBe(columns + 3);
  expect(kept(sifting, { summaryOnly: true })).toBe(0);
});
