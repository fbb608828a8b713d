/** Where things stand in a YAML file. */

import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
} from 'yaml';
import type { Place } from './problem.ts';

export type Path = readonly PropertyKey[];
/** A value, its key, or a character of its text counted from 0. */
type Part = 'value' | 'key' | number;

/** The place of something in a file; nothing where the file does not mention it. */
export type Locate = (path: Path, part?: Part) => Place | undefined;

/** A fault that still knows its path. */
export interface Fault {
  readonly path: Path;
  readonly part?: Part;
  readonly message: string;
  /** No data can be made of a file with this fault. */
  readonly fatal?: true;
}

export function locator(
  document: Document,
  source: string,
  placeAt: (offset: number) => Place,
): Locate {
  return (path, part = 'value') => {
    const offset = offsetOf(document, source, path, part);
    return offset === undefined ? undefined : placeAt(offset);
  };
}

export function placesIn(fileName: string, lines: LineCounter): (offset: number) => Place {
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file: fileName, line, column: col };
  };
}

/** `presets[1]`, `set.costs.price`. */
export function pathText(path: Path): string {
  return path
    .map((step, k) =>
      typeof step === 'number' ? `[${step}]` : `${k > 0 ? '.' : ''}${String(step)}`,
    )
    .join('');
}

export function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function offsetOf(document: Document, source: string, path: Path, part: Part): number | undefined {
  let node = document.contents as unknown;
  let key: unknown;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      // Of a key that stands twice the last is meant, as in the data.
      const pair: Pair | undefined = node.items.findLast(
        (item) => keyText(item.key) === String(step),
      );
      if (pair === undefined) return undefined;
      key = pair.key;
      node = pair.value ?? pair.key;
    } else if (isSeq(node)) {
      key = undefined;
      node = node.items[Number(step)];
    } else return undefined;
  }
  if (part === 'key' && key !== undefined) return startOf(key);
  const start = startOf(node);
  if (typeof part !== 'number' || start === undefined || !isScalar(node)) return start;
  // Only where the text stands in the source as it is, in quotes or without, can its characters be
  // counted.
  const written = String(node.value);
  const begin = [start, start + 1].find((from) => source.startsWith(written, from));
  return begin === undefined ? start : begin + part;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | undefined)?.range?.[0];
}
