/** What must be there: a key of a map, an item of a list. Where it is not, chipcast is at fault. */

/**
 * The value of a map under a key that must be one of its keys.
 *
 * @throws Error naming the key, if the map has no value under it
 */
export function entry<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`there is no entry under ${String(key)}`);
  return value;
}

/**
 * The last item of a list.
 *
 * @throws Error if the list is empty
 */
export function lastOf<T>(items: ArrayLike<T>): T {
  if (items.length === 0) throw new Error('the last item of an empty list was asked for');
  return items[items.length - 1];
}

/**
 * A value that must be there.
 *
 * @param what  what it is, for the message: "the column a[2026]"
 * @throws Error naming it, if it is not
 */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`${what} is not there`);
  return value;
}
