/** `chipcast selftest` as a person runs it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { selftestCommand } from '../../src/cli/commands/selftest.ts';
import { CERTIFICATE } from '../../src/node/certificate.ts';
import { type Certificate, certificateSection } from '../../src/report/certificate.ts';
import { readReference } from '../../src/selftest/reference.ts';
import { temporaryFolder } from '../folders.ts';
import { type Answer, answerTo, chipcast } from './chipcast.ts';

const folder = temporaryFolder();
const certificateIn = (out: string): string => readFileSync(join(out, CERTIFICATE), 'utf8');

describe('on a machine that computes rightly', () => {
  const [first, second] = [join(folder, 'first', 'out'), join(folder, 'second')];
  const answers: Answer[] = [];
  beforeAll(async () => {
    answers.push(await chipcast('selftest', '--out', first));
    answers.push(await chipcast('selftest', '--out', second, '--json'));
  }, 120_000);

  test('it ends with exit code 0 and says where the certificate is', () => {
    const [{ code, stdout, stderr }] = answers;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { checks } = JSON.parse(certificateIn(first)) as Certificate;
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toBe(
      `${checks.length} of ${checks.length} checks passed; certificate in ${join(first, CERTIFICATE)}`,
    );
    expect(stdout).not.toContain('FAILED');
  });

  test('the table has every group and every check, in columns that a terminal has room for', () => {
    const lines = answers[0].stdout.trimEnd().split('\n').slice(0, -2);
    const { checks } = JSON.parse(certificateIn(first)) as Certificate;
    const groups = [...new Set(checks.map(({ group }) => group))];
    const [headed, own] = [lines[0], lines.filter((line) => line.startsWith('  '))];
    expect(lines.filter((line) => /^\w/.test(line)).map((line) => line.split(' ')[0])).toEqual(
      groups,
    );
    expect(own.map((line) => line.slice(2).split(/ {2,}/)[0])).toEqual(
      checks.map(({ name }) => name),
    );
    for (const heading of ['values', 'found', 'limit']) {
      const end = headed.indexOf(heading) + heading.length;
      // Numbers end where their column does, two blanks before the next.
      for (const line of own) expect(line.slice(end - 1, end + 2), line).toMatch(/^\S {2}$/);
    }
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(90);
  });

  test('two runs leave the same bytes, and --json prints them', () => {
    expect(certificateIn(second)).toBe(certificateIn(first));
    expect(answers[1]).toEqual({ code: 0, stdout: certificateIn(first), stderr: '' });
  });

  test('a report can show the certificate', () => {
    const certificate = JSON.parse(certificateIn(first)) as Certificate;
    const html = certificateSection(certificate).join('\n');
    expect(html).toContain(
      `Self-test: ${certificate.checks.length} of ${certificate.checks.length}`,
    );
    expect(html.match(/class="pass"/g)).toHaveLength(certificate.checks.length);
  });
});

describe('where a value is not what it should be', () => {
  const reference = readReference();
  const [row, ...rows] = reference.functions['exp'];
  // Twice the true value is 2^52 or more ulps of it away.
  const exp = [[row[0], row[1], 2 * row[2], row[3]] as const, ...rows];
  const falsified = { ...reference, functions: { ...reference.functions, exp } };

  test.each([
    ['page', {}],
    ['document', { json: true }],
  ])(
    'it ends with exit code 1, and the %s names the check, what was found and the limit',
    async (_, options) => {
      const out = join(folder, 'falsified');
      const { code, stdout, stderr } = await answerTo(() =>
        selftestCommand({ out, ...options }, falsified),
      );
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      const { passed, checks } = JSON.parse(certificateIn(out)) as Certificate;
      expect(passed).toBe(false);
      const wrong = checks.filter((check) => !check.passed);
      expect(wrong).toMatchObject([{ group: 'functions', name: 'exp', limit: 0.76 }]);
      const size = Number(wrong[0].found.toPrecision(3));
      if ('json' in options) expect(stdout).toBe(certificateIn(out));
      else {
        const tail = stdout.trimEnd().split('\n').slice(-3);
        expect(tail).toEqual([
          '',
          `FAILED functions, exp: ulps ${size}, at most 0.76 allowed, over ${wrong[0].count} values`,
          `${checks.length - 1} of ${checks.length} checks passed; certificate in ${join(out, CERTIFICATE)}`,
        ]);
        expect(stdout).toMatch(/^ {2}exp +\d+ +\S+ +0\.76 {2}ulps +FAILED$/m);
      }
    },
    60_000,
  );
});
