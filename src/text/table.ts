/**
 * Laying out plain text in columns: widths are counted in cells, one a character and two one of
 * Chinese, Japanese or Korean.
 */

/** Characters that take more than one unit of a string, or more than one cell. */
const ODD = /[\u1100-\uffff]/;
/** Those of two cells: ideographs, their punctuation, kana, Hangul and full-width forms. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

function cellsOf(character: string): number {
  return WIDE.test(character) ? 2 : 1;
}

export function textWidth(text: string): number {
  if (!ODD.test(text)) return text.length;
  let cells = 0;
  for (const character of text) cells += cellsOf(character);
  return cells;
}

export function padLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text;
}

export function padRight(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

export function widest(texts: Iterable<string>): number {
  let width = 0;
  for (const text of texts) width = Math.max(width, textWidth(text));
  return width;
}

/** Cut to a width, the last character giving way to an ellipsis. */
export function fit(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let cells = 0;
  for (const character of text) {
    cells += cellsOf(character);
    if (cells > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/**
 * Lines of at most `width` characters, broken at blanks; a word that is longer stands on a line of
 * its own.
 *
 * @param hanging  how far the second and later lines are indented
 */
export function wrap(text: string, width: number, hanging = 0): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trimStart().split(' ')) {
    const lead = ' '.repeat(lines.length > 0 ? hanging : text.length - text.trimStart().length);
    if (line === '') line = lead + word;
    else if (textWidth(line) + 1 + textWidth(word) <= width) line += ` ${word}`;
    else {
      lines.push(line.trimEnd());
      line = ' '.repeat(hanging) + word;
    }
  }
  return [...lines, line.trimEnd()];
}

/** A number in a cell: `~-1,234.5 ± 0.4%` in its four parts, and what follows. */
const NUMBER = /^(~?[-+]?[\d,]+)(\.\d+)?(?: ± ([\d,]+)(\.\d+)?)?( ?%)?$/;

/**
 * Cells of one column, brought to the same width so that decimal points and plus-minus signs stand
 * above each other. What is no number ends where the column ends.
 */
export function alignNumbers(cells: readonly string[]): string[] {
  const parsed = cells.map((cell) => {
    const parts = NUMBER.exec(cell);
    if (parts === null) return undefined;
    const [, whole, fraction = '', errorWhole, errorFraction = '', sign = ''] = parts;
    // A sign stands behind its number, and a blank before it keeps it in a column of its own.
    const [close, apart] = sign.startsWith(' ') ? ['', sign] : [sign, ''];
    return errorWhole === undefined
      ? { whole, fraction: fraction + close, errorWhole: '', errorFraction: '', apart }
      : { whole, fraction, errorWhole, errorFraction: errorFraction + close, apart };
  });
  const widthOf = (part: keyof NonNullable<(typeof parsed)[number]>): number =>
    widest(parsed.map((parts) => parts?.[part] ?? ''));
  const joint = widthOf('errorWhole') > 0 ? ' ± ' : '';
  const errorWidth = joint.length + widthOf('errorWhole') + widthOf('errorFraction');
  const aligned = parsed.map((parts, k) => {
    if (parts === undefined) return cells[k];
    const error =
      parts.errorWhole === ''
        ? ''
        : joint +
          padLeft(parts.errorWhole, widthOf('errorWhole')) +
          padRight(parts.errorFraction, widthOf('errorFraction'));
    return (
      padLeft(parts.whole, widthOf('whole')) +
      padRight(parts.fraction, widthOf('fraction')) +
      padRight(error, errorWidth) +
      padRight(parts.apart, widthOf('apart'))
    );
  });
  const width = widest(aligned);
  return aligned.map((cell) => padLeft(cell, width));
}
