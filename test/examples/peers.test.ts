/**
 * The four small examples against NumPy: means and quantiles of `models/examples/peers.py`, which
 * shares no code and no draws with them.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import epidemic from '../../models/examples/epidemic.ts';
import judgement from '../../models/examples/judgement.ts';
import pipeline from '../../models/examples/pipeline.ts';
import project from '../../models/examples/project.ts';
import { forecast } from '../../src/index.ts';
import type { Model } from '../../src/language/model.ts';
import { root } from '../folders.ts';

type Peers = Record<string, Record<string, Record<string, { value: number; se: number }>>>;
const peers = JSON.parse(readFileSync(join(root, 'test/fixtures/examples.json'), 'utf8')) as Peers;

test.each([project, pipeline, epidemic, judgement].map((one): [string, Model] => [one.name, one]))(
  '%s is what NumPy finds, within four standard errors',
  async (name, model) => {
    const run = await forecast(model, { trials: 16_384, seed: 5 });
    expect(run.summary.failures).toEqual([]);
    const outcomes = Object.entries(peers[name]!);
    expect(outcomes.length).toBeGreaterThan(1);
    for (const [id, statistics] of outcomes)
      for (const [statistic, peer] of Object.entries(statistics)) {
        const { mean, quantiles } = run.summary.outcome(id);
        const own = statistic === 'mean' ? mean : quantiles[statistic as 'p5'];
        // Quantiles where draws pile up have no error of their own: a part in 10,000 is rounding.
        const error = Math.hypot(own.se!, peer.se) + 2.5e-5 * Math.abs(peer.value);
        expect(Math.abs(own.value! - peer.value), `${id} ${statistic}`).toBeLessThan(4 * error);
      }
  },
  60_000,
);
