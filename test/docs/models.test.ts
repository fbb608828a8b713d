/**
 * Models that the documents show: what a reader copies compiles, as TypeScript and as a model, and
 * runs.
 *
 * @slow starts processes
 */

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { ModelError } from '../../src/compile/problem.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { run } from '../../src/execute/run.ts';
import type { Model } from '../../src/language/model.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { type CodeBlock, codeBlocks, manual } from './documents.ts';
import { typeErrors } from './type-check.ts';
import { isWalked } from './walk.ts';

interface Shown extends CodeBlock {
  /** In a folder of its own: two blocks may show two states of one model. */
  readonly file: string;
  /** Whether `walk.test.ts` runs it as the page says. */
  readonly walked: boolean;
  /** What the document says that the compiler says. */
  readonly refusal: string | undefined;
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'chipcast-docs-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shown: Shown[] = manual()
  .flatMap((document) => {
    const blocks = codeBlocks(document);
    return blocks.map((block, k) => {
      const next = blocks[k + 1]?.text ?? '';
      const walked = isWalked(document);
      return {
        ...block,
        walked,
        refusal: /^Model ".*" cannot be compiled/.test(next) ? next : undefined,
      };
    });
  })
  .filter(({ language, text }) => language === 'ts' && text.includes('export default model('))
  .map((block, k) => {
    const name = /export default model\('([^']+)'/.exec(block.text)![1];
    return { ...block, file: join(folder, `${k}`, `${name}.ts`) };
  });
for (const { file, text } of shown) {
  mkdirSync(dirname(file));
  writeFileSync(file, text);
}

async function load(file: string): Promise<Model> {
  return ((await import(/* @vite-ignore */ file)) as { default: Model }).default;
}

test('README.md and docs/language.md show a model each, and one that is refused', () => {
  expect(shown.filter(({ refusal }) => refusal === undefined).length).toBeGreaterThanOrEqual(2);
  expect(shown.filter(({ refusal }) => refusal !== undefined).length).toBeGreaterThanOrEqual(1);
});

/** A piece that is refused as it stands, and with what the document says is the cure. */
const circle = join(folder, 'circle.ts');
const cured = join(folder, 'cured.ts');
const [fragment] = manual()
  .flatMap(codeBlocks)
  .filter(({ language, text }) => language === 'ts' && text.includes('// error TS7022'));
const imports = "import { eq, previous, quarters, stock, variable, type Stock } from 'chipcast';\n";
writeFileSync(circle, imports + fragment.text);
writeFileSync(cured, imports + fragment.text.replace('const waiting =', 'const waiting: Stock ='));

describe('TypeScript', () => {
  const errors = typeErrors(folder, [...shown.map(({ file }) => file), circle, cured]).split('\n');
  const ofCircle = errors.filter((line) => line.includes('circle.ts('));

  test('has nothing against the models of the documents', () => {
    // Lines that are set in go on with an error.
    const others = errors.filter((line) => !ofCircle.includes(line) && /^\S/.test(line));
    expect(others).toEqual([]);
  });

  test('says TS7022 where a document says it, and not of what it says is the cure', () => {
    expect(ofCircle.join('\n')).toContain("error TS7022: 'waiting' implicitly has type 'any'");
  });
});

describe.each(
  shown
    .filter(({ refusal, walked }) => refusal === undefined && !walked)
    .map((s) => [s.place, s] as const),
)('the model at %s', (_, { file }) => {
  test('compiles without a warning, runs, and every trial succeeds', async () => {
    const { program, model, warnings } = compile(await load(file));
    expect(warnings).toEqual([]);
    const presets = [[], ...Object.keys(model.presets ?? {}).map((name) => [name])];
    for (const presetOptions of presets) {
      const plan = resolvePlan({ program, presets: model.presets, presetOptions, trials: 256 });
      const log = { done: new Map<number, string>(), record() {} };
      const result = await run(plan, inlineExecutor(), log);
      expect(result.state).toBe('finished');
      if (result.state === 'finished') expect(result.summary.failures).toEqual([]);
    }
  });
});

test.each(shown.filter(({ refusal }) => refusal !== undefined).map((s) => [s.place, s] as const))(
  'the model at %s is refused in the words of the document',
  async (_, { file, refusal }) => {
    const model = await load(file);
    let message = '';
    try {
      compile(model);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      message = error.message;
    }
    expect(message.replaceAll(`${dirname(file)}/`, '')).toBe(refusal!.trimEnd());
  },
);
