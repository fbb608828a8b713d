/**
 * The package as it is built, where there is no Node: in Deno and on a page of a browser. It gives
 * the digests of Node. @slow: it starts both. Where one of them is not installed its test is
 * skipped, and its name says so.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../chromium.ts';
import { temporaryFolder } from '../folders.ts';

const DENO = process.env.CHIPCAST_DENO ?? 'deno';
const HAS_DENO = ((): boolean => {
  try {
    execFileSync(DENO, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const built = dirname(inject('command'));
const folder = temporaryFolder();

/** A forecast as somebody writes it, who imports a file of the build. */
const written = (file: string): string => `
import { component, eq, forecast, input, model, normal, outcome, quarterly } from '${file}';
const price = input('price', { unit: 'EUR', distribution: normal({ mean: 20, sd: 4 }) });
const cost = input('cost', { unit: 'EUR', distribution: normal({ mean: 12, sd: 1 }) });
const margin = outcome('margin', { unit: '1', is: eq\`log(max(\${price} / \${cost}, 0.1))\` });
const shop = model('shop', {
  title: 'Shop',
  calendar: quarterly('2026Q1', 4),
  components: [component('shop', 'A shop.', [price, cost, margin])],
});
const { digest } = await forecast(shop, { trials: 4096, seed: 'elsewhere' });
`;

/** What a program writes that a command runs. */
function saidBy(command: string, args: readonly string[], program: string): string {
  const file = join(folder, 'program.mjs');
  writeFileSync(file, program);
  const environment = { ...process.env, DENO_DIR: join(folder, 'deno'), NO_COLOR: '1' };
  return execFileSync(command, [...args, file], { env: environment, timeout: 60_000 })
    .toString()
    .trim();
}

describe('elsewhere', () => {
  let digest: string;
  beforeAll(() => {
    const program = `${written(urlOf('node.js'))} console.log(digest);`;
    digest = saidBy(process.execPath, [], program);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test.skipIf(!HAS_DENO)(
    'Deno gives the digest of Node, without a permission and with all (skipped: deno is not installed; npm install deno)',
    () => {
      const said = `${written(urlOf('portable.js'))} console.log(digest);`;
      expect(saidBy(DENO, ['run', '--no-remote'], said)).toBe(digest);
      // Several blocks, so that there is something for threads to do; what is kept is the same too.
      const kept = `${written(urlOf('node.js'))}
        const { loadModel, openRun } = await import('${urlOf('node.js')}');
        const pumps = await loadModel('heat-pumps');
        const run = await forecast(pumps, { trials: 16384, threads: 2 });
        const again = await openRun(await run.save(${JSON.stringify(join(folder, 'out'))}));
        console.log(digest, (await again.verify()).verified);`;
      expect(saidBy(DENO, ['run', '--allow-all', '--no-remote'], kept)).toBe(`${digest} true`);
    },
  );

  test.skipIf(CHROMIUM === undefined)(
    'a page that imports portable.js gives the digest of Node (skipped where Chromium is not installed)',
    async () => {
      const browser = await openBrowser();
      try {
        const page = await browser.newPage();
        const failed: string[] = [];
        page.on('pageerror', ({ message }) => failed.push(message));
        await page.route('**/*', (route) => {
          const file = join(built, basename(new URL(route.request().url()).pathname));
          if (route.request().url().endsWith('/page.html'))
            return route.fulfill({
              contentType: 'text/html',
              body: `<script type="module">${written('./portable.js')} document.title = digest;</script>`,
            });
          return existsSync(file)
            ? route.fulfill({ contentType: 'text/javascript', body: readFileSync(file, 'utf8') })
            : route.abort();
        });
        await page.goto('http://shop.test/page.html');
        await expect.poll(() => page.title(), { timeout: 30_000 }).not.toBe('');
        expect([await page.title(), failed]).toEqual([digest, []]);
      } finally {
        await browser.close();
      }
    },
  );
});

function urlOf(file: string): string {
  return pathToFileURL(join(built, file)).href;
}
