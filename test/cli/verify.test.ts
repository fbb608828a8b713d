/** `chipcast verify` computes a run again and finds any digit that was altered since. */

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyCommand } from '../../src/cli/commands/verify.ts';
import { sha256 } from '../../src/compile/canonical.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { type Answer, answerTo, chipcast, stackLines } from './chipcast.ts';

const folder = temporaryFolder();
let made: string;
beforeAll(async () => {
  made = await finishedRun({ trials: 5003, seed: 'checked', out: join(folder, 'out') });
}, 60_000);

let copies = 0;

/** The run in another place, one of its files altered. */
function copyOf(file?: string, alter: (text: string) => string = (text) => text): string {
  const parent = join(folder, `copy-${copies++}`);
  mkdirSync(parent);
  const path = join(parent, basename(made));
  cpSync(made, path, { recursive: true });
  if (file !== undefined) {
    const before = readFileSync(join(path, file), 'latin1');
    const after = alter(before);
    expect(after, `${file} should be altered`).not.toBe(before);
    writeFileSync(join(path, file), after, 'latin1');
  }
  return path;
}

const verify = (path: string, options: { json?: boolean } = {}): Promise<Answer> =>
  answerTo(() => verifyCommand(path, { executor: 'inline', out: folder, ...options }));

/** Another digit in place of the first one after `mark`. */
function otherDigit(text: string, mark: string): string {
  const from = text.indexOf(mark) + mark.length;
  const at = from + text.slice(from).search(/\d/);
  return `${text.slice(0, at)}${text[at] === '7' ? '3' : '7'}${text.slice(at + 1)}`;
}

const journalLine = (content: object): string => {
  const text = JSON.stringify(content);
  return `${sha256(text).slice(0, 16)} ${text}`;
};

test('a run as it was made is verified, wherever it lies, by threads or without', async () => {
  const answers = [await verify(copyOf()), await chipcast('verify', made, '--threads', '2')];
  const { digest } = JSON.parse(readFileSync(join(made, 'run.json'), 'utf8')) as { digest: string };
  for (const { code, stdout, stderr } of answers) {
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toBe(`${basename(made)} is verified: ${digest}`);
    expect(lines.slice(0, -1).every((line) => line.startsWith('same    '))).toBe(true);
  }
});

describe('law: an altered digit is found, and the message names where', () => {
  test.each<[string, string, (text: string) => string, RegExp]>([
    [
      'a mean in summary.json',
      'summary.json',
      (text) => otherDigit(text, '"mean":{"value":'),
      /^DIFFERS summary\.json /m,
    ],
    [
      'a standard error in summary.json',
      'summary.json',
      (text) => otherDigit(text, '"p95":{"value":'),
      /^DIFFERS summary\.json /m,
    ],
    [
      'a digest in the journal',
      'journal',
      (text) => otherDigit(text, '"block":1,"digest":"'),
      /^DIFFERS block 1 \(journal\) .*no entry/m,
    ],
    [
      'a digest in the journal, its checksum made to fit',
      'journal',
      (text) => text.replace(/^.*"block":0.*$/m, journalLine({ block: 0, digest: 'f'.repeat(64) })),
      /^DIFFERS block 0 \(journal\) .*ffff/m,
    ],
    [
      'the seed in plan.json',
      'plan.json',
      (text) => text.replace('"seed": "checked"', '"seed": "checker"'),
      /^DIFFERS run id \(plan\.json\) /m,
    ],
    [
      'a distribution in plan.json',
      'plan.json',
      (text) => text.replace('point(8000)', 'point(8001)'),
      /^DIFFERS run id \(plan\.json\) /m,
    ],
    [
      'a constant in program.json',
      'program.json',
      (text) => otherDigit(text, '"op":"constant","value":'),
      /^DIFFERS model fingerprint \(program\.json\) /m,
    ],
    [
      'a figure in report.md',
      'report.md',
      (text) => otherDigit(text, ' ± '),
      /^DIFFERS report\.md /m,
    ],
    [
      'the digest in run.json',
      'run.json',
      (text) => otherDigit(text, '"digest": "'),
      /^DIFFERS digest of 2 blocks /m,
    ],
    [
      'the trials in run.json',
      'run.json',
      (text) => text.replace('"trials": 5003', '"trials": 5004'),
      /^DIFFERS .*run\.json/m,
    ],
    [
      'the model of run.json',
      'run.json',
      (text) => text.replace('"model": "heat-pumps"', '"model": "heat-pumpz"'),
      /^DIFFERS .*run\.json/m,
    ],
    [
      'a byte in the middle of draws.parquet',
      'draws.parquet',
      (bytes) => {
        const at = bytes.length >> 1;
        return `${bytes.slice(0, at)}${String.fromCharCode(bytes.charCodeAt(at) ^ 1)}${bytes.slice(at + 1)}`;
      },
      /^DIFFERS draws\.parquet /m,
    ],
  ])('%s', async (_, file, alter, named) => {
    const { code, stdout, stderr } = await verify(copyOf(file, alter));
    expect(stdout).toMatch(named);
    expect(stdout).toMatch(/is NOT what it says: \d+ of \d+ checks fail\n$/);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  test('as a process it ends with exit code 1', async () => {
    const path = copyOf('report.md', (text) => otherDigit(text, ' ± '));
    const { code, stdout, stderr } = await chipcast('verify', path, '--executor', 'inline');
    expect(stdout).toContain(' is NOT what it says: 1 of ');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  test('`verify --json` says the same as one document', async () => {
    const path = copyOf('report.md', (text) => text.toUpperCase());
    const { code, stdout, stderr } = await verify(path, { json: true });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const { checks, ...said } = JSON.parse(stdout) as {
      checks: { what: string; found: string; wanted: string }[];
    };
    expect(said).toMatchObject({ run: basename(made), verified: false });
    const wrong = checks.filter(({ found, wanted }) => found !== wanted);
    expect(wrong.map(({ what }) => what)).toEqual(['report.md']);
  });
});

describe('what cannot be verified is refused with exit code 2', () => {
  test.each<[string, string, (text: string) => string, RegExp]>([
    [
      'a file that is cut off',
      'program.json',
      (text) => text.slice(0, text.length >> 1),
      /program\.json cannot be read: .*JSON/,
    ],
    ['a file of another form', 'program.json', () => '{}', /program\.json/],
    [
      'a run of other numerics',
      'run.json',
      (text) => text.replace('"numerics": 1', '"numerics": 99'),
      /was computed with numerics 99, this version has 1/,
    ],
  ])('%s', async (_, file, alter, message) => {
    const { code, stdout, stderr } = await verify(copyOf(file, alter));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stackLines(stderr)).toEqual([]);
  });
});
