/** What takes long to compute and is asked for again. */

/** As many are kept: those that were made last. */
const MOST = 256;

/**
 * Results by what they were made from: `remember(key, make)` makes the first time, and remembers.
 */
export function memory<Key, Value>(): (key: Key, make: () => Value) => Value {
  const known = new Map<Key, Value>();
  return (key, make) => {
    let value = known.get(key);
    if (value === undefined) {
      value = make();
      if (known.size >= MOST) known.delete(known.keys().next().value as Key);
      known.set(key, value);
    }
    return value;
  };
}
