/** The script that makes a page live: built beside the code, or built now from the sources. */

import { existsSync, readFileSync } from 'node:fs';
import type { Notify } from '../forecast/notice.ts';
import type { ReportOptions } from '../forecast/report.ts';

type LiveProgram = NonNullable<ReportOptions['app']>;

/** @returns  nothing where it is not built and there is nothing to build it with: `onNotice` is told */
export async function pageApp(onNotice: Notify): Promise<LiveProgram | undefined> {
  const built = new URL('live-page.json', import.meta.url);
  if (existsSync(built)) return JSON.parse(readFileSync(built, 'utf8')) as LiveProgram;
  try {
    const builder = new URL('../../page-app.mjs', import.meta.url).href;
    const { pageApp: build } = (await import(builder)) as { pageApp(): Promise<string> };
    return JSON.parse(await build()) as LiveProgram;
  } catch (error) {
    onNotice({
      kind: 'left-out',
      message: `the page has no sliders, for its program cannot be built here: ${(error as Error).message}`,
    });
    return undefined;
  }
}
