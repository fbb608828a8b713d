/** What is shipped to be copied works: every run spec, and every preset of every model. */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBatchSpec } from '../../src/batch/batch-spec.ts';
import { cellsOf } from '../../src/batch/cells.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { run } from '../../src/execute/run.ts';
import type { Notice } from '../../src/forecast/notice.ts';
import { askedBy, readQuestion } from '../../src/node/question.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { idleOverrides, resolvePlan } from '../../src/plan/resolve.ts';
import { root } from '../folders.ts';

const silent = (): void => {};

/** Every assumption that is changed moves something, and every trial gives every outcome. */
async function expectSound(plan: Plan): Promise<void> {
  expect(idleOverrides(plan)).toEqual([]);
  const log = { done: new Map<number, string>(), record() {} };
  const result = await run(plan, inlineExecutor(), log);
  if (result.state !== 'finished') throw new Error('the run should finish');
  expect(result.summary.failures).toEqual([]);
}

const few = { trials: 512, replicates: 4 };
const files = readdirSync(join(root, 'runs')).filter((name) => name.endsWith('.yaml'));
const batches = files.filter((name) => name.endsWith('.batch.yaml'));
const specs = files.filter((name) => !batches.includes(name));

describe('run specs', () => {
  test('there are some to copy', () => {
    expect(specs).toContain('baseline.yaml');
  });

  test.each(specs)('%s runs as it stands, only with fewer trials', async (name) => {
    const { plan } = await readQuestion(join(root, 'runs', name), few, silent);
    expect(plan.name).toBe(basename(name, '.yaml'));
    await expectSound(plan);
  });

  test('the baseline asks what is asked without a spec', async () => {
    const spec = await readQuestion(join(root, 'runs', 'baseline.yaml'), {}, silent);
    const none = await readQuestion(undefined, {}, silent);
    expect(none.plan.id).toBe(spec.plan.id);
  });
});

describe('batch specs', () => {
  test('there are some to copy', () => {
    expect(batches).toContain('gates-by-vintage.batch.yaml');
  });

  test.each(batches)('every cell of %s runs, each as another question', async (name) => {
    const { spec, locate } = readBatchSpec(readFileSync(join(root, 'runs', name), 'utf8'), name);
    expect(spec.name).toBe(basename(name, '.batch.yaml'));
    const ids = new Set<string>();
    const cells = cellsOf(spec);
    for (const cell of cells) {
      const { plan } = await askedBy({ spec: cell.spec, locate }, name, few, silent);
      ids.add(plan.id);
      await expectSound(plan);
    }
    expect(ids.size).toBe(cells.length);
  });
});

describe.each(['china-ai-chips', 'heat-pumps'])('%s', (model) => {
  test('every preset runs, and is another question than the baseline', async () => {
    const { compiled, plan } = await readQuestion(undefined, { model, ...few }, silent);
    const { program } = plan;
    const { presets } = compiled.model;
    const ids = new Set([plan.id]);
    for (const preset of Object.keys(presets!)) {
      const asked = resolvePlan({ program, presets, presetOptions: [preset], ...few });
      expect(asked.inputs.map(({ overriddenBy }) => overriddenBy)).toContain(`preset ${preset}`);
      ids.add(asked.id);
      await expectSound(asked);
    }
    expect(ids.size).toBe(1 + Object.keys(presets!).length);
  });

  test('it compiles without a word', async () => {
    const notices: Notice[] = [];
    await readQuestion(undefined, { model }, (notice) => notices.push(notice));
    expect(notices).toEqual([]);
  });
});
