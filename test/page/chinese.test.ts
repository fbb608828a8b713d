/**
 * No English is left in a page in Traditional Chinese, beside names and the register of sources.
 * @slow: it runs the China model by commands.
 */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import model from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { englishIn, visibleTexts } from '../english.ts';
import { root, temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();

/** @returns  what it wrote, a path a line */
function chipcast(...words: string[]): readonly string[] {
  const said = execFileSync(
    process.execPath,
    [inject('command'), ...words, '--lang', 'zh-Hant', '--out', join(folder, 'runs')],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return said.split('\n').filter((line) => line.startsWith(folder));
}

const QUESTION = ['--trials', '8192', '--replicates', '8', '--quiet'];
const runs = new Map<string, string>();

beforeAll(() => {
  for (const [name, options] of Object.entries({
    baseline: [],
    vintage: [
      '--as-of',
      '2026-11',
      '--preset',
      'hard-block',
      '--set',
      'assembly.bufferRelease=0.4',
    ],
  }))
    runs.set(name, chipcast('run', ...options, ...QUESTION)[0]);
}, 300_000);

const { program } = compile(model);
const { inputs, outcomes, variables, components = [], sources = [], presets = {} } = program;

/** Firms, products, methods and the like, which Chinese texts write so too. */
const NAMES =
  'AI AMD Bass Blackwell CANN CHIPS CNAS CUDA EUV Fan GDDR HBM Hopper Hyndman LPDDR MUSA Node RTX SAFE SemiAnalysis SiGe TFLOPS chipcast'.split(
    ' ',
  );

/** What is called by an id and nothing else, and what the register says in its own language. */
const IDS = new Set([
  ...[...inputs, ...outcomes, ...variables].map(({ id }) => id),
  ...components.map(({ name }) => name),
  ...outcomes.map(({ id }) => `代號以 ${id.split('.')[0]} 開頭的項目`),
  ...Object.keys(presets),
  ...sources.flatMap(({ id, title, publisher, date, value, unit, claim }) => [
    id,
    claim,
    [value, unit].filter((part) => part !== '').join(' '),
    [title, publisher, date].filter((part) => part !== '').join('. '),
  ]),
]);

function english(path: string): readonly string[] {
  const texts = visibleTexts(readFileSync(path, 'utf8')).filter((text) => !IDS.has(text));
  return englishIn(texts, NAMES);
}

test.each(['baseline', 'vintage'])('the report of the %s has none', (name) => {
  const html = chipcast('report', runs.get(name) ?? '').find((path) => path.endsWith('.html'));
  expect(english(html ?? '')).toEqual([]);
});

/** Pages of other commands, by what makes them. */
const PAGES = {
  compare: () => chipcast('compare', ...runs.values()),
  revise: () => chipcast('revise', ...runs.values()),
  bridge: () => chipcast('bridge', '--to', 'hard-block', ...QUESTION.slice(0, 4)),
  sensitivity: () =>
    chipcast(
      'sensitivity',
      '--method',
      'first-order,spearman',
      '--base',
      '512',
      '--replicates',
      '4',
    ),
} as const;

test.each(Object.keys(PAGES) as (keyof typeof PAGES)[])('the page of %s has none', (name) => {
  const html = PAGES[name]().find((path) => path.endsWith('.html'));
  expect(english(html ?? '')).toEqual([]);
});
