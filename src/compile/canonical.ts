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

/** What `toJson` wrote. */
export function fromJson(text: string): unknown {
  const revive = (_: string, item: unknown): unknown =>
    typeof item === 'string' && /^number:(-0|NaN|-?Infinity)$/.test(item)
      ? Number(item.slice(7))
      : item;
  // A reviver is called for every item, which takes four times as long as parsing alone.
  return text.includes('"number:') ? JSON.parse(text, revive) : JSON.parse(text);
}
