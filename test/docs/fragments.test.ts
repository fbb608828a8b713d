/**
 * Pieces of models and lines of text that the documents show out of their context: put into one,
 * they are what they claim.
 *
 * @slow starts processes
 */

import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import type { Distribution } from '../../src/distributions/distribution.ts';
import { families } from '../../src/distributions/families.ts';
import { parseDistribution } from '../../src/distributions/parse.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { run } from '../../src/execute/run.ts';
import type { Model } from '../../src/language/model.ts';
import * as everything from '../../src/node/index.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { plain } from '../../src/report/document.ts';
import { headlineFindings } from '../../src/report/headlines.ts';
import { namesOf } from '../../src/report/names.ts';
import { type CodeBlock, codeBlocks, manual, prose, ROOT } from './documents.ts';
import { typeErrors } from './type-check.ts';
import { isWalked } from './walk.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'chipcast-fragments-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pages = manual();
const blocksOf = (path: string): CodeBlock[] =>
  codeBlocks(pages.find((page) => page.path === path)!);
const language = blocksOf(join('docs', 'language.md'));
const holding = (text: string): CodeBlock =>
  language.find((block) => block.language === 'ts' && block.text.includes(text))!;

const examples = holding('const examples = [');
const asText = language[language.indexOf(examples) + 1];
const announced = holding('forward(');
const together = holding("copula('fuels'");
const shares = holding('logisticShares(');
const judged = holding("event('sold'");
const hierarchy = holding('compound(');

/** Saves a module with what a piece of code needs around it. */
function saved(name: string, text: string): string {
  const used = Object.keys(everything).filter((word) => new RegExp(`\\b${word}\\b`).test(text));
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, `import { ${used.join(', ')} } from 'chipcast';\n${text}`);
  return file;
}

const examplesFile = saved('examples', `${examples.text}export const found = examples;`);

test('distributions as functions and as texts are the same', async () => {
  const { found } = (await import(/* @vite-ignore */ examplesFile)) as {
    found: Distribution[];
  };
  const texts = asText.text.trimEnd().split('\n');
  expect(found.length).toBeGreaterThan(5);
  expect(texts.slice(0, found.length).map((text) => parseDistribution(text).text)).toEqual(
    found.map(({ text }) => text),
  );
  expect(parseDistribution(texts.at(-2)!).text).toBe('lognormal(p5=5, p95=50)');
  expect(parseDistribution(texts.at(-1)!).support).toEqual([0.25, 0.25]);
});

const piecesFile = ((): string => {
  const context = `
    const bare = (id: string) => input(id, { unit: '-', distribution: uniform({ min: 1, max: 2 }) });
    const [wages, lateness, oil, gas, power] = ['wages', 'lateness', 'oil', 'gas', 'power'].map(bare);
    const riders = lever('riders', { unit: 'rider', value: 9000 });
    const [delivered, retired] = ['delivered', 'retired'].map((id) => lever(id, { unit: 'bus/quarter', value: 3 }));
  `;
  const rest = `
    const seen = [crowding, sold, damage, ...[wages, lateness, power], ...[mix, split].flatMap((all) => Object.values(all)), ...Object.values(shares), ...Object.values(counted)];
    const first = (of: typeof seen[number]) => outcome('seen.' + of.id, { unit: of.unit, is: of.kind === 'variable' && of.over ? horizon.last(of) : of });
    const tied = copula('tied', { of: Object.values(scores), rank: 0.5 });
    export default model('pieces', {
      title: 'Pieces', calendar: quarterly('2026Q1', 4),
      components: [component('all', 'Everything.', [crews, fuels, tied, fleet, seen.map(first)])],
    });
  `;
  const text = [
    context,
    announced.text,
    together.text,
    shares.text,
    judged.text,
    hierarchy.text,
    rest,
  ].join('\n');
  return saved('pieces', text);
})();

test('TypeScript has nothing against the pieces', () => {
  expect(typeErrors(folder, [examplesFile, piecesFile])).toBe('');
});

test('copulas, shares and announced quantities of docs/language.md stand in one model', async () => {
  const { default: found } = (await import(/* @vite-ignore */ piecesFile)) as { default: Model };
  const { program, warnings } = compile(found);
  expect(warnings).toEqual([]);
  const plan = resolvePlan({ program, trials: 256 });
  const log = { done: new Map<number, string>(), record() {} };
  const result = await run(plan, inlineExecutor(), log);
  if (result.state !== 'finished') throw new Error(result.state);
  expect(result.summary.failures).toEqual([]);
  for (const names of [
    ['mix.rail', 'mix.road', 'mix.water'],
    ['modes.rail', 'modes.road', 'modes.water'],
  ]) {
    const means = names.map(
      (name) => result.summary.outcomes.find(({ id }) => id === `seen.${name}`)!.mean.value!,
    );
    expect(means.reduce((sum, mean) => sum + mean)).toBeCloseTo(1, 12);
  }
});

describe('README.md', () => {
  const [start, answer] = blocksOf('README.md');
  test('says what `npm start` prints', async () => {
    expect(start.text).toContain('npm start\n');
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    // `run` without more is the baseline of the China model.
    expect(scripts.start).toMatch(/chipcast\.js run$/);
    const plan = resolvePlan({ program: compile(china).program });
    const log = { done: new Map<number, string>(), record() {} };
    const result = await run(plan, inlineExecutor(), log);
    if (result.state !== 'finished') throw new Error(result.state);
    const [first] = headlineFindings(plan, result.summary, namesOf(plan.program));
    expect(answer.text.trimEnd()).toBe(plain(first));
    // What `chipcast model` says of it.
    expect(china.guide?.follows?.[0]).toBe(`${plain(first)}.`);
  });
});

const written = pages.filter(({ path }) => !path.includes('reference'));

// Code in running text that is a whole distribution: `lognormal(p10=8, p90=30)`. Files and dots
// stand for something else.
const names = families.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
const said = written.flatMap((page) =>
  [...prose(page).matchAll(/`(?:[\w.]+=)?([a-z]\w*)(\([^`]*\))`/g)]
    .filter(
      ([, name, inside]) =>
        names.includes(name) && /\d/.test(inside) && !/file=|\.\.\.|\{/.test(inside),
    )
    .map(([, name, inside]) => [page.path, name + inside] as const),
);

test('documents name many distributions', () => {
  expect(said.length).toBeGreaterThanOrEqual(20);
});

test.each(said)('%s: %s is a distribution', (_, text) => {
  expect(parseDistribution(text).family).not.toBe('');
});

describe('every block of code', () => {
  // Of README.md and docs/, those that nobody walks through. Each kind names the test that holds
  // it.
  const blocks = written
    // Pages of how-to/extend have a test of their own: extend.test.ts.
    .filter(({ path }) => !path.startsWith(join('docs', 'how-to', 'extend')))
    .filter((page) => !isWalked(page) && !page.path.startsWith('models'))
    .flatMap((page) => codeBlocks(page));
  const here = [
    examples,
    asText,
    announced,
    together,
    shares,
    judged,
    hierarchy,
    ...blocksOf('README.md').slice(0, 2),
  ];
  const texts = new Set(here.map(({ text }) => text));
  const kinds: readonly ((block: CodeBlock) => boolean)[] = [
    // commands.test.ts
    ({ language }) => language === 'sh',
    // models.test.ts
    ({ language, text }) => language === 'ts' && /export default model\(|error TS7022/.test(text),
    ({ text }) => /^Model ".*" cannot be compiled/.test(text),
    // commands.test.ts
    ({ text }) => text.startsWith('Run "subsidi-ends" cannot start'),
    // This file
    ({ text }) => texts.has(text),
  ];
  test.each(blocks.map((block) => [block.place, block] as const))('at %s is held', (_, block) => {
    expect(kinds.some((kind) => kind(block))).toBe(true);
  });
});
