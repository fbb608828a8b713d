/** How large is the page of a run, how soon is it painted from a disk, and how long does a move take? */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { CHROMIUM, openBrowser } from '../../test/chromium.ts';
import { spread, written } from '../interleaved.ts';
import { type Part, table } from './part.ts';

const MOVES = 20;

/** The page of the China baseline, whose moves are of 16,384 trials. */
function pageOfBaseline(out: string): string {
  const chipcast = (...words: string[]): string =>
    execFileSync(process.execPath, ['dist/chipcast.js', ...words, '--out', out], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const run = chipcast('run', '--trials', '16384', '--quiet').trim();
  chipcast('report', run);
  return join(run, 'report.html');
}

interface Found {
  readonly paint: number;
  /** Milliseconds from a move to its drawing, and of those what the worker computed. */
  readonly moves: readonly number[];
  readonly computed: readonly number[];
}

async function found(browser: Browser, url: string): Promise<Found> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  await page.waitForSelector('#live');
  const paint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0].startTime,
  );
  const moves = await page.evaluate(async (count) => {
    const slider = document.querySelector<HTMLInputElement>('.slider input')!;
    const { dataset } = document.documentElement;
    const took: { readonly all: number; readonly computed: number }[] = [];
    // The first move compiles the machine and draws the base case.
    for (let k = 0; k <= count; k++) {
      const [from, to] = [Number(slider.min), Number(slider.max)];
      slider.value = String(from + ((to - from) * (k + 1)) / (count + 2));
      const began = performance.now();
      await new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() => resolve());
        });
        observer.observe(document.documentElement, { attributeFilter: ['data-drawn'] });
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      });
      took.push({ all: performance.now() - began, computed: Number(dataset.milliseconds) });
    }
    return took.slice(1);
  }, MOVES);
  await page.close();
  return {
    paint,
    moves: moves.map(({ all }) => all),
    computed: moves.map(({ computed }) => computed),
  };
}

export const page: Part = async (rounds) => {
  if (CHROMIUM === undefined) return '## The page\n\nNo Chromium is installed here.';
  const out = mkdtempSync(join(tmpdir(), 'chipcast-bench-'));
  const html = pageOfBaseline(out);
  const browser = await openBrowser();
  const all: Found[] = [];
  try {
    for (let round = 0; round < rounds; round++) all.push(await found(browser, `file://${html}`));
  } finally {
    await browser.close();
  }
  const bytes = statSync(html).size;
  rmSync(out, { recursive: true, force: true });
  const row = (what: string, values: readonly number[], wanted: string): string[] => [
    what,
    written(spread(values)),
    wanted,
  ];
  return [
    '## The page',
    '',
    `\`report.html\` of the China baseline is ${(bytes / 1e6).toFixed(2)} MB. In Chromium, opened from a disk; moves of a slider are of 16,384 trials, ${MOVES} a round.`,
    '',
    table(
      ['what', 'ms', 'wanted'],
      [
        row(
          'first paint',
          all.map(({ paint }) => paint),
          '500',
        ),
        row(
          'a move of a slider, to the drawing',
          all.flatMap(({ moves }) => moves),
          '150',
        ),
        row(
          'of that, computed in the worker',
          all.flatMap(({ computed }) => computed),
          '',
        ),
      ],
    ),
  ].join('\n');
};
