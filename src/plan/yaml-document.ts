/** The text of a YAML file as a document, and where in the file things stand. */

import { type Document, LineCounter, parseDocument } from 'yaml';
import { type Locate, locator, placesIn } from './places.ts';
import type { Place } from './problem.ts';

export interface YamlDocument {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly placeAt: (offset: number) => Place;
  readonly locate: Locate;
}

/** @param fileName  as messages show it; no file is opened */
export function yamlDocument(text: string, fileName: string): YamlDocument {
  // A byte order mark is not part of the text, nor of its columns.
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = new LineCounter();
  // Keys that stand twice are found by `structureFaults`, which knows their path.
  const document = parseDocument(source, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: false,
    resolveKnownTags: false,
    logLevel: 'error',
  });
  const placeAt = placesIn(fileName, lines);
  return { document, lines, placeAt, locate: locator(document, source, placeAt) };
}
