/**
 * Edits of a document that keep its shape: a leaf becomes another value, a key goes, a row stands
 * twice.
 */

import fc from 'fast-check';

type Json = unknown;

export interface Edit {
  /** Chooses the place, counted round. */
  readonly at: number;
  readonly how: 'number' | 'value' | 'remove' | 'repeat' | 'swap';
  readonly number: number;
  readonly value: Json;
}

export const anEdit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('number', 'number', 'number', 'value', 'remove', 'repeat', 'swap'),
  number: fc.oneof(
    fc.integer({ min: -2, max: 40 }),
    fc.constantFrom(0.5, 1e9, 2 ** 31, -1e300, 1e-3, Number.NaN, Number.POSITIVE_INFINITY),
  ),
  value: fc.oneof(
    fc.constantFrom<Json>(null, true, '', 'point(value=1)', 'year', 'quarter', {}, [], [[]]),
    fc.string({ maxLength: 12 }),
  ),
});

interface Place {
  readonly holder: Record<string | number, Json>;
  readonly key: string | number;
}

/** Every place of a document below a part of it, or of all of it. */
function places(document: Json): Place[] {
  if (typeof document !== 'object' || document === null) return [];
  const holder = document as Record<string | number, Json>;
  return Object.keys(holder).flatMap((key) => [
    { holder, key: Array.isArray(document) ? Number(key) : key },
    ...places(holder[key]),
  ]);
}

/** A copy of the document with the edit made. */
export function edited<T>(document: T, { at, how, number, value }: Edit): T {
  const copy = structuredClone(document) as Json;
  const all = places(copy);
  const numbers = all.filter(({ holder, key }) => typeof holder[key] === 'number');
  const lists = all.filter(({ holder }) => Array.isArray(holder));
  const from = how === 'number' ? numbers : how === 'repeat' || how === 'swap' ? lists : all;
  const place = from[at % Math.max(1, from.length)];
  if (place === undefined) return copy as T;
  const { holder, key } = place;
  switch (how) {
    case 'number':
      holder[key] = number;
      break;
    case 'value':
      holder[key] = value;
      break;
    case 'remove':
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      break;
    case 'repeat':
      (holder as unknown as Json[]).splice(Number(key), 0, structuredClone(holder[key]));
      break;
    case 'swap': {
      const list = holder as unknown as Json[];
      const other = (Number(key) + 1) % list.length;
      [list[Number(key)], list[other]] = [list[other], list[Number(key)]];
      break;
    }
  }
  return copy as T;
}
