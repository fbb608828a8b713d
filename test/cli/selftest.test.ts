/** `chipcast selftest` as a person runs it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ENGLISH } from '../../src/charts/words.ts';
import { selftestCommand } from '../../src/cli/commands/selftest.ts';
import { CERTIFICATE } from '../../src/node/certificate.ts';
import type { Certificate } from '../../src/report/certificate.ts';
import { sectionsHtml } from '../../src/report/media/html.ts';
import { certificateSection } from '../../src/report/pages/certificate.ts';
import { readReference } from '../../src/selftest/reference.ts';
import { textWidth } from '../../src/text/table.ts';
import { wordingOf } from '../../src/wording/wording.ts';
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
    expect(lines.at(-1)).toBe(join(first, CERTIFICATE));
    expect(lines.slice(0, 3)).toEqual([
      'This machine computes correctly',
      '',
      `${checks.length} of ${checks.length} checks passed.`,
    ]);
    expect(stdout).not.toContain('FAILED');
  });

  test('the table has every group and every check, in columns that a terminal has room for', () => {
    const lines = answers[0].stdout.trimEnd().split('\n');
    const { checks } = JSON.parse(certificateIn(first)) as Certificate;
    for (const group of new Set(checks.map(({ group }) => group))) expect(lines).toContain(group);
    const rows = lines.filter((line) => line.startsWith('  ') && line.endsWith('passed'));
    // A long name goes on in the line below.
    expect(rows).toHaveLength(checks.length);
    checks.forEach(({ name }, k) => {
      const [shown] = rows[k]!.slice(2).split(/ {2,}/);
      expect(name.startsWith(shown!), `${name}: ${shown}`).toBe(true);
    });
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(80);
  });

  test('two runs leave the same bytes, and --json prints them', () => {
    expect(certificateIn(second)).toBe(certificateIn(first));
    expect(answers[1]).toEqual({ code: 0, stdout: certificateIn(first), stderr: '' });
  });

  test('a report can show the certificate', () => {
    const certificate = JSON.parse(certificateIn(first)) as Certificate;
    const html = sectionsHtml([certificateSection(certificate, wordingOf('en'))], ENGLISH).join(
      '\n',
    );
    expect(html).toContain(
      `Self-test: ${certificate.checks.length} of ${certificate.checks.length}`,
    );
    expect(html.match(/<td>passed<\/td>/g)).toHaveLength(certificate.checks.length);
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
        selftestCommand({ out, ...options }, { reference: falsified }),
      );
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      const { passed, checks } = JSON.parse(certificateIn(out)) as Certificate;
      expect(passed).toBe(false);
      const wrong = checks.filter((check) => !check.passed);
      expect(wrong).toMatchObject([{ group: 'functions', name: 'exp', limit: 0.76 }]);
      const size = Number(wrong[0].found.toPrecision(3));
      if ('json' in options) expect(stdout).toBe(certificateIn(out));
      else {
        expect(stdout.replaceAll('\n', ' ')).toContain(
          `This machine does not compute correctly  ${checks.length - 1} of ${checks.length} checks passed.  FAILED functions, exp: ulps ${size}, at most 0.76 allowed, over ${wrong[0].count} values.`,
        );
        expect(stdout).toMatch(/^ {2}exp +\d+ +\S+ +0\.76 +ulps +FAILED$/m);
      }
    },
    60_000,
  );
});
