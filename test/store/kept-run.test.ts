/**
 * A run is kept in a folder or in memory: what holds of one holds of the other.
 *
 * @slow computes for seconds
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { outcomeColumns } from '../../src/compile/program.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { resume, runInto } from '../../src/forecast/run-into.ts';
import {
  compare,
  forecast,
  memoryStore,
  openRun,
  question,
  type Run,
} from '../../src/node/index.ts';
import { NODE } from '../../src/node/place.ts';
import { RunFolder } from '../../src/store/run-folder.ts';
import type { RunStore } from '../../src/store/run-store.ts';
import { temporaryFolder } from '../folders.ts';

const out = temporaryFolder();
let stores = 0;
const kinds: readonly [string, () => Promise<RunStore>][] = [
  ['a folder', async () => new RunFolder(join(out, `store-${stores++}`))],
  ['memory', () => memoryStore(`store-${stores++}`)],
];
const asked = { trials: 9000, seed: 'kept', threads: 1 } as const;
const FILES = [
  'plan.json',
  'program.json',
  'summary.json',
  'report.md',
  'draws.parquet',
  'journal',
];
const OUTCOME = 'pumps.share[2029]';
let run: Run;
beforeAll(async () => {
  run = await forecast(heatPumps, asked);
});

describe.each(kinds)('law: of a run that is kept in %s', (_, newStore) => {
  test('all is there again, and is verified', async () => {
    const store = await newStore();
    expect(store.state()).toBe('absent');
    expect(await run.save(store)).toBe(store.path);
    expect(store.state()).toBe('finished');
    const again = await openRun(store);
    expect({ ...again.summary }).toEqual({ ...run.summary });
    for (const id of [OUTCOME, 'subsidy.response', 'installers.crews[2027Q2]'])
      expect(again.draws(id)).toEqual(run.draws(id));
    const { verified, checks } = await again.verify({ threads: 1 });
    expect(checks.filter(({ found, wanted }) => found !== wanted)).toEqual([]);
    expect(checks.map(({ what }) => what)).toContain('draws.parquet');
    expect(verified).toBe(true);
  });

  test('what was stopped goes on, and ends as if it had not been', async () => {
    const store = await newStore();
    const { plan } = question(heatPumps, { trials: asked.trials, seed: asked.seed });
    const controller = new AbortController();
    const how = { executor: inlineExecutor() };
    const stopped = await runInto(
      plan,
      store,
      { ...how, signal: controller.signal, onProgress: () => controller.abort() },
      NODE,
    );
    expect(stopped).toEqual({ state: 'stopped', done: 1, total: 3 });
    expect(store.state()).toBe('unfinished');
    const messages: string[] = [];
    const finished = await resume(
      store,
      { ...how, onNotice: ({ message }) => messages.push(message) },
      NODE,
    );
    expect(messages).toEqual([
      '1 of 3 blocks were done; their draws are computed again and checked against the journal',
    ]);
    expect(finished.state === 'finished' && finished.run.digest).toBe(run.digest);
    expect(store.manifest().summaryDigest).toBe(run.manifest.summaryDigest);
  });

  test.each(['plan.json', 'summary.json', 'journal'])(
    '%s that was altered is named',
    async (name) => {
      const store = await newStore();
      await run.save(store);
      const text = store.read(name);
      store.write(
        name,
        text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
      );
      await expect(openRun(store)).rejects.toThrow(store.file(name));
    },
  );

  test('an analysis is filed with its hash, and read back', async () => {
    const store = await newStore();
    await run.save(store);
    store.fileAnalysis('sensitivity.json', '{"of": "it"}');
    expect(store.analysis('sensitivity.json', (content) => content)).toEqual({ of: 'it' });
    store.write('sensitivity.json', '{"of": "us"}');
    expect(() => store.analysis('sensitivity.json', (content) => content)).toThrow(
      'sensitivity.json was altered',
    );
  });

  test('draws are read where they were written, and computed where they were not', async () => {
    const store = await newStore();
    await run.save(store);
    const read = vi.spyOn(store, 'readDraws');
    const again = await openRun(store);
    expect(again.draws(OUTCOME)).toEqual(run.draws(OUTCOME));
    expect(again.draws(OUTCOME)).toEqual(run.draws(OUTCOME));
    expect(again.draws('installers.crews[2027Q2]')).toEqual(run.draws('installers.crews[2027Q2]'));
    expect(read.mock.calls.map(([, names]) => names)).toEqual([[OUTCOME]]);
    expect(again.notices).toEqual([]);
  });

  test('weights are read with the draws', async () => {
    const evidence = [
      {
        id: 'E1',
        known: '2026-06-30',
        quantity: 'pumps.installed[2026]',
        likelihood: 'normal(80, 8)',
      },
    ];
    const weighed = await forecast(heatPumps, { ...asked, evidence });
    const store = await newStore();
    await weighed.save(store);
    const read = vi.spyOn(store, 'readDraws');
    const again = await openRun(store);
    expect(again.weights).toEqual(weighed.weights);
    expect(read.mock.calls.map(([, names]) => names)).toEqual([['weight']]);
    expect(again.probability('pumps.installed[2029] > 140')).toEqual(
      weighed.probability('pumps.installed[2029] > 140'),
    );
  });
});

test('a folder and memory keep the same files, but for who made them', async () => {
  const [folder, memory] = await Promise.all(kinds.map(([, newStore]) => newStore()));
  for (const store of [folder, memory]) await run.save(store);
  for (const name of FILES) expect(memory.hash(name), name).toBe(folder.hash(name));
  expect(memory.manifest()).toEqual(folder.manifest());
});

test('runs of a folder and of memory are compared with each other', async () => {
  const [folder, memory] = await Promise.all(kinds.map(([, newStore]) => newStore()));
  await run.save(folder);
  await (await forecast(heatPumps, { ...asked, presets: ['subsidy-ends'] })).save(memory);
  const { baseline, runs } = compare([await openRun(folder), await openRun(memory)]);
  expect(baseline).toBe(folder.name);
  expect(runs.map((one) => [one.run, one.paired])).toEqual([[memory.name, true]]);
});

test('draws whose bytes are not those that the run wrote are computed again, which is said', async () => {
  const path = await run.save(join(out, 'flipped'));
  const file = join(path, 'draws.parquet');
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(file, bytes);
  const again = await openRun(path);
  expect(again.notices).toEqual([]);
  for (const { id } of outcomeColumns(run.plan.program))
    expect(again.draws(id)).toEqual(run.draws(id));
  expect(again.notices.map(({ kind }) => kind)).toEqual(['left-out']);
  expect(again.notices[0].message).toMatch(
    /^draws are computed again: .*draws\.parquet was altered: its SHA-256 is /,
  );
});
