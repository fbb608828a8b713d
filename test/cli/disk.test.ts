/** Disks that are full, or that may not be written: said in words, and nothing half-written stays. */

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitCommand } from '../../src/cli/commands/commit.ts';
import { discoverCommand } from '../../src/cli/commands/discover.ts';
import { reportCommand } from '../../src/cli/commands/report.ts';
import { resumeCommand } from '../../src/cli/commands/resume.ts';
import { runCommand } from '../../src/cli/commands/run.ts';
import { verifyCommand } from '../../src/cli/commands/verify.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo, stackLines } from './chipcast.ts';

const folder = temporaryFolder();
const inline = { executor: 'inline', quiet: true } as const;
const mounted: string[] = [];

/** A disk of its own; undefined where none can be mounted. */
function disk(name: string, size: string): string | undefined {
  const path = join(folder, name);
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], {
      stdio: 'ignore',
    });
  } catch {
    return undefined;
  }
  mounted.push(path);
  return path;
}

afterAll(() => {
  for (const path of mounted) execFileSync('umount', [path]);
});

const small = disk('small', '160k');
let made: string;
beforeAll(async () => {
  made = await finishedRun({ out: folder, trials: 1024 });
});

const failed = (asked: Promise<Awaited<ReturnType<typeof answerTo>>>, why: string) =>
  asked.then(({ code, stdout, stderr }) => {
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^(?:chipcast: )?\S+.*: .*\n$/);
    expect(stderr).toContain(why);
    expect(stackLines(stderr)).toEqual([]);
  });
const parts = (path: string): string[] =>
  readdirSync(path, { recursive: true })
    .map(String)
    .filter((name) => name.includes('unfinished'));

// Whoever runs the tests may not be allowed to mount a disk.
describe.skipIf(small === undefined)('a full disk', () => {
  const out = small!;

  test('a run that finds no room says so, and goes on once there is', async () => {
    const run = () =>
      answerTo(() => runCommand(undefined, { ...inline, model: 'heat-pumps', trials: 1024, out }));
    await failed(run(), 'the disk is full');
    expect(parts(out)).toEqual([]);
    const [name] = readdirSync(out);
    const path = join(out, name);
    expect(readdirSync(path)).not.toContain('run.json');
    // What is there is sound: with room it ends as it would have.
    cpSync(path, join(folder, 'roomy', name), { recursive: true });
    const { code } = await answerTo(() =>
      resumeCommand(join(folder, 'roomy', name), { ...inline, out: folder }),
    );
    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'roomy', name, 'summary.json'), 'utf8')).toBe(
      readFileSync(join(made, 'summary.json'), 'utf8'),
    );
    rmSync(path, { recursive: true });
  });

  test('report says so and leaves the old pages whole; verify needs no room', async () => {
    const path = join(out, basename(made));
    cpSync(made, path, { recursive: true, filter: (file) => !file.endsWith('draws.parquet') });
    const manifest = JSON.parse(readFileSync(join(path, 'run.json'), 'utf8')) as {
      files: Record<string, string>;
    };
    const { 'draws.parquet': _, ...files } = manifest.files;
    writeFileSync(join(path, 'run.json'), JSON.stringify({ ...manifest, files }));
    expect(() => writeFileSync(join(out, 'filling'), new Uint8Array(1e6))).toThrow('ENOSPC');
    const before = readFileSync(join(path, 'report.md'), 'utf8');
    await failed(
      answerTo(() => reportCommand(path, { out })),
      'the disk is full',
    );
    expect(readFileSync(join(path, 'report.md'), 'utf8')).toBe(before);
    expect(parts(out)).toEqual([]);
    const { code, stderr } = await answerTo(() => verifyCommand(path, { executor: 'inline', out }));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

const isRoot = process.getuid?.() === 0;
const wide = disk('wide', '8m');
// Root may write where nobody may, but not on a disk that is read-only.
describe.skipIf(wide === undefined && isRoot)('a place that may not be written', () => {
  const out = wide ?? join(folder, 'closed');
  let path: string;

  beforeAll(() => {
    path = join(out, basename(made));
    cpSync(made, path, { recursive: true });
    if (wide === undefined) for (const one of [path, out]) chmodSync(one, 0o555);
    else execFileSync('mount', ['-o', 'remount,ro', out]);
  });
  afterAll(() => {
    if (wide === undefined) for (const one of [out, path]) chmodSync(one, 0o755);
  });

  const why = /the disk is read-only|permission denied/;
  test.each<[string, () => Promise<void>]>([
    ['run', () => runCommand(undefined, { ...inline, model: 'heat-pumps', trials: 64, out })],
    ['report', async () => reportCommand(path, { out })],
    ['discover', () => discoverCommand(path, { where: 'target.reached', out })],
    [
      'commit, into a ledger there',
      async () => commitCommand(path, { ledger: join(out, 'ledger.jsonl'), out }),
    ],
  ])('%s says so', async (_, command) => {
    const { code, stdout, stderr } = await answerTo(command);
    expect(stdout).toBe('');
    expect([1, 2]).toContain(code);
    expect(stderr).toMatch(why);
    expect(stderr).toContain(out);
    expect(stackLines(stderr)).toEqual([]);
  });

  test('verify and a commitment elsewhere write nothing there, and work', async () => {
    const verified = await answerTo(() => verifyCommand(path, { executor: 'inline', out }));
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    const ledger = join(folder, 'ledger.jsonl');
    const committed = await answerTo(async () => commitCommand(path, { ledger, out }));
    expect(committed).toMatchObject({ code: 0, stderr: '' });
  });
});
