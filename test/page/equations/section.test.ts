/** The equations of a page. */

import { expect, test } from 'vitest';
import heatPumps from '../../../models/examples/heat-pumps/index.ts';
import { forecast } from '../../../src/forecast/forecast.ts';
import type { PageInput } from '../../../src/page/beside.ts';
import { equationsHtml } from '../../../src/page/equations/section.ts';
import { en } from '../../../src/page/words/en.ts';

test('every link leads to an entry, and symbols that have one are links', async () => {
  const { plan, summary } = await forecast(heatPumps, { trials: 64, replicates: 2 });
  const html = equationsHtml({ plan, summary } as unknown as PageInput, en) ?? '';
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links).toContain('e-subsidy.rate');
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
});
