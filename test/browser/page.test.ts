/**
 * The page in a real browser, opened from a disk. @slow: it starts Chromium. Where there is none the
 * tests are skipped, and their name says so.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportCommand } from '../../src/cli/commands/report.ts';
import { CHROMIUM, openBrowser } from '../chromium.ts';
import { answerTo } from '../cli/chipcast.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { axeFindings, openedIn } from './opened.ts';

const folder = temporaryFolder();

const ASKED = { model: 'heat-pumps', trials: 8192, replicates: 4, out: folder };

describe.skipIf(CHROMIUM === undefined)('in Chromium (skipped where none is installed)', () => {
  let browser: Browser;
  let file: string;
  let digest: string;
  beforeAll(async () => {
    const path = await finishedRun(ASKED);
    expect((await answerTo(async () => reportCommand(path, { out: folder }))).code).toBe(0);
    file = `file://${join(path, 'report.html')}`;
    digest = JSON.parse(readFileSync(join(path, 'run.json'), 'utf8')).digest;
    browser = await openBrowser();
  }, 120_000);
  afterAll(() => browser?.close());

  async function opened(hash = '', width = 1280, scheme: 'light' | 'dark' = 'light') {
    const open = await openedIn(browser, file + hash, { width, scheme });
    await open.page.waitForSelector('#live');
    return open;
  }

  const drawn = (page: Page) =>
    page.waitForFunction(() => document.documentElement.dataset.drawn !== undefined);

  const numbersOf = async (of: Page): Promise<unknown> => [
    await of.textContent('h1'),
    await of
      .locator('.headlines td b')
      .evaluateAll((cells) => cells.map((cell) => [cell.textContent, cell.getAttribute('title')])),
  ];

  test.each([
    [390, 'light'],
    [1280, 'dark'],
    [1920, 'light'],
  ] as const)(
    'at %d pixels, %s: nothing is said, nothing is asked for, axe finds nothing, nothing is wider than the screen',
    async (width, scheme) => {
      const { page, said, asked } = await opened('', width, scheme);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      // What is folded is there for a click.
      await page.evaluate(() => {
        for (const part of document.querySelectorAll('.live details'))
          part.toggleAttribute('open', true);
      });
      expect(await axeFindings(page)).toEqual([]);
      expect([said, asked()]).toEqual([[], []]);
      await page.close();
    },
  );

  test('a slider that is moved with the keyboard draws the answer of that question', async () => {
    const { page, said } = await opened();
    const before = await page.textContent('h1');
    expect(await page.textContent('.lede')).toContain('depends most on');
    await page.locator('.live summary').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.slider input').first().focus();
    await page.keyboard.press('End');
    await drawn(page);
    expect(await page.textContent('h1')).not.toBe(before);
    // What drives the run was not asked of the change, and single trials are of the run.
    expect(await page.textContent('.lede')).not.toContain('depends most on');
    expect(await page.textContent('#screen figcaption')).not.toContain('single trials');
    expect(await page.textContent('.said')).toMatch(/^Now .*; in this run .* points/);
    await page.waitForFunction(() => location.hash !== '' && location.hash !== '#');
    const moved = new URL(page.url()).hash.match(/^#([\w.]+)=([\d.]+)$/)!;
    // The command line says the same of the same question.
    const path = await finishedRun({ ...ASKED, set: [moved.slice(1).join('=')] });
    expect((await answerTo(async () => reportCommand(path, { out: folder }))).code).toBe(0);
    const asRun = await openedIn(browser, `file://${join(path, 'report.html')}`);
    expect(await numbersOf(page)).toEqual(await numbersOf(asRun.page));
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.waitForFunction((h1) => document.querySelector('h1')?.textContent === h1, before);
    expect(said).toEqual([]);
    await page.close();
  });

  test('a page of moved trials answers each move anew', async () => {
    // Two blocks: the memory of the first must not be taken for that of the second.
    const given = ['pumps.installed[2026] > 60'];
    const asked = { ...ASKED, trials: 4608, given, update: 'tempering' } as const;
    const path = await finishedRun(asked);
    expect((await answerTo(async () => reportCommand(path, { out: folder }))).code).toBe(0);
    const { page, said } = await openedIn(browser, `file://${join(path, 'report.html')}`);
    await page.waitForSelector('#live');
    await page.locator('.live summary').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.slider input').first().focus();
    const h1 = (): Promise<string | null> => page.textContent('h1');
    const before = await h1();
    await page.keyboard.press('PageUp');
    await page.waitForFunction(
      (text) => document.querySelector('h1')?.textContent !== text,
      before,
    );
    const first = await h1();
    // The machine of the first move stays; the second must not answer with its question.
    await page.keyboard.press('PageUp');
    await page.waitForFunction((text) => document.querySelector('h1')?.textContent !== text, first);
    await page.waitForFunction(() => /^#[\w.]+=/.test(location.hash));
    await page.waitForTimeout(500);
    const [, id, value] = new URL(page.url()).hash.match(/^#([\w.]+)=([\d.]+)$/)!;
    const moved = await finishedRun({ ...asked, set: [`${id}=${value}`] });
    expect((await answerTo(async () => reportCommand(moved, { out: folder }))).code).toBe(0);
    const asRun = await openedIn(browser, `file://${join(moved, 'report.html')}`);
    expect(await numbersOf(page)).toEqual(await numbersOf(asRun.page));
    expect(said).toEqual([]);
    await Promise.all([page.close(), asRun.page.close()]);
  });

  test('the address holds the question: a page opened with a scenario shows its answer', async () => {
    const { page } = await opened('#preset=subsidy-ends');
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

  test('a page of a model in two languages is read in either, with what was changed', async () => {
    const path = await finishedRun({
      model: 'china-ai-chips',
      trials: 2048,
      replicates: 4,
      out: folder,
    });
    expect((await answerTo(async () => reportCommand(path, { out: folder }))).code).toBe(0);
    const { page, said, asked } = await openedIn(browser, `file://${join(path, 'report.html')}`);
    const language = page.locator('#top-place select');
    await language.waitFor();
    const english = await page.textContent('h1');
    await language.selectOption('zh-Hant');
    await page.waitForSelector('html[lang=zh-Hant] #live');
    expect(await page.textContent('h1')).toMatch(/[\u4e00-\u9fff]/);
    expect(await page.textContent('#annex')).toContain('主要結果');
    expect(await page.title()).toMatch(/[\u4e00-\u9fff]/);
    await page.locator('.live details').evaluateAll((all) => {
      for (const one of all) one.toggleAttribute('open', true);
    });
    // A category shows its labels.
    const lever = page.locator('.slider[title="prc.forcedRegime"]');
    expect(await lever.textContent()).toContain('不固定，由立場決定');
    await lever.locator('input').press('End');
    expect(await lever.locator('b').textContent()).toBe('開放');
    await page.waitForFunction(() => location.hash.includes('prc.forcedRegime=3&lang=zh-Hant'));
    await page.locator('#top-place select').selectOption('en');
    await page.waitForSelector('html[lang=en] #live');
    await drawn(page);
    expect(await page.locator('.slider.turned b').textContent()).toBe('open');
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.waitForFunction((h1) => document.querySelector('h1')?.textContent === h1, english);
    expect([said, asked()]).toEqual([[], []]);
    await page.close();
  }, 120_000);

  test('the question how likely is more than is answered while the threshold moves', async () => {
    const { page } = await opened();
    const threshold = page.locator('.ask input[type=number]');
    await threshold.fill('100000');
    expect(await page.textContent('.answer')).toBe('0 in 100');
    await threshold.fill('0');
    expect(await page.textContent('.answer')).toBe('100 in 100');
    await page.close();
  });
});
