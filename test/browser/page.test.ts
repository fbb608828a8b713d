/**
 * The page in a real browser, opened from a disk. @slow: it starts Chromium. Where there is none the
 * tests are skipped, and their name says so.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportCommand } from '../../src/cli/commands/report.ts';
import { CHROMIUM, openBrowser } from '../chromium.ts';
import { answerTo } from '../cli/chipcast.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = temporaryFolder();

describe.skipIf(CHROMIUM === undefined)('in Chromium (skipped where none is installed)', () => {
  let browser: Browser;
  let file: string;
  let digest: string;
  beforeAll(async () => {
    const path = await finishedRun({
      model: 'heat-pumps',
      trials: 8192,
      replicates: 4,
      out: folder,
    });
    expect((await answerTo(async () => reportCommand(path, { out: folder }))).code).toBe(0);
    file = `file://${join(path, 'report.html')}`;
    digest = JSON.parse(readFileSync(join(path, 'run.json'), 'utf8')).digest;
    browser = await openBrowser();
  }, 120_000);
  afterAll(() => browser?.close());

  /** A page that is open, with what it said and what it asked for. */
  async function opened(width = 1280, colorScheme: 'light' | 'dark' = 'light', hash = '') {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const said: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(file + hash);
    await page.waitForSelector('#live');
    return { page, said, asked: () => asked.filter((url) => !/^(?:file|blob|data):/.test(url)) };
  }

  const drawn = (page: Page) =>
    page.waitForFunction(() => document.documentElement.dataset.drawn !== undefined);

  test.each([
    [390, 'light'],
    [390, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
    [1920, 'light'],
    [1920, 'dark'],
  ] as const)(
    'at %d pixels, %s: nothing is said, nothing is asked for, axe finds nothing, nothing is wider than the screen',
    async (width, scheme) => {
      const { page, said, asked } = await opened(width, scheme);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.evaluate(AXE);
      const found = await page.evaluate(() =>
        (
          globalThis as unknown as {
            axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          }
        ).axe.run(),
      );
      expect(found.violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
      expect([said, asked()]).toEqual([[], []]);
      await page.close();
    },
  );

  test('a slider that is moved with the keyboard draws the answer of that question', async () => {
    const { page, said } = await opened();
    const before = await page.textContent('h1');
    await page.locator('.live summary').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.slider input').first().focus();
    await page.keyboard.press('End');
    await drawn(page);
    expect(await page.textContent('h1')).not.toBe(before);
    expect(await page.textContent('.said')).toMatch(/^Now .*; in this run .* points/);
    expect(new URL(page.url()).hash).toMatch(/^#[\w.]+=[\d.]+$/);
    await page.getByRole('button', { name: 'Reset' }).click();
    expect(await page.textContent('h1')).toBe(before);
    expect(said).toEqual([]);
    await page.close();
  });

  test('the address holds the question: a page opened with a scenario shows its answer', async () => {
    const { page } = await opened(1280, 'light', '#preset=subsidy-ends');
    await drawn(page);
    expect(await page.textContent('.strip')).toContain('Scenario: The state stops paying');
    const spec = await page.getAttribute('a[download$=".yaml"]', 'href');
    expect(decodeURIComponent(spec!)).toContain('presets: [subsidy-ends]');
    await page.close();
  });

  test('computes the run again to the digest of the command line', async () => {
    const { page } = await opened();
    await page.getByRole('button', { name: 'Verify the digest in this page' }).click();
    await page.waitForFunction(() =>
      /same digest|Another/.test(document.querySelector('.said')?.textContent ?? ''),
    );
    expect(await page.textContent('.said')).toBe(`Verified: same digest, ${digest.slice(0, 16)}`);
    await page.close();
  });

  test('the question how likely is more than is answered while the threshold moves', async () => {
    const { page } = await opened();
    const threshold = page.locator('.ask input[type=number]');
    await threshold.fill('100000');
    expect(await page.textContent('.answer')).toBe('0 in 100');
    await threshold.fill('0');
    expect(await page.textContent('.answer')).toBe('100 in 100');
    await page.close();
  });

  test('prints with everything behind it open', async () => {
    const { page } = await opened();
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#live').isVisible()).toBe(false);
    expect(await page.locator('#assumptions table').first().isVisible()).toBe(true);
    await page.close();
  });
});
