/**
 * `chipcast report --pdf`. @slow: it starts Chromium. Where there is none the printing is skipped,
 * and its name says so.
 */

import { readdirSync, readFileSync } from 'node:fs';
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

test('pictures for a folder that nobody names are refused', async () => {
  const answer = await answerTo(() => reportCommand(run, { out, png: true }));
  expect(answer).toEqual({
    code: 2,
    stdout: '',
    stderr: '--png wants --charts with the folder to write to\n',
  });
});

test.skipIf(CHROMIUM === undefined)(
  'every chart is drawn as PNG, too, two dots a pixel (skipped where there is no Chromium)',
  async () => {
    const charts = join(out, 'charts');
    const answer = await answerTo(() =>
      reportCommand(run, { out, charts, png: true, browser: CHROMIUM }),
    );
    expect(answer.code).toBe(0);
    const files = readdirSync(charts);
    const svgs = files.filter((file) => file.endsWith('.svg'));
    expect(files.filter((file) => file.endsWith('.png'))).toEqual(
      svgs.map((file) => file.replace('.svg', '.png')),
    );
    for (const svg of svgs) {
      const [, width, height] = / width="(\d+)" height="(\d+)"/.exec(
        readFileSync(join(charts, svg), 'utf8'),
      )!;
      const png = readFileSync(join(charts, svg.replace('.svg', '.png')));
      expect(png.toString('latin1', 1, 4)).toBe('PNG');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
        2 * Number(width),
        2 * Number(height),
      ]);
    }
  },
  120_000,
);

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
