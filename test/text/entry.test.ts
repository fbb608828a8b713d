import { describe, expect, test } from 'vitest';
import { entry, lastOf, present } from '../../src/text/entry.ts';

describe('what must be there is given, and missed by its name', () => {
  test('an entry of a map', () => {
    const ages = new Map([['Ada', 0]]);
    expect(entry(ages, 'Ada')).toBe(0);
    expect(() => entry(ages, 'Bob')).toThrow('Bob');
  });

  test('the last item of a list', () => {
    expect(lastOf([1, 2, 3])).toBe(3);
    expect(lastOf(Float64Array.of(0.5))).toBe(0.5);
    expect(() => lastOf([])).toThrow('empty list');
  });

  test('a value', () => {
    for (const value of [0, '', false]) expect(present(value, 'it')).toBe(value);
    for (const value of [undefined, null])
      expect(() => present(value, 'the column a[2026]')).toThrow('the column a[2026]');
  });
});
