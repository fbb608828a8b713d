import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareId, columnName, parseColumnName } from '../../src/text/column-name.ts';

test.each([
  ['h200.units[2026Q1]', 'h200.units', '2026Q1'],
  ['h200.units[2026]', 'h200.units', '2026'],
  ['lead-time', 'lead-time', undefined],
  // What is no name of a column is all id, so that a message can show it.
  ['h200.units[2026', 'h200.units[2026', undefined],
  ['a[1] > b[2]', 'a[1] > b[2]', undefined],
  ['[2026]', '', '2026'],
])('%s is %s in the period %s', (name, id, period) => {
  expect(parseColumnName(name)).toEqual({ id, period });
  expect(bareId(name)).toBe(id);
});

test('law: a name is taken apart into what it was made of', () => {
  const id = fc.stringMatching(/^[A-Za-z][\w.-]*$/);
  const period = fc.option(fc.stringMatching(/^\d{4}(Q[1-4])?$/), { nil: undefined });
  fc.assert(
    fc.property(id, period, (one, of) => {
      expect(parseColumnName(columnName(one, of))).toEqual({ id: one, period: of });
    }),
  );
});
