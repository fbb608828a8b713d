/** What is wrong with a spec as YAML, in words about the spec. */

import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLError,
} from 'yaml';
import { type Fault, keyText, type Path } from './places.ts';

/** One slip of the pen makes several errors; the first of a line is its cause. */
export function syntaxFaults(document: Document.Parsed, lines: LineCounter) {
  const told = new Set<number>();
  return [...document.errors, ...document.warnings].flatMap((error) => {
    const { line } = lines.linePos(error.pos[0]);
    if (told.has(line)) return [];
    told.add(line);
    return [{ at: error.pos[0], message: syntaxMessage(error) }];
  });
}

function syntaxMessage({ code, message }: YAMLError): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab stands at the beginning of the line; wanted blanks';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a key stands inside a value; begin every key on its own line, level with the others, and put a text with ": " in quotes';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'a line without "key: value", or with a key that is not level with the others';
    case 'BAD_SCALAR_START':
      return `a text cannot begin with ${message.slice(-1)}; put it in quotes`;
    case 'MULTIPLE_DOCS':
      return 'a second document begins here (---); wanted one run spec a file';
    case 'NON_STRING_KEY':
      return 'found a key that is not a word; wanted "key: value"';
    case 'TAG_RESOLVE_FAILED':
      return `found the YAML tag ${message.replace(/^.*: /, '')}; wanted the plain value`;
    default:
      if (message.startsWith('Missing closing')) return 'the closing quote is missing';
      if (/call stack/i.test(message)) return 'lists or maps are nested too deeply here';
      return `this is not YAML: ${message}`;
  }
}

/** Faults that plain data no longer show: keys that stand twice, aliases to nothing, merge keys. */
export function* structureFaults(
  document: Document,
  lines: LineCounter,
  node: unknown = document.contents,
  path: Path = [],
): Generator<Fault> {
  if (isAlias(node) && node.resolve(document) === undefined) {
    const { source } = node;
    const message = `found *${source}, but nothing before it is marked &${source}`;
    yield { path, message, fatal: true };
  } else if (isSeq(node)) {
    for (const [k, item] of node.items.entries()) {
      yield* structureFaults(document, lines, item, [...path, k]);
    }
  } else if (isMap(node)) {
    const firstOf = new Map<string, number>();
    for (const { key, value } of node.items as Pair<Node, Node | null>[]) {
      const name = keyText(key);
      const here = { path: [...path, name], part: 'key' } as const;
      const first = firstOf.get(name);
      if (first !== undefined) {
        yield { ...here, message: `stands twice, first in line ${first}; wanted once` };
      } else firstOf.set(name, lines.linePos(key.range?.[0] ?? 0).line);
      if (name === '<<') {
        yield { ...here, message: 'other maps cannot be merged in; write their keys out' };
      }
      // The schema passes over it in silence.
      if (name === '__proto__' && path.length > 0) yield { ...here, message: 'is not a name' };
      yield* structureFaults(document, lines, value, here.path);
    }
  }
}

/**
 * In `{ a: pert(0, 1, 2) }` YAML ends the value at the first comma. What follows from that is one
 * fault, not four.
 */
export function settleCutValues(document: Document, faults: readonly Fault[]): readonly Fault[] {
  const map = isMap(document.contents) ? document.contents.get('set', true) : undefined;
  if (!isMap(map) || map.flow !== true) return faults;
  const items = map.items as Pair<Node, Node | null>[];
  const names = (meant: (value: unknown) => boolean) =>
    new Set(
      items
        .filter(({ value }) => meant(isScalar(value) ? value.value : value))
        .map(({ key }) => keyText(key)),
    );
  const cut = names((value) => typeof value === 'string' && /^[^)]*\([^)]*$/.test(value));
  if (cut.size === 0) return faults;
  const pieces = names((value) => value === null);
  const others = faults.filter(({ path: [first, name] }) => {
    const follows = name !== undefined && (cut.has(String(name)) || pieces.has(String(name)));
    return first !== 'set' || !follows;
  });
  const message =
    'inside { } a comma ends the value; put the distribution in quotes, or write one input a line';
  return [...others, ...[...cut].map((name) => ({ path: ['set', name], message }))];
}
