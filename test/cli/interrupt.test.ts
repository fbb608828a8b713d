/**
 * Nothing is lost: a run that was stopped, killed or damaged ends where one that was left alone
 * ends.
 */

import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { resumeCommand } from '../../src/cli/commands/resume.ts';
import { runCommand } from '../../src/cli/commands/run.ts';
import { sha256 } from '../../src/compile/canonical.ts';
import { FolderFiles } from '../../src/store/folder-files.ts';
import { readJournal } from '../../src/store/journal.ts';
import type { Manifest } from '../../src/store/manifest.ts';
import { temporaryFolder } from '../folders.ts';
import { type Answer, answerTo, answerToSignal, chipcast, stackLines, start } from './chipcast.ts';

const folder = temporaryFolder();
const BLOCKS = 48;
const trials = BLOCKS * 4096 - 7;
const question = { model: 'heat-pumps', trials, replicates: 5, draws: false };
/** The same as words. */
const words = `run --model heat-pumps --trials ${trials} --replicates 5 --no-draws`.split(' ');
/** One trial at a time, the machine is slow enough to be caught in the act. */
const slowly = ['--chunk', '1'];

let whole: string;
let left: Answer;
beforeAll(async () => {
  const options = { executor: 'inline', json: true, out: join(folder, 'whole') } as const;
  left = await answerTo(() => runCommand(undefined, { ...question, ...options }));
  whole = (JSON.parse(left.stdout) as { run: { folder: string } }).run.folder;
}, 60_000);

const text = (path: string, file: string): string => readFileSync(join(path, file), 'utf8');

/** A run is as one that was left alone: every file that does not say who made it. */
function expectWhole(path: string): void {
  // Not program.json byte by byte: Node and the loader of the tests list the exports of a module in
  // different orders, and with them the names of variables. The fingerprint in run.json covers what
  // is computed.
  for (const file of ['plan.json', 'summary.json', 'report.md'])
    expect(text(path, file) === text(whole, file), file).toBe(true);
  const [ours, theirs] = [whole, path].map((of) => JSON.parse(text(of, 'run.json')) as Manifest);
  expect({ ...theirs, made: undefined }).toEqual({ ...ours, made: undefined });
  const blocks = (of: string) =>
    readJournal(new FolderFiles(of), 'journal').entries.toSorted((a, b) => a.block - b.block);
  expect(blocks(path)).toEqual(blocks(whole));
}

/** Starts the run in threads or without, waits for a few blocks, and sends a signal. */
async function interrupted(
  name: string,
  signal: NodeJS.Signals,
  options: readonly string[],
): Promise<{ path: string; answer: Answer }> {
  const out = join(folder, name);
  const child = start(...words, ...slowly, ...options, '--out', out);
  const path = whole.replace(join(folder, 'whole'), out);
  // The line of the plan, then of at least two blocks.
  const begun = (): boolean =>
    existsSync(join(path, 'journal')) && text(path, 'journal').split('\n').length > 4;
  return { path, answer: await answerToSignal(child, signal, begun) };
}

/** What an unfinished folder holds: nothing that could be taken for an answer. */
function expectUnfinished(path: string): void {
  expect(readdirSync(path).sort()).toEqual(['journal', 'plan.json', 'program.json']);
}

// At the same time, for most of it is waiting for processes.
describe.concurrent('law: an interrupted run ends as one that was left alone', () => {
  test.each([
    ['without threads', ['--executor', 'inline']],
    ['in two threads', ['--threads', '2']],
  ])('by Ctrl-C, %s; then it is resumed', async (name, options) => {
    const { path, answer } = await interrupted(name, 'SIGINT', options);
    expect(answer.code).toBe(1);
    expect(answer.stdout).toBe('');
    const done = /^stopped: (\d+) of 48 blocks are done\. Go on with: chipcast resume (.*)$/m.exec(
      answer.stderr,
    );
    expect(answer.stderr).toContain('stopping after the blocks under way; once more stops at once');
    expect(Number(done![1])).toBeGreaterThanOrEqual(2);
    expect(Number(done![1])).toBeLessThan(BLOCKS);
    expect(done![2]).toBe(path);
    expectUnfinished(path);
    const resumed = await chipcast('resume', path, '--executor', 'inline', '--json');
    expect(resumed).toEqual({
      code: 0,
      stdout: left.stdout.replaceAll(join(folder, 'whole'), join(folder, name)),
      stderr: expect.stringMatching(
        /^\d+ of 48 blocks were done; their draws are computed again and checked against the journal\n$/,
      ),
    });
    expectWhole(path);
    expect((JSON.parse(text(path, 'run.json')) as Manifest).made.resumed).toBe(true);
  });

  test('too large to keep its draws, by Ctrl-C in two threads once its pilot is complete: its counts are kept', async () => {
    // 29 outcomes pass 1 GiB at 4.6 million trials; the pilot is 64 blocks of them.
    const out = join(folder, 'large');
    const large = 'run --model heat-pumps --trials 5000000 --no-draws'.split(' ');
    const child = start(...large, '--threads', '2', '--out', out);
    const runs = (): string[] => (existsSync(out) ? readdirSync(out) : []);
    const lines = (run: string): number => text(join(out, run), 'journal').split('\n').length;
    const begun = (): boolean =>
      runs().some((run) => existsSync(join(out, run, 'journal')) && lines(run) > 70);
    const { code, stderr } = await answerToSignal(child, 'SIGINT', begun);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^stopped: \d+ of 1221 blocks are done\. Go on with: chipcast resume /m);
    const [run] = runs();
    expect(readdirSync(join(out, run!)).sort()).toEqual([
      'accumulators',
      'journal',
      'plan.json',
      'program.json',
    ]);
  });

  test('too large to keep its draws, by Ctrl-C twice in two threads: it ends at once, and can be resumed', async () => {
    const out = join(folder, 'twice');
    const large = 'run --model heat-pumps --trials 5000000 --no-draws'.split(' ');
    const child = start(...large, '--threads', '2', '--out', out);
    let said = '';
    child.stderr.on('data', (text) => {
      said += String(text);
      if (said.includes('once more stops at once')) child.kill('SIGINT');
    });
    const runs = (): string[] => (existsSync(out) ? readdirSync(out) : []);
    const begun = (): boolean =>
      runs().some(
        (run) =>
          existsSync(join(out, run, 'journal')) &&
          text(join(out, run), 'journal').split('\n').length > 70,
      );
    const { code, stdout } = await answerToSignal(child, 'SIGINT', begun);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    const [run] = runs();
    expect(readdirSync(join(out, run!))).toEqual(expect.arrayContaining(['journal', 'plan.json']));
    expect(existsSync(join(out, run!, 'run.json'))).toBe(false);
  });

  test('not by a second process, which is told who computes it', async () => {
    const out = join(folder, 'held');
    const first = start(...words, ...slowly, '--executor', 'inline', '--out', out);
    const path = whole.replace(join(folder, 'whole'), out);
    while (!existsSync(join(path, 'journal.held'))) await setTimeout(5);
    const second = await chipcast(...words, '--executor', 'inline', '--out', out);
    expect(second).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        new RegExp(`journal is being written by process ${first.pid} on .*: wait for it, or stop`),
      ),
    });
    first.kill('SIGKILL');
    const third = await chipcast('resume', path, '--executor', 'inline', '--quiet');
    expect(third.code).toBe(0);
    expectWhole(path);
  });

  test('killed in the middle of a line of its journal, and asked again', async () => {
    const { path, answer } = await interrupted('killed', 'SIGKILL', ['--executor', 'inline']);
    expect(answer.code).toBeNull();
    appendFileSync(join(path, 'journal'), `${'0'.repeat(16)} {"block":4`);
    writeFileSync(join(path, 'run.json.unfinished-4711'), '{"format": 1,');
    const options = { executor: 'inline', quiet: true, out: join(folder, 'killed') } as const;
    const again = await answerTo(() => runCommand(undefined, { ...question, ...options }));
    expect(again.code).toBe(0);
    expect(again.stdout).toBe(`${path}\n`);
    expect(again.stderr).toContain('going on with a run that was stopped\n');
    expect(again.stderr).toContain(
      '1 line(s) of the journal were cut off or altered; their blocks are computed again\n',
    );
    expectWhole(path);
  });
});

describe('a journal that is not as it was left', () => {
  let copies = 0;

  /** The run as if it had been stopped with this journal. */
  function unfinished(alter: (journal: string) => string): string {
    const path = join(folder, `copy-${copies++}`, basename(whole));
    cpSync(whole, path, { recursive: true });
    for (const file of ['run.json', 'summary.json', 'report.md']) rmSync(join(path, file));
    writeFileSync(join(path, 'journal'), alter(text(path, 'journal')));
    return path;
  }

  const journalLine = (content: object): string => {
    const json = JSON.stringify(content);
    return `${sha256(json).slice(0, 16)} ${json}`;
  };
  const resume = (path: string): Promise<Answer> =>
    answerTo(() => resumeCommand(path, { executor: 'inline', quiet: true, out: folder }));

  test('law: with an altered line that block is computed again, and the run ends as it should', async () => {
    const path = unfinished((journal) => journal.replace('"block":3,', '"block":4,'));
    const { code, stderr } = await resume(path);
    expect(code).toBe(0);
    expect(stderr).toContain('1 line(s) of the journal were cut off or altered');
    expectWhole(path);
  });

  test('that says another digest than the block has ends the run with exit code 1 and no answer', async () => {
    const path = unfinished((journal) =>
      journal.replace(/^.*"block":2,.*$/m, journalLine({ block: 2, digest: 'f'.repeat(64) })),
    );
    const { code, stdout, stderr } = await resume(path);
    expect(stderr.replace(/^\d+ of 48 blocks were done.*\n/, '')).toBe(
      `chipcast: block 2 came out otherwise than ${join(path, 'journal')} says; the question or the journal was altered, or this machine computes otherwise\n`,
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expectUnfinished(path);
  });

  test('of another run is refused with exit code 2, and is no fault of chipcast', async () => {
    const path = unfinished((journal) =>
      journal.replace(/^.*"plan".*$/m, journalLine({ plan: 'f'.repeat(64) })),
    );
    const { code, stdout, stderr } = await resume(path);
    expect(stderr).toMatch(/journal belongs to run ffffffff, not to [0-9a-f]{8}/);
    expect(stderr).not.toContain('fault of chipcast');
    expect(stackLines(stderr)).toEqual([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expectUnfinished(path);
  });

  test('a plan that was altered before any block was done is refused with exit code 2', async () => {
    const path = unfinished((journal) => `${journal.split('\n')[0]}\n`);
    writeFileSync(
      join(path, 'plan.json'),
      text(path, 'plan.json').replace('"seed": "1"', '"seed": "2"'),
    );
    const { code, stderr } = await resume(path);
    // Its id says what was asked; the answer to something else must not carry it.
    expect(stderr).toMatch(/plan\.json/);
    expect(code).toBe(2);
    expectUnfinished(path);
  });
});

test('a run that is finished is not resumed, and says so', async () => {
  const { code, stdout, stderr } = await answerTo(() =>
    resumeCommand(whole, { executor: 'inline', json: true, out: folder }),
  );
  expect(code).toBe(0);
  expect(stdout).toBe(left.stdout);
  expect(stderr).toBe(`${basename(whole)} is finished already\n`);
});
