/** JSON in one form only (keys sorted, no blanks), and its SHA-256. */

export { sha256 } from './sha256.ts';

/** Numbers JSON cannot hold are written as strings, so that no two different plans look alike. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return Object.is(value, -0) ? '"-0"' : String(value);
    return JSON.stringify(String(value));
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  // Concatenation: joined lists of small texts are most of the garbage of a small run.
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${canonicalJson(item)}`;
    return `[${text}]`;
  }
  const object = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(object).sort())
    if (object[key] !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(object[key])}`;
  return `{${text}}`;
}

/** JSON text that keeps the numbers JSON has no words for: infinities, NaN and the sign of zero. */
export function toJson(value: unknown, indent?: number): string {
  const keep = (_: string, item: unknown): unknown =>
    typeof item === 'number' && (!Number.isFinite(item) || Object.is(item, -0))
      ? `number:${Object.is(item, -0) ? '-0' : item}`
      : item;
  return JSON.stringify(value, keep, indent);
}

/** Documents of chipcast are some ten levels deep. */
const DEEPEST = 100;
/** Characters; less is parsed at once whatever it holds. */
const LARGE = 2 ** 21;

/**
 * What `toJson` wrote.
 *
 * @throws SyntaxError if the text is no JSON
 * @throws RangeError if it is large and nested more than 100 levels deep
 */
export function fromJson(text: string): unknown {
  // Before it is parsed: lists within lists take twenty times their text in memory, and seconds.
  if (text.length > LARGE && depthOf(text) > DEEPEST)
    throw new RangeError(`nested more than ${DEEPEST} levels deep`);
  const content: unknown = JSON.parse(text);
  // Not by a reviver of JSON.parse, which takes many times as long as parsing alone.
  return text.includes('"number:') ? revived(content) : content;
}

/** Levels of lists and maps; of what is no JSON, some number. */
function depthOf(text: string): number {
  let [depth, deepest, isText] = [0, 0, false];
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    if (code === QUOTE) isText = !isText;
    else if (isText && code === BACKSLASH) k++;
    else if (!isText && (code === LIST || code === MAP)) deepest = Math.max(deepest, ++depth);
    else if (!isText && (code === LIST + 2 || code === MAP + 2)) depth--;
  }
  return deepest;
}

const [QUOTE, BACKSLASH, LIST, MAP] = Array.from('"\\[{', (sign) => sign.charCodeAt(0));

function revived(value: unknown): unknown {
  if (typeof value === 'string')
    return /^number:(-0|NaN|-?Infinity)$/.test(value) ? Number(value.slice(7)) : value;
  if (value === null || typeof value !== 'object') return value;
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) {
    const now = revived(object[key]);
    // Only what is another, so that a key such as __proto__ is left as it was parsed.
    if (now !== object[key]) object[key] = now;
  }
  return value;
}
