/** A model named beside a run has to be the one that it was computed from. */

import { expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { expectModel } from '../../src/node/question.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';

const { program } = compile(heatPumps);
const plan = resolvePlan({ program, trials: 64 });
const silent = (): void => {};

test('the model of the run is accepted, and so is none', async () => {
  await expect(expectModel('heat-pumps', plan, silent)).resolves.toBeUndefined();
  await expect(expectModel(undefined, plan, silent)).resolves.toBeUndefined();
});

test('another model is refused with both fingerprints', async () => {
  const run = program.fingerprint.slice(0, 16);
  await expect(expectModel('china-ai-chips', plan, silent)).rejects.toThrow(
    new RegExp(`^model china-ai-chips is not the one of this run: .* that of the run ${run}$`),
  );
});
