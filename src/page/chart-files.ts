/** Every chart of a page as a picture that stands by itself: title, legend, drawing, caption. */

import { type Canvas, drawFigure, legendOf } from '../charts/draw.ts';
import type { Figure } from '../charts/index.ts';
import { INK } from '../charts/look.ts';
import type { Block } from '../report/document.ts';
import { escaped } from '../text/escaped.ts';
import { slug } from '../text/slug.ts';
import { visible } from '../text/visible.ts';
import { annexSections } from './annex.ts';
import type { PageInput } from './beside.ts';
import { pageFigures } from './figures.ts';
import type { Words } from './words/en.ts';

export interface ChartFile {
  /** `03-yield-of-a-large-die`, in the order of the page, without an ending. */
  readonly name: string;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const WIDTH = 720;
/** Of charts of the first screen, which have no height of their own. */
const HEIGHT = 400;

export function chartFiles(input: PageInput, words: Words, canvas: Canvas): readonly ChartFile[] {
  const { lead, others } = pageFigures(input, words);
  const first = [...(lead === undefined ? [] : [lead]), ...others];
  const behind = annexSections(input, words).flatMap(({ blocks }) => figuresIn(blocks));
  return [
    ...first.map((figure) => picture(figure, canvas, { width: WIDTH, height: HEIGHT })),
    ...behind.map((figure) => picture(figure, canvas, { width: WIDTH })),
  ].map(({ title, ...file }, k) => ({
    ...file,
    name: `${String(k + 1).padStart(2, '0')}-${slug(title, 60) || 'chart'}`,
  }));
}

function figuresIn(blocks: readonly Block[]): readonly Figure[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'part') return figuresIn(block.blocks);
    return block.kind === 'figures' ? block.figures : [];
  });
}

/** Pixels: of a line of text, of a character of a legend and of a title, and of a swatch. */
const LINE = 22;
const CHARACTER = 7;
const TITLE_CHARACTER = 8.5;
const SWATCH = 18;
const EDGE = 8;

function picture(
  figure: Figure,
  canvas: Canvas,
  size: { readonly width: number; readonly height?: number },
): Omit<ChartFile, 'name'> & { readonly title: string } {
  const { title, caption } = figure;
  const drawing = drawFigure(figure, canvas, size);
  const [wide, high] = ['width', 'height'].map((side) =>
    Number(new RegExp(` ${side}="([\\d.]+)"`).exec(drawing)?.[1] ?? WIDTH),
  );
  const { marks, bottom } = legendMarks(figure, canvas, wide);
  const width = Math.max(wide, 2 * EDGE + Math.ceil(TITLE_CHARACTER * lengthOf(title)));
  const height = bottom + high + EDGE;
  const text = (said: string): string => visible(escaped(said));
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${text(title)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, 'Noto Sans CJK TC', sans-serif" font-size="13" fill="${INK}" color="${INK}">`,
    `<title>${text(title)}</title><desc>${text(caption)}</desc>`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    `<text x="${EDGE}" y="${LINE}" font-size="15" font-weight="600">${text(title)}</text>`,
    ...marks.map(({ x, y, name, colour }) =>
      [
        `<rect x="${x}" y="${y - 10}" width="11" height="11" rx="2" fill="${escaped(colour)}"/>`,
        `<text x="${x + SWATCH}" y="${y}">${text(name)}</text>`,
      ].join(''),
    ),
    drawing.replace('<svg ', `<svg x="0" y="${bottom}" `),
    '</svg>\n',
  ].join('\n');
  return { title, svg, width, height };
}

/** What the colours mean, in lines no wider than the drawing; and where the drawing begins. */
function legendMarks(figure: Figure, canvas: Canvas, width: number) {
  let [x, y] = [EDGE, 2 * LINE];
  const legend = legendOf(figure, canvas);
  const marks = legend.map(({ name, colour }) => {
    const taken = SWATCH + CHARACTER * lengthOf(name) + 14;
    if (x > EDGE && x + taken > width) [x, y] = [EDGE, y + LINE];
    const mark = { x, y, name, colour };
    x += taken;
    return mark;
  });
  return { marks, bottom: legend.length === 0 ? LINE + 12 : y + 12 };
}

/** In characters of the Latin alphabet; a Chinese one is as wide as two. */
function lengthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > '\u2fff' ? 2 : 1), 0);
}
