/**
 * `chipcast report --pdf`. @slow: it starts Chromium. Where there is none the printing is skipped,
 * and its name says so.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { reportCommand } from '../../src/cli/commands/report.ts';
import { CHROMIUM } from '../chromium.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';

const out = temporaryFolder();
let run: string;
beforeAll(async () => {
  run = await finishedRun({ out });
}, 60_000);

test('a browser that is not there is named, before anything is written', async () => {
  const pdf = join(out, 'no.pdf');
  const answer = await answerTo(() =>
    reportCommand(run, { out, pdf, browser: '/no/such/browser' }),
  );
  expect(answer).toEqual({
    code: 2,
    stdout: '',
    stderr: 'there is no browser /no/such/browser; wanted the path of a Chromium or Chrome\n',
  });
});

test.skipIf(CHROMIUM === undefined)(
  'the page is printed on A4 (skipped where there is no Chromium)',
  async () => {
    const pdf = join(out, 'page.pdf');
    const answer = await answerTo(() => reportCommand(run, { out, pdf, browser: CHROMIUM }));
    expect(answer.code).toBe(0);
    expect(answer.stdout).toContain(pdf);
    const text = readFileSync(pdf, 'latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    // 210 mm by 297 mm in points.
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(text)!;
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
  },
  120_000,
);
