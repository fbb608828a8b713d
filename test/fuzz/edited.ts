/** Documents that are nearly right: what stands in them is edited, and their form mostly stays. */

import fc from 'fast-check';

type Json = unknown;

interface Step {
  /** Which child to go on with at each level, modulo how many there are. */
  readonly way: readonly number[];
  readonly edit: number;
  readonly value: Json;
}

/** What numbers, texts and names are replaced by: ends of ranges, other notations, parts of objects. */
const ODD: readonly Json[] = [
  0,
  -1,
  1,
  0.5,
  2 ** 31,
  2 ** 53,
  1e308,
  5e-324,
  -0,
  '',
  'NaN',
  'Infinity',
  '1e999',
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  '\ud800',
  'a'.repeat(5000),
  null,
  true,
  [],
  {},
];

const step: fc.Arbitrary<Step> = fc.record({
  way: fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 }),
  edit: fc.nat(6),
  value: fc.oneof(
    { arbitrary: fc.constantFrom(...ODD), weight: 4 },
    fc.jsonValue({ maxDepth: 3 }),
    fc.double(),
  ),
});

/** One to three edits of a document. */
export function edited(document: Json): fc.Arbitrary<Json> {
  return fc
    .array(step, { minLength: 1, maxLength: 3 })
    .map((steps) => steps.reduce((found: Json, one) => withEdit(found, one, 0), document));
}

/** A copy; what an edit does not touch is shared. */
function withEdit(at: Json, { way, edit, value }: Step, level: number): Json {
  if (typeof at !== 'object' || at === null) return changed(at, edit, value);
  const keys = Object.keys(at);
  if (keys.length === 0) return value;
  const key = keys[(way[level] ?? 0) % keys.length];
  const child = (at as Record<string, Json>)[key];
  const isLeaf = typeof child !== 'object' || child === null;
  if (level < way.length - 1 && !isLeaf)
    return replaced(at, key, withEdit(child, { way, edit, value }, level + 1));
  if (edit === 0) return without(at, key);
  if (edit === 1 && Array.isArray(at)) return [...at, child];
  if (edit === 1) return { ...at, [String(value)]: child };
  // What stands elsewhere in the document, where it has no business to be.
  if (edit === 2) return replaced(at, key, (at as Record<string, Json>)[keys[0]]);
  if (edit === 3 && Array.isArray(at)) return at.toReversed();
  return replaced(at, key, changed(child, edit, value));
}

function changed(leaf: Json, edit: number, value: Json): Json {
  if (edit === 4 && typeof leaf === 'number') return leaf + 1;
  if (edit === 5 && typeof leaf === 'number') return -leaf;
  if (edit === 4 && typeof leaf === 'string') return leaf.slice(0, -1);
  if (edit === 5 && typeof leaf === 'string') return `${leaf}${String(value).slice(0, 20)}`;
  return value;
}

function replaced(at: object, key: string, by: Json): Json {
  if (Array.isArray(at)) return at.map((item, k) => (String(k) === key ? by : item));
  return { ...at, [key]: by };
}

function without(at: object, key: string): Json {
  if (Array.isArray(at)) return at.filter((_, k) => String(k) !== key);
  return Object.fromEntries(Object.entries(at).filter(([name]) => name !== key));
}

/** A text with some of its characters changed, cut off, doubled, or mixed with others. */
export function editedText(text: string, bits: readonly string[]): fc.Arbitrary<string> {
  const place = fc.nat(text.length);
  return fc
    .array(fc.tuple(place, fc.nat(40), fc.oneof(fc.constantFrom(...bits), fc.string())), {
      minLength: 1,
      maxLength: 4,
    })
    .map((edits) =>
      edits.reduce(
        (found, [at, length, by]) => `${found.slice(0, at)}${by}${found.slice(at + length)}`,
        text,
      ),
    );
}

/** Bytes with some of them changed, and perhaps the end cut off. */
export function editedBytes(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const place = fc.nat(bytes.length - 1);
  return fc
    .tuple(
      fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.option(place, { freq: 5 }),
    )
    .map(([edits, end]) => {
      const found = bytes.slice(0, end ?? bytes.length);
      for (const [at, by] of edits) if (at < found.length) found[at] = by;
      return found;
    });
}
