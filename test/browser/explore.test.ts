/**
 * `chipcast explore` in a real browser. @slow: it starts Chromium and makes pages. Where there is no
 * Chromium the test is skipped, and its name says so.
 */

import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../chromium.ts';
import { answerOf, start } from '../cli/chipcast.ts';
import { temporaryFolder } from '../folders.ts';
import { openedIn } from './opened.ts';

const MODEL = `
import { annual, component, eq, input, model, outcome, quarterly, quarters, uniform, variable } from 'chipcast';
const rate = input('it.rate', { unit: 'unit', distribution: uniform({ min: 1, max: 2 }), range: [0, 3] });
const made = variable('it.made', { unit: 'unit', over: quarters, is: eq\`\${rate} * 2\` });
const total = outcome('it.total', { unit: 'unit', over: 'year', is: annual.sum(made), label: 'LABEL' });
export default model('small', {
  title: 'A small model',
  calendar: quarterly('2026Q1', 8),
  headlines: ['it.total'],
  components: [component('all', 'Everything.', [total])],
});
`;

const folder = temporaryFolder();

describe.skipIf(CHROMIUM === undefined)('explore (skipped where there is no Chromium)', () => {
  test('serves the page, shows the errors of a model and its next version, and ends at Ctrl-C', async () => {
    const file = join(folder, 'model.ts');
    const write = (label: string): void => writeFileSync(file, MODEL.replace('LABEL', label));
    write('All of it');
    const child = start('explore', '--model', file, '--trials', '2048', '--threads', '1');
    const answer = answerOf(child);
    const address = await new Promise<string>((resolve) =>
      child.stdout.once('data', (text) => resolve(String(text).split(' ')[0])),
    );
    const browser = await openBrowser();
    try {
      const { page, said, asked } = await openedIn(browser, address);
      const heading = page.frameLocator('iframe').locator('h1');
      await heading.waitFor({ timeout: 200_000 });
      await page.frameLocator('iframe').locator('#live').waitFor();
      expect(await heading.textContent()).toContain('All of it');
      expect(await page.title()).toContain('A small model');
      // Under the name of somebody else's page it is not served.
      expect([await statusFor(address, 'example.org'), await statusFor(address)]).toEqual([
        403, 200,
      ]);

      writeFileSync(file, MODEL.replace('eq`', 'eq`nothing * '));
      await page.locator('pre').waitFor({ timeout: 200_000 });
      expect(await page.textContent('pre')).toMatch(/nothing/);
      expect(await heading.textContent()).toContain('All of it');

      write('All of the other');
      await page
        .frameLocator('iframe')
        .getByRole('heading', { name: /All of the other/ })
        .first()
        .waitFor({ timeout: 200_000 });
      expect(await page.locator('pre').isVisible()).toBe(false);
      expect(said).toEqual([]);
      expect(asked().every((url) => url.startsWith(address))).toBe(true);
    } finally {
      await browser.close();
    }
    child.kill('SIGINT');
    expect((await answer).code).toBe(0);
  }, 600_000);

  test('an open page shows what a command serves that was started later on the same port', async () => {
    const file = join(folder, 'later.ts');
    writeFileSync(file, MODEL.replace('LABEL', 'All of the first'));
    const serve = (...words: string[]) => {
      const child = start(
        'explore',
        '--model',
        file,
        '--trials',
        '2048',
        '--threads',
        '1',
        ...words,
      );
      const address = new Promise<string>((resolve) =>
        child.stdout.once('data', (text) => resolve(String(text).split(' ')[0])),
      );
      return { child, address, answer: answerOf(child) };
    };
    const first = serve();
    const address = await first.address;
    const browser = await openBrowser();
    const { page } = await openedIn(browser, address);
    const heading = (label: RegExp) =>
      page.frameLocator('iframe').getByRole('heading', { name: label }).first();
    let later: ReturnType<typeof serve> | undefined;
    try {
      await heading(/All of the first/).waitFor({ timeout: 200_000 });
      first.child.kill('SIGINT');
      await first.answer;
      writeFileSync(file, MODEL.replace('LABEL', 'All of the second'));
      later = serve('--port', new URL(address).port);
      await heading(/All of the second/).waitFor({ timeout: 200_000 });
    } finally {
      await browser.close();
      later?.child.kill('SIGINT');
    }
    expect((await later.answer).code).toBe(0);
  }, 600_000);
});

function statusFor(address: string, host?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(address, host === undefined ? {} : { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
