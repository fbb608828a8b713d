/**
 * The models that the build writes down as compiled are what the compiler makes of them.
 *
 * @slow starts a process that computes for seconds
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, inject, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { fromJson, toJson } from '../../src/compile/canonical.ts';
import { type Compiled, compile } from '../../src/compile/compile.ts';
import { parseDistribution } from '../../src/distributions/index.ts';
import { compiledOf, compiledText, knowCompiled } from '../../src/forecast/ask.ts';
import { storedTables } from '../../src/node/made-tables.ts';

test.each([china, heatPumps])('$name', (of) => {
  const path = join(inject('built'), `${of.name}.compiled.json`);
  const { program, warnings } = fromJson(readFileSync(path, 'utf8')) as Compiled;
  const fresh = compile(of);
  // Node and the loader of the tests list the exports of a module in different orders, and with
  // them the names of variables.
  const comparable = (one: Compiled['program']): unknown =>
    fromJson(toJson({ ...one, variables: one.variables.map(({ id }) => id) }));
  expect(comparable(program)).toEqual(comparable(fresh.program));
  expect(warnings).toEqual(fromJson(toJson(fresh.warnings)));
});

test.each([china, heatPumps])('the tables of $name', (of) => {
  const url = pathToFileURL(join(inject('built'), `${of.name}.tables.json`));
  const stored = storedTables(url);
  expect(stored.length).toBeGreaterThan(1);
  for (const [text, table] of stored) {
    const { mapping } = parseDistribution(text);
    expect(mapping.kind === 'table' && mapping.table(), text).toEqual(table);
  }
});

test('what is not written down is compiled when it is asked for', () => {
  const text = compiledText(heatPumps);
  knowCompiled(heatPumps, text.replace('"title":"', '"title":"As it was written down: '));
  const known = compiledOf(heatPumps);
  expect(known.program.title).toMatch(/^As it was written down: /);
  const fresh = compile(heatPumps);
  expect([...known.reads.keys()]).toEqual([...fresh.reads.keys()]);
  expect(known.declarations.outcomes.length).toBe(fresh.declarations.outcomes.length);
  expect(compiledOf(heatPumps, new Set(['pumps'])).program.title).toBe(fresh.program.title);
});
