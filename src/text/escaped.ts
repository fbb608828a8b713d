/** Text in a page: no character of it is markup, and none is hidden. */

import { visible } from './visible.ts';

/** Text as it stands between tags or in an attribute. */
export function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
