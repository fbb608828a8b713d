/**
 * Writes digests.json, against which machines are held: `npx tsx docs/record-digests.ts`.
 * To be run when a change of the numerics or of the heat pumps is meant to give other bits, and at
 * no other time.
 */

import { writeFileSync } from 'node:fs';
import model from '../models/examples/heat-pumps/index.ts';
import { inlineExecutor } from '../src/execute/inline.ts';
import { NUMERICS } from '../src/plan/plan.ts';
import { DESIGNS } from '../src/random/designs.ts';
import { blockDigests, digestPlan } from '../src/selftest/determinism.ts';
import type { ReferenceDigests } from '../src/selftest/reference.ts';

const blocks: Record<string, string[]> = {};
for (const design of DESIGNS)
  blocks[design] = await blockDigests(digestPlan(model, design), inlineExecutor());
const { fingerprint } = digestPlan(model, 'sobol').program;
const digests: ReferenceDigests = { numerics: NUMERICS, fingerprint, blocks };
writeFileSync(
  new URL('../src/selftest/digests.json', import.meta.url),
  `${JSON.stringify(digests, null, 1)}\n`,
);
