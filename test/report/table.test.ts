import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignNumbers, fit, textWidth, wrap } from '../../src/text/table.ts';

test('points and plus-minus signs stand above each other', () => {
  expect(alignNumbers(['23.0 ± 0.4 %', '1,234 ± 10 %', '~0.25 %', 'n/a'])).toEqual([
    '   23.0  ±  0.4 %',
    '1,234    ± 10   %',
    '   ~0.25        %',
    '              n/a',
  ]);
});

test('folded text keeps its first indent and its words', () => {
  expect(wrap('  one two three', 9, 4)).toEqual(['  one two', '    three']);
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1 }),
      fc.integer({ min: 12, max: 40 }),
      (words, width) => {
        const lines = wrap(words.join(' '), width);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
      },
    ),
  );
});

test('text that is too long ends in an ellipsis', () => {
  expect([fit('heat pump', 9), fit('heat pumps', 9)]).toEqual(['heat pump', 'heat pum…']);
});
