/** Committing to forecasts, and finding what was changed afterwards. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commitCommand } from '../../src/cli/commands/commit.ts';
import { verifyAsked } from '../../src/cli/commands/verify.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';

const folder = temporaryFolder();
const out = join(folder, 'out');
const ledger = join(folder, 'kept', 'ledger.jsonl');
const runs: string[] = [];

const commit = (run: string) =>
  answerTo(async () => commitCommand(run, { ledger, out, note: 'before it is known' }));
const verify = (head?: string) =>
  answerTo(() =>
    verifyAsked(undefined, {
      executor: 'inline',
      out,
      ledger,
      ...(head === undefined ? {} : { head }),
    }),
  );
/** Changes a file, looks, and puts it back. */
async function altered(path: string, change: (text: string) => string, head?: string) {
  const text = readFileSync(path, 'utf8');
  const other = change(text);
  expect(other).not.toBe(text);
  writeFileSync(path, other);
  const answer = await verify(head);
  writeFileSync(path, text);
  return answer;
}

beforeAll(async () => {
  for (const seed of ['1', '2', '3']) {
    const run = await finishedRun({ trials: 256, seed, out });
    runs.push(run);
    expect((await commit(run)).code).toBe(0);
  }
});

describe('a ledger', () => {
  test('is verified as it was written, and says the hash to publish', async () => {
    const { code, stdout } = await verify();
    expect(code).toBe(0);
    expect(stdout.match(/^same /gm)).toHaveLength(3);
    expect(stdout).toMatch(/3 line\(s\), the last with hash [0-9a-f]{64}/);
  });

  test('does not take the same forecast twice', async () => {
    const before = readFileSync(ledger, 'utf8');
    expect((await commit(runs[1])).stdout).toContain('was committed before, as line 2');
    expect(readFileSync(ledger, 'utf8')).toBe(before);
  });

  test('says which file of a run is gone and left out', async () => {
    const run = await finishedRun({ trials: 256, seed: '4', out });
    rmSync(join(run, 'draws.parquet'));
    const kept = join(folder, 'kept', 'another.jsonl');
    const answer = await answerTo(async () => commitCommand(run, { ledger: kept, out }));
    expect(answer.code).toBe(0);
    expect(answer.stderr).toContain(
      `${join(run, 'draws.parquet')} is gone, so its hash is left out`,
    );
    expect(readFileSync(kept, 'utf8')).not.toContain('"draws.parquet"');
  });

  test('finds a forecast of which one digit was altered', async () => {
    const answer = await altered(join(runs[1], 'summary.json'), (text) =>
      text.replace(
        /"value":(-?\d*)(\d)/,
        (_, head: string, digit: string) => `"value":${head}${(Number(digit) + 1) % 10}`,
      ),
    );
    expect(answer.code).toBe(1);
    expect(answer.stdout).toMatch(/ALTERED line 2 .*summary\.json was altered/);
    expect((await verify()).code).toBe(0);
  });

  test('finds a line that was altered, left out, put elsewhere or cut off', async () => {
    const lines = (text: string) => text.trimEnd().split('\n');
    const joined = (all: readonly string[]) => `${all.join('\n')}\n`;
    const found = await altered(ledger, (text) =>
      text.replace('before it is known', 'before it is knowm'),
    );
    expect([found.code, found.stdout]).toEqual([
      1,
      expect.stringContaining('BROKEN  line 1 was altered'),
    ]);
    const out2 = await altered(ledger, (text) => joined([lines(text)[0], lines(text)[2]]));
    expect([out2.code, out2.stdout]).toEqual([
      1,
      expect.stringContaining('line 2 does not follow'),
    ]);
    const order = await altered(ledger, (text) => joined(lines(text).toReversed()));
    expect([order.code, order.stdout]).toEqual([1, expect.stringContaining('is numbered 3')]);
    const cut = await altered(ledger, (text) => text.slice(0, -40));
    expect([cut.code, cut.stdout]).toEqual([1, expect.stringContaining('is cut off')]);
  });

  test('finds lines that are missing at the end by a hash that was published', async () => {
    const { hash } = JSON.parse(readFileSync(ledger, 'utf8').trimEnd().split('\n')[2]) as {
      hash: string;
    };
    expect((await verify(hash)).code).toBe(0);
    const shorter = (text: string) => text.split('\n').slice(0, 2).join('\n') + '\n';
    // Without it nobody can know.
    expect((await altered(ledger, shorter)).code).toBe(0);
    const found = await altered(ledger, shorter, hash);
    expect([found.code, found.stdout]).toEqual([
      1,
      expect.stringContaining('no line has the hash'),
    ]);
  });

  test('takes nothing while it is damaged, and no summary that is not the run’s', async () => {
    const text = readFileSync(ledger, 'utf8');
    writeFileSync(ledger, text.replace('heat', 'heap'));
    const refused = await commit(runs[0]);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('line 1 was altered'),
    ]);
    writeFileSync(ledger, text);
    const summary = join(runs[2], 'summary.json');
    const kept = readFileSync(summary, 'utf8');
    writeFileSync(summary, kept.replace('"failures":0', '"failures":1'));
    expect((await commit(runs[2])).code).toBe(2);
    writeFileSync(summary, kept);
  });

  test('says which runs are gone, and is whole all the same', async () => {
    rmSync(runs[0], { recursive: true });
    const { code, stdout } = await verify();
    expect(code).toBe(0);
    expect(stdout).toMatch(/gone +line 1/);
  });

  test('is asked for or a run is, not both and not neither', async () => {
    const both = await answerTo(() => verifyAsked(runs[1], { executor: 'inline', out, ledger }));
    const neither = await answerTo(() => verifyAsked(undefined, { executor: 'inline', out }));
    expect([both.code, neither.code]).toEqual([2, 2]);
  });
});
