/** JSON in one form only (keys sorted, no blanks), and its SHA-256. */

export { sha256 } from './sha256.ts';

/** Numbers JSON cannot hold are written as strings, so that no two different plans look alike. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return Object.is(value, -0) ? '"-0"' : String(value);
    return JSON.stringify(String(value));
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
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
  return JSON.parse(text, revive);
}
