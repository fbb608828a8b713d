/** A chart of the page as files, on a click: its numbers as CSV, its picture as SVG. */

import type { Words } from '../page/words/en.ts';
import { csvLine, harmless } from '../text/csv-write.ts';
import { slug } from '../text/slug.ts';
import { drawAll } from './when-seen.tsx';

/** Two buttons below a chart; they save what its figure holds. */
export function Save({ words }: { words: Words }) {
  return (
    <p class="save">
      <button
        type="button"
        onClick={({ currentTarget }) => void saveNumbers(figureOf(currentTarget))}
      >
        {words.figureCsv}
      </button>{' '}
      <button type="button" onClick={({ currentTarget }) => savePicture(figureOf(currentTarget))}>
        {words.figurePicture}
      </button>
    </p>
  );
}

function figureOf(button: Element): HTMLElement {
  return button.closest('figure')!;
}

function titleOf(figure: Element): string {
  return figure.querySelector('h2, h3')?.textContent ?? '';
}

async function saveNumbers(figure: HTMLElement): Promise<void> {
  await drawAll(figure);
  const rows = [...figure.querySelectorAll('table tr')].map((row) =>
    csvLine([...row.querySelectorAll('th, td')].map((cell) => cellText(cell.textContent ?? ''))),
  );
  // Without the mark Excel does not know that it is UTF-8.
  save(titleOf(figure), 'csv', 'text/csv', `\uFEFF${rows.join('')}`);
}

/** A number as programs read it; of text, what is no formula. */
function cellText(text: string): string {
  const bare = text.replaceAll(',', '').replace('−', '-');
  return bare !== '' && Number.isFinite(Number(bare)) ? bare : harmless(text);
}

const SVG = 'http://www.w3.org/2000/svg';
/** Pixels: of a line of text, and of a character of the legend. */
const LINE = 22;
const CHARACTER = 7;
const SWATCH = 18;

/** The drawing that is shown, below its title and legend, on white. */
function savePicture(figure: HTMLElement): void {
  const shown = [...figure.querySelectorAll<SVGSVGElement>('svg.plot')].find(
    (svg) => svg.getClientRects().length > 0,
  );
  if (shown === undefined) return;
  const { width, height } = shown.viewBox.baseVal;
  const picture = part('svg', {
    xmlns: SVG,
    'font-family': 'system-ui, sans-serif',
    'font-size': 13,
    fill: '#1c2429',
    color: '#1c2429',
  });
  const title = part('text', { x: 8, y: LINE, 'font-size': 15, 'font-weight': 600 });
  title.textContent = titleOf(figure);
  const note = part('desc', {});
  note.textContent = figure.querySelector('figcaption')?.textContent ?? '';
  const { marks, bottom } = legendOf(figure, width);
  const drawing = shown.cloneNode(true) as SVGSVGElement;
  for (const [name, value] of Object.entries({ x: 0, y: bottom, width, height }))
    drawing.setAttribute(name, String(value));
  picture.append(
    note,
    part('rect', { width: '100%', height: '100%', fill: '#ffffff' }),
    title,
    ...marks,
    drawing,
  );
  const total = Math.max(width, 16 + 8.5 * titleOf(figure).length);
  for (const [name, value] of Object.entries({ width: total, height: bottom + height + 8 }))
    picture.setAttribute(name, String(value));
  save(titleOf(figure), 'svg', 'image/svg+xml', new XMLSerializer().serializeToString(picture));
}

/** What the colours mean, in lines no wider than the drawing. */
function legendOf(figure: Element, width: number): { marks: Element[]; bottom: number } {
  let [x, y] = [8, 2 * LINE];
  const keys = [...figure.querySelectorAll('.legend .key')];
  const marks = keys.flatMap((key) => {
    const name = key.textContent?.trim() ?? '';
    const taken = SWATCH + CHARACTER * name.length + 14;
    if (x > 8 && x + taken > width) [x, y] = [8, y + LINE];
    const colour =
      key.querySelector('rect')?.getAttribute('fill') ??
      key.querySelector('[data-colour]')?.getAttribute('data-colour') ??
      'none';
    const text = part('text', { x: x + SWATCH, y });
    text.textContent = name;
    const swatch = part('rect', { x, y: y - 10, width: 11, height: 11, rx: 2, fill: colour });
    x += taken;
    return [swatch, text];
  });
  return { marks, bottom: keys.length === 0 ? LINE + 12 : y + 12 };
}

function part(name: string, attributes: Readonly<Record<string, string | number>>): Element {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function save(title: string, ending: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.download = `${slug(title, 60) || 'chart'}.${ending}`;
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
