/** What `npm run model:update` writes stands in the files of the China model. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  followingFiles,
  withCitations,
  withCounts,
  withDimensions,
} from '../../docs/update-model.ts';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { lastOf } from '../../src/text/entry.ts';
import { ROOT } from './documents.ts';

const { program, model } = compile(china);
const known = model.dimensions!;
const read = (name: string): string =>
  readFileSync(join(ROOT, 'models', 'china-ai-chips', name), 'utf8');

test.each([...followingFiles()])('%s of the China model is up to date', (name, text) => {
  expect(text === read(name), 'write it again: npm run model:update -- --quick').toBe(true);
});

/** As if the last input had just been declared. */
const added = { ...lastOf(program.inputs), id: 'new.input', over: 'trial' as const };
const grown = { ...program, inputs: [...program.inputs, added] };

test('the stream of a new input is appended, and no line moves', () => {
  const text = read('dimensions.ts');
  expect(withDimensions(text, grown, known)).toBe(text.replace(/\];\n$/, "  'new.input',\n];\n"));
});

test('a stream that no input draws any more is refused', () => {
  expect(() => withDimensions(read('dimensions.ts'), program, [...known, 'old.input'])).toThrow(
    'dimensions.ts: old.input: no input draws it',
  );
});

test('a new input is cited by its sources, and one that is gone is not', () => {
  const row = (csv: string): string => /^F001,[\s\S]*?\r\n/m.exec(csv)![0];
  const [first] = program.inputs.filter(({ about }) => about.sources?.includes('F001'));
  const renamed = {
    ...program,
    inputs: program.inputs.map((input) => (input === first ? { ...input, id: 'other' } : input)),
  };
  const before = row(read('sources.csv'));
  expect(before).toContain(`yes,${first.id}; history`);
  expect(row(withCitations(read('sources.csv'), renamed, model))).toBe(
    before.replace(`${first.id}; `, '').replace('\r\n', '; other\r\n'),
  );
});

test('counts of the README follow the program', () => {
  expect(withCounts(read('README.md'), grown)).toContain('184 assumptions go in');
  expect(() => withCounts('', program)).toThrow('no sentence like "183 assumptions go in');
});
