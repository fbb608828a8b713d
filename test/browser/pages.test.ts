/**
 * Every kind of page in a real browser, of a model whose every text is hostile. @slow: it starts
 * Chromium. Where there is no Chromium the tests are skipped, and their name says so.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../chromium.ts';
import { temporaryFolder } from '../folders.ts';
import { said } from '../hostile/said.ts';
import { axeFindings, faultsOf, openedIn } from './opened.ts';

const MODEL = fileURLToPath(new URL('hostile-model.ts', import.meta.url));
/** Reads a PDF, where it is installed. */
const PDFTOTEXT = ['/usr/bin/pdftotext'].find((path) => existsSync(path));
const folder = temporaryFolder();
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** @returns  the last line that is a path, or the pages it wrote */
async function chipcast(...words: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await said([...words, '--out', join(folder, 'runs')]);
  if (code !== 0) throw new Error(stderr);
  return stdout.split('\n').filter((line) => line.startsWith(folder));
}

/** Each kind of page, by what makes it. */
const PAGES = {
  report: () => chipcast('report', baseline),
  'report of a vintage': () => chipcast('report', vintage),
  compare: () => chipcast('compare', baseline, vintage),
  revise: () => chipcast('revise', baseline, vintage),
  discover: () => chipcast('discover', baseline, '--where', 'dear'),
  score: () => chipcast('score', baseline, '--truth', truth),
  bridge: () => chipcast('bridge', ...question, '--to', 'cheap'),
  solve: () => chipcast('solve', ...question, '--input', 'wage', '--for', 'P(dear) = 0.5'),
  sensitivity: () => chipcast('sensitivity', '--model', MODEL, '--base', '256'),
  batch: () => chipcast('batch', matrix),
} as const;

const question = ['--model', MODEL, '--trials', '8192', '--replicates', '4'];
let baseline: string;
let vintage: string;
let truth: string;
let matrix: string;

describe.skipIf(CHROMIUM === undefined)('in Chromium (skipped where none is installed)', () => {
  let browser: Browser;
  const made = new Map<string, string>();
  beforeAll(async () => {
    [baseline] = await chipcast('run', ...question, '--quiet');
    [vintage] = await chipcast('run', ...question, '--as-of', '2026-12', '--quiet');
    truth = file(
      'truth.yaml',
      "truth:\n  - { target: 'spent[2026]', value: 31, known: 2027-02-01 }\n",
    );
    matrix = file(
      'many.yaml',
      `name: many\nmodel: ${MODEL}\ntrials: 512\nreplicates: 4\nmatrix:\n  presets: [[], cheap]\n`,
    );
    for (const [name, make] of Object.entries(PAGES)) {
      const html = (await make()).find((path) => path.endsWith('.html'));
      if (html === undefined) throw new Error(`${name}: no page was written`);
      made.set(name, html);
    }
    browser = await openBrowser();
  }, 300_000);
  afterAll(() => browser?.close());

  test.each(Object.keys(PAGES))(
    '%s: texts are read and do nothing, at each width',
    async (name) => {
      for (const [width, scheme] of [
        [390, 'dark'],
        [1280, 'light'],
        [1920, 'dark'],
      ] as const) {
        const { page, said, asked } = await openedIn(browser, `file://${made.get(name)}`, {
          width,
          scheme,
        });
        expect(await faultsOf(page)).toEqual({ width, small: [], nameless: [], tableless: [] });
        // Colours differ between the schemes, and what is folded between widths.
        if (width !== 1920) expect(await axeFindings(page)).toEqual([]);
        const found = await page.evaluate(() => ({
          hurt: 'hurt' in globalThis,
          foreign: [...document.querySelectorAll('img,iframe,object,embed,link')].length,
          links: [...document.querySelectorAll('a')].filter((link) =>
            /^\s*javascript/i.test(link.getAttribute('href') ?? ''),
          ).length,
          // oxlint-disable-next-line no-control-regex -- these are looked for
          hidden: /[\u0000\u001b\u202e]/.test(document.body.textContent ?? ''),
          read: document.body.innerText.includes('<script>globalThis.hurt=1</script>'),
        }));
        expect(found).toEqual({ hurt: false, foreign: 0, links: 0, hidden: false, read: true });
        expect([said, asked()]).toEqual([[], []]);
        await page.close();
      }
    },
  );

  test('a page of a vintage answers for the days before it', async () => {
    const { page } = await openedIn(browser, `file://${made.get('report of a vintage')}`);
    await page.waitForSelector('#live');
    const day = page.getByLabel('Information to');
    expect(await day.locator('option').count()).toBe(3);
    await day.selectOption('2026-05-01');
    await page.waitForFunction(() => document.documentElement.dataset.drawn !== undefined);
    expect(await page.textContent('.strip')).toContain('Information to 1 May 2026');
    expect(new URL(page.url()).hash).toBe('#vintage=2026-05-01');
    // The run itself stays in view behind what is now.
    expect(await page.textContent('figcaption')).toContain('Dashed: this run');
    await page.close();
  });

  test('a chart is saved as numbers and as a picture that stands by itself', async () => {
    const { page } = await openedIn(browser, `file://${made.get('report')}`);
    const figure = page.locator('figure').first();
    const saved = async (name: string): Promise<string> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        figure.getByRole('button', { name }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^fan-[\w-]+\.(?:csv|svg)$/);
      return readFileSync(await download.path(), 'utf8');
    };
    const numbers = await saved('Data (CSV)');
    expect(numbers.split('\n')[0]).toMatch(/^\uFEFFperiod,/);
    expect(numbers).toMatch(/\n2026Q1,"Level <script>.*",,[\d.]+,[\d.]+,[\d.]+,[\d.]+,[\d.]+\n/);
    const picture = await saved('Picture (SVG)');
    expect(picture).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    await page.setContent(picture);
    expect(await page.evaluate(() => 'hurt' in globalThis)).toBe(false);
    expect(await page.textContent('svg > text')).toContain('fan <script>');
    await page.close();
  });

  test('the same run twice gives the same bytes', async () => {
    const before = readFileSync(made.get('report')!);
    await PAGES.report();
    expect(readFileSync(made.get('report')!).equals(before)).toBe(true);
  });

  test.skipIf(PDFTOTEXT === undefined)('prints with sources, assumptions and legends', async () => {
    const { page } = await openedIn(browser, `file://${made.get('report')}`);
    const path = join(folder, 'report.pdf');
    await page.pdf({ path, format: 'A4' });
    const text = execFileSync(PDFTOTEXT!, [path, '-'], { encoding: 'utf8' }).replaceAll(
      /\s+/g,
      ' ',
    );
    // The columns of a table run into each other, so of its texts a word is looked for.
    for (const said of ['publisher', 'claim', 'wage <script>', 'part <script>'])
      expect(text).toContain(said);
    expect(text).not.toContain('Change an assumption');
    await page.close();
  });
});
