/**
 * The public surface without Node: bundled for a browser, and run where there is no process, no
 * file and no module.
 *
 * @slow computes for seconds
 */

import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { forecast, question } from '../../src/index.ts';

const PAGE = `
import { compare, evaluate, forecast, lognormal, memoryStore, openRun, sensitivity } from './src/index.ts';
import heatPumps from './models/examples/heat-pumps/index.ts';
export async function answer() {
  const run = await forecast(heatPumps, { trials: 5000, seed: 'page' });
  const other = await forecast(heatPumps, { trials: 5000, seed: 'page', presets: ['subsidy-ends'] });
  const { outcomes } = await sensitivity(run, { base: 64, outcomes: ['target.reached'] });
  const store = await memoryStore('page');
  const kept = await run.save(store);
  const again = await openRun(store);
  return {
    id: run.id,
    digest: run.digest,
    summaryDigest: run.manifest.summaryDigest,
    probability: run.probability('pumps.share[2029] > 0.4').value,
    draw: run.draws('installers.crews[2027Q2]')[17],
    compared: compare([run, other]).runs.length,
    verified: (await run.verify()).verified,
    analysed: Object.keys(outcomes),
    evaluated: evaluate(heatPumps, [{}], { otherwise: 'median' }).length,
    sampled: lognormal({ p10: 1, p90: 2 }).sample(3, { seed: 1 }).length,
    kept,
    again: [again.digest, again.draws('pumps.share[2029]')[17], (await again.verify()).verified],
    saved: await run.save('runs/out').catch((error) => error.message),
  };
}`;

const bundled = (contents: string) =>
  build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    format: 'iife',
    globalName: 'page',
    platform: 'browser',
    // The models of the example import the package by its name.
    alias: { chipcast: `${process.cwd()}/src/index.ts` },
    write: false,
    logLevel: 'silent',
  });

test('the bundle for a browser needs no module of Node', async () => {
  const { outputFiles, warnings } = await bundled(PAGE);
  expect(warnings).toEqual([]);
  const { text } = outputFiles[0];
  expect(text).not.toMatch(/(?:import|from|require\()\s*["']node:/);

  // What every browser and every worker has, and nothing else.
  const {
    TextEncoder,
    TextDecoder,
    WebAssembly,
    AbortController,
    atob,
    performance,
    setTimeout,
    URL,
  } = globalThis as typeof globalThis & { WebAssembly: object };
  const context = createContext({
    TextEncoder,
    TextDecoder,
    WebAssembly,
    AbortController,
    atob,
    performance,
    setTimeout,
    URL,
  });
  new Script(text).runInContext(context);
  const found = (await new Script('page.answer()').runInContext(context)) as Record<
    string,
    unknown
  >;
  const here = await forecast(heatPumps, { trials: 5000, seed: 'page' });
  expect({ ...found }).toEqual({
    id: question(heatPumps, { trials: 5000, seed: 'page' }).plan.id,
    digest: here.digest,
    summaryDigest: here.manifest.summaryDigest,
    probability: here.probability('pumps.share[2029] > 0.4').value,
    draw: here.draws('installers.crews[2027Q2]')[17],
    compared: 1,
    verified: true,
    analysed: ['target.reached'],
    evaluated: 1,
    sampled: 3,
    kept: 'memory:page',
    again: [here.digest, here.draws('pumps.share[2029]')[17], true],
    saved: 'there are no files here; import from chipcast/node to keep runs',
  });
});

test('a module of Node in what is bundled fails the test above', async () => {
  await expect(bundled("import './src/store/files.ts';")).rejects.toThrow(
    'Could not resolve "node:fs"',
  );
});
