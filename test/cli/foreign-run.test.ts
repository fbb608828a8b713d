/** Runs that somebody else made, or altered: what is said of them, and that nothing of them runs. */

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commitCommand } from '../../src/cli/commands/commit.ts';
import { compareCommand } from '../../src/cli/commands/compare.ts';
import { exportCommand } from '../../src/cli/commands/export.ts';
import { scoreCommand } from '../../src/cli/commands/score.ts';
import { fromJson, sha256, toJson } from '../../src/compile/canonical.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';
import { writeModels } from './models.ts';

const out = temporaryFolder();
const model = writeModels(join(out, 'models'))('boilers');
let made: string;
beforeAll(async () => {
  made = await finishedRun({ out, model, trials: 256 });
});

type Document = Record<string, unknown>;
let copies = 0;

/** A copy of the run with a document altered. */
function copyWith(name: string, alter: (document: Document) => Document): string {
  const path = join(out, `copy-${copies++}`);
  cpSync(made, path, { recursive: true });
  const document = fromJson(readFileSync(join(path, name), 'utf8')) as Document;
  writeFileSync(join(path, name), toJson(alter(document)));
  return path;
}

describe('the model that a plan names', () => {
  const trace = join(out, 'it-ran');
  let path: string;
  beforeAll(() => {
    const bait = join(out, 'bait.mjs');
    writeFileSync(
      bait,
      `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(trace)}, '');`,
    );
    path = copyWith('plan.json', (plan) => ({ ...plan, modelFile: bait }));
    // With the hash that fits: whoever sends a folder can write that, too.
    const hash = sha256(readFileSync(join(path, 'plan.json')));
    const manifest = join(path, 'run.json');
    const text = JSON.parse(readFileSync(manifest, 'utf8')) as { files: Document };
    writeFileSync(
      manifest,
      JSON.stringify({ ...text, files: { ...text.files, 'plan.json': hash } }),
    );
  });

  test('is not loaded by score, which asks for it', async () => {
    const { code, stderr } = await answerTo(() =>
      scoreCommand([path], { forecast: [], executor: 'inline', out }),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/bait\.mjs\), and a model that a run folder names is not loaded: name /);
    expect(existsSync(trace)).toBe(false);
  });

  test('is not loaded by export, which makes a hub without its truths', async () => {
    const { code } = await answerTo(() =>
      exportCommand(path, { format: 'hubverse', executor: 'inline', out }),
    );
    expect(code).toBe(0);
    expect(existsSync(trace)).toBe(false);
  });
});

describe('a copy whose assumption was altered', () => {
  const copy = () =>
    copyWith('plan.json', (plan) => ({
      ...plan,
      inputs: (plan['inputs'] as Document[]).map((input) =>
        input['id'] === 'boiler.price'
          ? { ...input, distribution: 'lognormal(p10=300, p90=500)' }
          : input,
      ),
    }));

  test('is not compared with its run', async () => {
    const path = copy();
    const { code, stdout, stderr } = await answerTo(() =>
      compareCommand([made, path], { executor: 'inline', out, json: true }),
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/plan\.json was altered: its id is [0-9a-f]{16}, wanted [0-9a-f]{16}\./);
    expect(stderr).toContain(path);
  });

  test('is not committed to', async () => {
    const ledger = join(out, 'ledger.jsonl');
    const { code, stderr } = await answerTo(() => commitCommand(copy(), { ledger, out }));
    expect(code).toBe(2);
    expect(stderr).toContain('plan.json was altered');
    expect(existsSync(ledger)).toBe(false);
  });
});

test('a run whose plan is empty is not committed to', async () => {
  const path = copyWith('plan.json', () => ({}));
  const ledger = join(out, 'none.jsonl');
  const { code, stderr } = await answerTo(() => commitCommand(path, { ledger, out }));
  expect(code).toBe(2);
  expect(stderr).toMatch(/plan\.json cannot be used: 12 problems\n {2}format is missing\n/);
  expect(existsSync(ledger)).toBe(false);
});

test('a folder of a run that has nothing in it is none', async () => {
  const path = join(out, 'empty');
  mkdirSync(path);
  const { code, stderr } = await answerTo(() =>
    commitCommand(path, { ledger: join(out, 'x.jsonl'), out }),
  );
  expect(code).toBe(2);
  expect(stderr).toContain(`${path} is not the folder of a run`);
});

test('scores that were altered are not exported', async () => {
  const truth = join(out, 'truth.yaml');
  writeFileSync(truth, "truth:\n  - { target: 'sales[2026]', value: 40000, known: 2027-02-01 }\n");
  const path = copyWith('run.json', (manifest) => manifest);
  const scored = await answerTo(() =>
    scoreCommand([path], { forecast: [], truth, executor: 'inline', out }),
  );
  expect(scored.code).toBe(0);
  const exported = () =>
    answerTo(() =>
      exportCommand(path, { format: 'csv', what: ['scores'], executor: 'inline', out }),
    );
  expect((await exported()).code).toBe(0);
  const file = join(path, 'score.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('40000', '41000'));
  const { code, stderr } = await exported();
  expect(code).toBe(2);
  expect(stderr).toMatch(/score\.json was altered: its SHA-256 is .* Score the run again/);
});
