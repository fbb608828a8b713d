/** A page as PDF, printed by a Chromium that is installed. */

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../forecast/usage-error.ts';
import { reason } from '../text/system-error.ts';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
];
/** Where installers put browsers that are not on the PATH. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const MOST_MS = 180_000;
/** How long a browser may take to draw, by its own clock, which runs as fast as it can. */
const DRAWING_MS = 60_000;

/**
 * A browser that prints: the one that is named, else the one of CHIPCAST_CHROMIUM, else one that is
 * installed under a usual name.
 *
 * @param named  a path, or a name that is looked for along PATH
 * @throws UsageError if there is none
 */
export function browserFor(named = process.env['CHIPCAST_CHROMIUM']): string {
  if (named !== undefined && named !== '') {
    const found = installed(named);
    if (found !== undefined) return found;
    throw new UsageError(`there is no browser ${named}; wanted the path of a Chromium or Chrome`);
  }
  const found = [...NAMES, ...PLACES].map(installed).find((path) => path !== undefined);
  if (found !== undefined) return found;
  throw new UsageError(
    `PDF and PNG files are made by Chromium, Chrome or Edge, and none is installed here (looked for ${NAMES.slice(0, 5).join(', ')}); install one, or name it with --browser or CHIPCAST_CHROMIUM`,
  );
}

function installed(named: string): string | undefined {
  if (isAbsolute(named) || /[\\/]/.test(named)) return existsSync(named) ? named : undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, named)).find(existsSync);
}

/**
 * @param html  path of the page
 * @param pdf   path of what is written, on A4
 * @throws Error with what the browser said last, if it wrote nothing
 */
export async function printPdf(browser: string, html: string, pdf: string): Promise<void> {
  rmSync(pdf, { force: true });
  const { said } = await shown(browser, html, [
    '--no-pdf-header-footer',
    `--print-to-pdf=${resolve(pdf)}`,
  ]);
  if (!existsSync(pdf)) throw new Error(`${browser} wrote no ${pdf}: ${said}`);
}

interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Dots of a picture for each of its pixels, so that it is sharp on paper and on good screens. */
const DENSITY = 2;

/**
 * Pictures as PNG, drawn by one start of the browser: it leaves them as text in its page.
 *
 * @throws Error with what the browser said last, if it drew less than all
 */
export async function pngsOf(browser: string, pictures: readonly Picture[]): Promise<Buffer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'chipcast-png-'));
  try {
    const page = join(folder, 'charts.html');
    const images = pictures.map(
      ({ svg, width, height }) =>
        `<img width="${width}" height="${height}" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`,
    );
    writeFileSync(page, `<!doctype html><meta charset="utf-8">${images.join('')}${DRAW}`);
    const { output, said } = await shown(browser, page, [
      `--virtual-time-budget=${DRAWING_MS}`,
      '--dump-dom',
    ]);
    const drawn = [...output.matchAll(/<pre>data:image\/png;base64,([^<]*)<\/pre>/g)].map(
      ([, base64]) => Buffer.from(base64, 'base64'),
    );
    if (drawn.length !== pictures.length)
      throw new Error(`${browser} drew ${drawn.length} of ${pictures.length} charts: ${said}`);
    return drawn;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const DRAW = `<script>addEventListener('load', () => {
for (const image of document.images) {
  const canvas = document.createElement('canvas');
  canvas.width = ${DENSITY} * image.width;
  canvas.height = ${DENSITY} * image.height;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  const text = document.createElement('pre');
  text.textContent = canvas.toDataURL();
  document.body.append(text);
}
});</script>`;

/** A page as a browser shows it: what it writes, and the last line of what it says of itself. */
async function shown(
  browser: string,
  html: string,
  words: readonly string[],
): Promise<{ readonly output: string; readonly said: string }> {
  const profile = mkdtempSync(join(tmpdir(), 'chipcast-print-'));
  try {
    return await saidBy(browser, [
      '--headless',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Its sandbox does not start for the user of a container.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${profile}`,
      ...words,
      pathToFileURL(resolve(html)).href,
    ]);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function saidBy(
  browser: string,
  words: readonly string[],
): Promise<{ readonly output: string; readonly said: string }> {
  const child = spawn(browser, words, { stdio: ['ignore', 'pipe', 'pipe'], timeout: MOST_MS });
  let said = '';
  const output: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  return new Promise((done, fail) => {
    child.on('error', (error) =>
      fail(new UsageError(`the browser ${browser} cannot be started: ${reason(error)}`)),
    );
    child.on('close', () =>
      done({ output: output.join(''), said: said.trim().split('\n').at(-1) ?? '' }),
    );
  });
}
