/** English words that a reader of a page in another language would meet. */

/** What a reader sees or hears of a page: texts and names, without code, formulas and tooltips. */
export function visibleTexts(html: string): readonly string[] {
  const shown = html
    .replaceAll(/<(script|style|code|pre|math|head)\b.*?<\/\1>/gs, ' ')
    .replaceAll(/<title>.*?<\/title>/gs, ' ');
  const named = [...shown.matchAll(/aria-label="([^"]*)"/g)].map(([, name]) => name);
  return [...shown.replaceAll(/<[^>]*>/g, '\n').split('\n'), ...named]
    .map((text) =>
      text
        .replaceAll(/&#39;|&apos;/g, "'")
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
        .trim(),
    )
    .filter((text) => text !== '');
}

/** Addresses, distributions such as `lognormal(p5=1, p95=2)`, ids, digests, quarters of an axis. */
const NOTATION =
  /https?:\S+|\b[\w-]+-[0-9a-f]{8}\b|\b[a-zA-Z]+\((?:[^()]|\([^()]*\))*\)|\b[\w-]*[a-z]\w*(?:[._][\w-]+)+(?:\[\w+\])?|\bp\d+(?:\.\d+)?\b|\b\d*Q[1-4]\b|\b[A-Z]{1,3}\d+\b|\b\d+[A-Z]{1,3}\b|\b[0-9a-f]{16}\b|\b\d[\d.,]*e[-\u2212]?\d+\b/g;

/**
 * Texts with an English word of two letters or more.
 *
 * @param names  words that have no other form: of firms, products, methods
 */
export function englishIn(texts: readonly string[], names: readonly string[]): readonly string[] {
  const known = new Set(names);
  const isEnglish = (text: string): boolean =>
    (text.replaceAll(NOTATION, ' ').match(/[A-Za-z][A-Za-z'’]+/g) ?? []).some(
      (word) => !known.has(word),
    );
  return [...new Set(texts)].filter(isEnglish);
}
