/** The generated pages say what the declarations say. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filledPages, referencePages } from '../../docs/generate.ts';
import { languageTables, withTables } from '../../docs/language-tables.ts';
import { roomPicture } from '../../docs/room-picture.ts';
import { parseDistribution } from '../../src/distributions/index.ts';
import { ROOT } from './documents.ts';

test.each([...referencePages()])(
  'docs/reference/%s is what docs/generate.ts writes',
  (name, text) => {
    const kept = readFileSync(join(ROOT, 'docs', 'reference', name), 'utf8');
    expect(kept).toBe(text);
  },
);

test.each([...filledPages()])(
  'the tables of docs/%s are what docs/generate.ts writes',
  (name, tables) => {
    const page = readFileSync(join(ROOT, 'docs', name), 'utf8');
    expect(withTables(page, tables)).toBe(page);
  },
);

test('the picture of rooms leaves out what follows from other arrows', () => {
  const rooms = { cli: ['verbs', 'text'], verbs: ['plan', 'text'], plan: ['text'], text: [] };
  const imports = new Map(Object.entries(rooms).map(([room, to]) => [room, new Set<string>(to)]));
  expect(roomPicture(imports).split('\n').slice(2, -1)).toEqual([
    '  cli --> verbs',
    '  plan --> text',
    '  verbs --> plan',
  ]);
});

test('a page without a place for a table is refused', () => {
  expect(() => withTables('no marks', languageTables())).toThrow(
    'the page has no place for the table of operators',
  );
});

test('the usage of every command says once where its options stand', () => {
  const usages = referencePages()
    .get('command-line.md')!
    .match(/^chipcast .*$/gm)!;
  expect(usages).toContain('chipcast selftest [options]');
  expect(usages).toContain('chipcast run [spec] [options]');
  for (const usage of usages) expect(usage.match(/\[options\]/g), usage).toHaveLength(1);
});

test('a column of a file is read as the page of distributions writes it', () => {
  const form = 'empirical(file="...", column="...")';
  expect(referencePages().get('distributions.md')).toContain(`\`${form}\``);
  const asked: unknown[][] = [];
  const read = (...where: unknown[]): number[] => {
    asked.push(where);
    return [1, 2];
  };
  expect(parseDistribution(form, read).mean).toBe(1.5);
  expect(asked).toEqual([['...', '...', undefined]]);
});
