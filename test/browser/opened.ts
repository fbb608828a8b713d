/** Pages in a real browser: opened from a disk, with what they said and what they asked for. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

interface Opened {
  readonly page: Page;
  /** What stood in the console, and errors that nobody caught. */
  readonly said: readonly string[];
  /** Addresses outside the page. */
  asked(): readonly string[];
}

export async function openedIn(
  browser: Browser,
  url: string,
  { width = 1280, scheme = 'light' }: { width?: number; scheme?: 'light' | 'dark' } = {},
): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const said: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(url);
  return { page, said, asked: () => asked.filter((one) => !/^(?:file|blob|data):/.test(one)) };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** Rules that the page breaks, each with the first element that does. */
export async function axeFindings(page: Page): Promise<readonly (readonly string[])[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'] }),
  );
  return violations.map(({ id, nodes }) => [id, nodes[0].html]);
}

interface Faults {
  /** Pixels. */
  readonly width: number;
  /** Texts in drawings that are shown under 11 pixels. */
  readonly small: readonly string[];
  /** Titles of drawings without a name, or without a table in their figure. */
  readonly nameless: readonly string[];
  readonly tableless: readonly string[];
}

/** What a reader of small letters, or of none, would miss. */
export function faultsOf(page: Page): Promise<Faults> {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll<SVGSVGElement>('svg.plot')].filter(
      (svg) => svg.getClientRects().length > 0,
    );
    const size = (text: Element, svg: SVGSVGElement): number =>
      Number.parseFloat(getComputedStyle(text).fontSize) *
      (svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
    return {
      width: document.documentElement.scrollWidth,
      small: shown.flatMap((svg) =>
        [...svg.querySelectorAll('text')]
          .filter((text) => text.textContent !== '' && size(text, svg) < 10.95)
          .map((text) => `${size(text, svg).toFixed(1)} px: ${text.textContent}`),
      ),
      nameless: shown
        .filter((svg) => (svg.getAttribute('aria-label') ?? '') === '')
        .map((svg) => svg.outerHTML.slice(0, 100)),
      tableless: [...document.querySelectorAll('figure')]
        .filter((figure) => figure.querySelector('table') === null)
        .map((figure) => figure.textContent ?? ''),
    };
  });
}
