/**
 * The corpus in a browser: the same digests as with Node. @slow: it starts Chromium. Where there is
 * none it is skipped, and its name says so.
 */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { expect, test } from 'vitest';
import { readCorpus } from '../../src/corpus/read.ts';
import type { Check } from '../../src/report/certificate.ts';
import { CHROMIUM, openBrowser } from '../chromium.ts';

/** Of the presets, which differ in a few numbers, two: each takes a second. */
const ASKED_OF_CHINA = ['baseline', 'monte-carlo', 'open-door', 'evidence up to November 2026'].map(
  (name) => `China, ${name}`,
);

/** Asks questions by name, and leaves the checks where the test finds them. */
const ASKED = `
  import china from './models/china-ai-chips/index.ts';
  import heatPumps from './models/examples/heat-pumps/index.ts';
  import { corpusChecks } from './src/corpus/check.ts';
  import { corpusQuestions } from './src/corpus/questions.ts';
  globalThis.checked = (corpus) =>
    corpusChecks(
      corpusQuestions({ china, heatPumps }).filter(({ name }) => name in corpus.answers),
      corpus,
    );
`;

/** The register of sources, which is the one file that the China model reads. */
const REGISTER = readFileSync('models/china-ai-chips/sources.csv', 'utf8');
const register: Plugin = {
  name: 'register',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:fs$/ }, ({ path }) => ({ path, namespace: 'register' }));
    onLoad({ filter: /.*/, namespace: 'register' }, () => ({
      contents: `export const readFileSync = () => ${JSON.stringify(REGISTER)};`,
    }));
  },
};

test.skipIf(CHROMIUM === undefined)(
  'questions have in Chromium the answer that Node gave (skipped where none is installed)',
  async () => {
    const { outputFiles } = await build({
      stdin: { contents: ASKED, resolveDir: resolve('.'), loader: 'ts' },
      alias: { chipcast: resolve('src/index.ts') },
      define: { 'import.meta.url': '"file:///model/"' },
      plugins: [register],
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
    });
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: outputFiles[0].text });
      const { numerics, answers } = readCorpus();
      const names = Object.keys(answers).filter(
        (name) => !name.startsWith('China') || ASKED_OF_CHINA.includes(name),
      );
      const asked = Object.fromEntries(names.map((name) => [name, answers[name]]));
      expect(asked).toMatchObject(Object.fromEntries(ASKED_OF_CHINA.map((name) => [name, {}])));
      const checks = await page.evaluate(
        (recorded) =>
          (globalThis as unknown as { checked(corpus: unknown): Promise<Check[]> }).checked(
            recorded,
          ),
        { numerics, answers: asked },
      );
      expect(checks.filter(({ passed }) => !passed)).toEqual([]);
      expect(checks).toHaveLength(names.length);
    } finally {
      await browser.close();
    }
  },
);
