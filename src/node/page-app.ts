/** The script that makes a page live: built beside the code, or built now from the sources. */

import { existsSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Notify } from '../forecast/notice.ts';
import type { ReportOptions } from '../forecast/report.ts';

type App = NonNullable<ReportOptions['app']>;

const pack = (text: string): string => deflateRawSync(text, { level: 9 }).toString('base64');

/** @returns  nothing where it is not built and there is nothing to build it with: `onNotice` is told */
export async function pageApp(onNotice: Notify): Promise<App | undefined> {
  const built = new URL('live-page.json', import.meta.url);
  const app = (program: string): App => ({ program: JSON.parse(program) as App['program'], pack });
  if (existsSync(built)) return app(readFileSync(built, 'utf8'));
  try {
    const builder = new URL('../../page-app.mjs', import.meta.url).href;
    const { pageApp: build } = (await import(builder)) as { pageApp(): Promise<string> };
    return app(await build());
  } catch (error) {
    onNotice({
      kind: 'left-out',
      message: `the page has no sliders, for its program cannot be built here: ${(error as Error).message}`,
    });
    return undefined;
  }
}
