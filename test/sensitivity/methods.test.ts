/** The index of methods: what each says of itself, and that the document follows from it. */

import { expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { component, eq, input, model, outcome, quarterly, uniform } from '../../src/index.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { analyse } from '../../src/sensitivity/analyse.ts';
import { checkAnalysis } from '../../src/sensitivity/document-form.ts';
import { METHODS, OF_OUTCOMES } from '../../src/sensitivity/methods/index.ts';
import { wordingOf } from '../../src/wording/wording.ts';

const keys = METHODS.map(({ form }) => Object.keys(form));

test('names of methods, and the keys that they write, are each of one method', () => {
  const names = METHODS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(keys.flat()).size).toBe(keys.flat().length);
});

const [a, b, c] = ['a', 'b', 'c'].map((id) =>
  input(id, { unit: '-', distribution: uniform({ min: 0, max: 1 }) }),
);
const small = model('small', {
  title: 'Small',
  calendar: quarterly('2026Q1', 4),
  components: [
    component('all', '', [a, b, c, outcome('y', { unit: '-', is: eq`${a} + ${a} * ${b} + ${c}` })]),
  ],
});

test('an analysis by all methods has the form that they name, what each shows, and no other key', async () => {
  const { program } = compile(small);
  const plan = resolvePlan({ program, seed: '1', trials: 256, replicates: 16 });
  const methods = new Set<string>(METHODS.map(({ name }) => name));
  const made = await analyse(plan, { methods, outcomes: [], grouping: 'input' }, inlineExecutor());
  const document: unknown = JSON.parse(JSON.stringify(made));
  const analysis = checkAnalysis(document, plan);
  const { y } = analysis.outcomes;
  const english = wordingOf('en');
  const written = { factor: 100, number: (x: number) => `${x}%`, axis: '%' };
  for (const { name, form, columns, chart, table } of OF_OUTCOMES) {
    for (const key of Object.keys(form)) expect(Object.keys(y), name).toContain(key);
    const shown = [
      columns(y),
      chart?.('y', y, english, written) ?? [],
      table?.(y, english, written) ?? [],
    ].flat();
    expect(shown.length, name).toBeGreaterThan(0);
    // And nothing of what was not asked.
    expect(
      [
        columns({}),
        chart?.('y', {}, english, written) ?? [],
        table?.({}, english, written) ?? [],
      ].flat(),
      name,
    ).toEqual([]);
  }
  const altered = { ...analysis, outcomes: { y: { ...y, sobl: {}, delta: { a: 1 } } } };
  expect(() => checkAnalysis(altered, plan)).toThrow('outcomes.y: has a key "sobl"');
  expect(() => checkAnalysis(altered, plan)).toThrow('outcomes.y.delta.a');
});
