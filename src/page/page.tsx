/**
 * `report.html`: the page that analysts publish, one file that needs nothing but itself. The first
 * screen is drawn here as it is in the browser; the same run gives the same bytes.
 */

import { render } from 'preact-render-to-string';
import { frame } from '../report/media/frame.ts';
import { serverCanvas } from '../report/media/svg.ts';
import { visible } from '../text/visible.ts';
import { annexHtml } from './annex.ts';
import type { PageInput } from './beside.ts';
import { screenOf } from './screen.ts';
import { STYLE } from './style.ts';
import { StageContext } from './view/canvas.tsx';
import { FirstScreen } from './view/screen.tsx';
import { en } from './words/en.ts';

export function pageHtml(input: PageInput): string {
  const words = en;
  const screen = screenOf(input, words);
  const canvas = serverCanvas();
  const first = render(
    <StageContext.Provider value={{ canvas, words }}>
      <FirstScreen screen={screen} />
    </StageContext.Provider>,
  );
  return frame({
    title: screen.title,
    lang: words.code,
    style: STYLE,
    body: `<main><div id="screen">${visible(first)}</div>\n${annexHtml(input, words)}\n</main>`,
  });
}
