/** A page as PDF, printed by a Chromium that is installed. */

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
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
/** Where they are though no path leads there. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const MOST_MS = 180_000;

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
    `a PDF is printed by Chromium, Chrome or Edge, and none is installed here (looked for ${NAMES.slice(0, 5).join(', ')}); install one, or name it with --browser or CHIPCAST_CHROMIUM`,
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
  const profile = mkdtempSync(join(tmpdir(), 'chipcast-print-'));
  rmSync(pdf, { force: true });
  try {
    const said = await saidBy(browser, [
      '--headless',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Its sandbox does not start for the user of a container.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${profile}`,
      '--no-pdf-header-footer',
      `--print-to-pdf=${resolve(pdf)}`,
      pathToFileURL(resolve(html)).href,
    ]);
    if (!existsSync(pdf)) throw new Error(`${browser} wrote no ${pdf}: ${said}`);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The last line of what a browser says until it ends. */
function saidBy(browser: string, words: readonly string[]): Promise<string> {
  const child = spawn(browser, words, { stdio: ['ignore', 'ignore', 'pipe'], timeout: MOST_MS });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  return new Promise((done, fail) => {
    child.on('error', (error) =>
      fail(new UsageError(`the browser ${browser} cannot be started: ${reason(error)}`)),
    );
    child.on('close', () => done(said.trim().split('\n').at(-1) ?? ''));
  });
}
