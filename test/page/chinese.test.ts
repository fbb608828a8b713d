/**
 * No English is left in a page in Traditional Chinese, beside names and the register of sources.
 * @slow: it runs the China model.
 */

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import model from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { englishIn, visibleTexts } from '../english.ts';
import { temporaryFolder } from '../folders.ts';
import { said } from '../hostile/said.ts';

const folder = temporaryFolder();

/** @returns  what it wrote, a path a line */
async function chipcast(...words: string[]): Promise<readonly string[]> {
  const common = ['--lang', 'zh-Hant', '--out', join(folder, 'runs')];
  const { code, stdout, stderr } = await said([...words, ...common]);
  if (code !== 0) throw new Error(stderr);
  return stdout.split('\n').filter((line) => line.startsWith(folder));
}

const QUESTION = ['--trials', '8192', '--replicates', '8', '--quiet'];
const runs = new Map<string, string>();

beforeAll(async () => {
  for (const [name, options] of Object.entries({
    baseline: [],
    changed: ['--set', 'assembly.bufferRelease=0.4'],
    vintage: [
      '--as-of',
      '2026-11',
      '--preset',
      'hard-block',
      '--set',
      'assembly.bufferRelease=0.4',
    ],
  }))
    runs.set(name, (await chipcast('run', ...options, ...QUESTION))[0]);
}, 300_000);

const { program } = compile(model);
const { inputs, outcomes, variables, components = [], sources = [], presets = {} } = program;

/** Firms, products, methods and the like, which Chinese texts write so too. */
const NAMES =
  'AI AMD Bass Brier CRPS Blackwell CANN CHIPS CNAS CUDA EUV Fan GDDR GPU HBM Hopper Hyndman LPDDR MUSA Node RTX SAFE SemiAnalysis SiGe TFLOPS WIS chipcast'.split(
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

/** What a question calls by its name: the model, presets, methods, designs. */
const CALLED = [
  model.name,
  ...Object.keys(presets),
  'baseline',
  'first-order',
  'spearman',
  'sobol',
];

/** A name that a chart had no room for: its beginning, with dots. */
function isCut(text: string): boolean {
  const said = [...runs.values()].map((run) => basename(run).replace(`${model.name}-`, ''));
  return text.endsWith('…') && said.some((name) => name.startsWith(text.slice(0, -1)));
}

function english(path: string): readonly string[] {
  const names = [...runs.values()].map((run) => basename(run));
  const texts = visibleTexts(readFileSync(path, 'utf8'))
    .filter((text) => !IDS.has(text) && !isCut(text))
    .map((text) => text.replace(/\S*truth-2026\.yaml|summary\.json/, ' '))
    .map((text) => [...names, ...CALLED].reduce((left, name) => left.replaceAll(name, ' '), text))
    .map((text) =>
      text.replace(/[A-Za-z]+(?=…$)/, (word) =>
        NAMES.some((name) => name.startsWith(word)) ? '' : word,
      ),
    );
  return englishIn(texts, NAMES);
}

test.each(['baseline', 'vintage'])('the report of the %s has none', async (name) => {
  const files = await chipcast('report', runs.get(name) ?? '');
  const html = files.find((path) => path.endsWith('.html'));
  expect(english(html ?? '')).toEqual([]);
});

function named(...names: readonly string[]): string[] {
  return names.map((name) => runs.get(name) ?? '');
}

/** Pages of other commands, by what makes them. */
const PAGES = {
  compare: () => chipcast('compare', ...named('baseline', 'vintage')),
  // Of one edit: the parts of many take minutes.
  revise: () => chipcast('revise', ...named('baseline', 'changed')),
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
  discover: () =>
    chipcast('discover', ...named('baseline'), '--where', 'balance.domesticUsd[2028] >= 1'),
  score: () => chipcast('score', ...named('baseline', 'vintage')),
  solve: () =>
    chipcast(
      'solve',
      '--input',
      'demand.growth2028',
      '--for',
      'P(balance.domesticReached[2028]) = 0.3',
      ...QUESTION.slice(0, 4),
    ),
} as const;

test.each(Object.keys(PAGES) as (keyof typeof PAGES)[])('the page of %s has none', async (name) => {
  const html = (await PAGES[name]()).find((path) => path.endsWith('.html'));
  expect(english(html ?? '')).toEqual([]);
});

/** What other commands print. */
const PRINTED: Readonly<Record<string, readonly string[]>> = {
  ask: [
    'ask',
    'RUN',
    'P(h200.units[2026] > 100)',
    'E(h200.units[2026])',
    'Q(0.9, demand.usd[2028])',
  ],
  'ask of one question': ['ask', 'RUN', 'Corr(h200.units[2026], demand.usd[2026])'],
  trial: ['trial', 'RUN', '7', '--only', 'h200.*'],
  'dist of a distribution': ['dist', 'lognormal(p10=1, p90=3)'],
  'dist of a number': ['dist', '7'],
  'dist of an expression': ['dist', '(5 to 50) * beta(alpha=2, beta=8)'],
};

test.each(Object.keys(PRINTED))('what %s prints has none', async (name) => {
  const words = PRINTED[name].map((word) => (word === 'RUN' ? (runs.get('baseline') ?? '') : word));
  const { code, stdout } = await said([...words, '--lang', 'zh-Hant']);
  expect(code).toBe(0);
  const names = [...runs.values()].map((run) => basename(run));
  const lines = stdout
    .replaceAll(/--json| to |summary\.json/g, ' ')
    .split('\n')
    .flatMap((line) => line.split(/ {2,}|\s\[/))
    .map((part) => [...names, ...CALLED].reduce((left, one) => left.replaceAll(one, ' '), part));
  expect(englishIn(lines, NAMES)).toEqual([]);
});
