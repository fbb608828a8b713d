/** The script that makes a page live: built beside the code, or built now from the sources. */

import { existsSync, readFileSync } from 'node:fs';
import type { Notify } from '../forecast/notice.ts';

/** @returns  nothing where it is not built and there is nothing to build it with: `onNotice` is told */
export async function pageApp(onNotice: Notify): Promise<string | undefined> {
  const built = new URL('live-page.txt', import.meta.url);
  if (existsSync(built)) return readFileSync(built, 'utf8');
  try {
    const builder = new URL('../../page-app.mjs', import.meta.url).href;
    const { pageApp: build } = (await import(builder)) as { pageApp(): Promise<string> };
    return await build();
  } catch (error) {
    onNotice({
      kind: 'left-out',
      message: `the page has no sliders, for its program cannot be built here: ${(error as Error).message}`,
    });
    return undefined;
  }
}
