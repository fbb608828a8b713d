import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, fromJson, sha256, toJson } from '../../src/compile/canonical.ts';
import { compile, programFingerprint } from '../../src/compile/compile.ts';
import type { Program } from '../../src/compile/program.ts';
import { eq, horizon, outcome, quarters } from '../../src/index.ts';
import { modelSpec, randomModel } from '../kernel/random-model.ts';
import { any, compileSmall } from './small.ts';

const special = fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { maxDepth: 3 },
    special,
    fc.double(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('data'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test('law: what is written as JSON is read as it was, infinities, NaN and the sign of zero included', () => {
  fc.assert(
    fc.property(data, (value) => {
      expect(fromJson(toJson(value))).toEqual(value);
      expect(fromJson(toJson(value, 2))).toEqual(value);
    }),
  );
});

test('a large document of lists within lists is refused before it is parsed; brackets in texts are none', () => {
  const levels = 1.5e6;
  const nested = `${'['.repeat(levels)}1${']'.repeat(levels)}`;
  expect(() => fromJson(nested)).toThrow(new RangeError('nested more than 100 levels deep'));
  const texts = ['['.repeat(levels), '{"\\'.repeat(levels), -0];
  expect(fromJson(toJson(texts))).toEqual(texts);
  expect(fromJson(`${'['.repeat(100)}"${'x'.repeat(3e6)}"${']'.repeat(100)}`)).toHaveLength(1);
});

describe('canonical JSON', () => {
  test('closed form: keys are sorted, nothing is blank, what is undefined is left out', () => {
    expect(canonicalJson({ b: [1, 'x', null], a: { d: true, c: undefined } })).toBe(
      '{"a":{"d":true},"b":[1,"x",null]}',
    );
  });

  test('closed form: numbers that JSON has no words for differ from all others', () => {
    const texts = [0, -0, Number.NaN, Infinity, -Infinity, null].map(canonicalJson);
    expect(texts).toEqual(['0', '"-0"', '"NaN"', '"Infinity"', '"-Infinity"', 'null']);
  });

  test('law: the order of keys plays no part, that of lists does', () => {
    const entries = fc.uniqueArray(fc.tuple(fc.string(), data), { selector: ([key]) => key });
    fc.assert(
      fc.property(entries, (pairs) => {
        expect(canonicalJson(Object.fromEntries(pairs))).toBe(
          canonicalJson(Object.fromEntries(pairs.toReversed())),
        );
      }),
    );
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });

  test('reference: SHA-256 of "abc"', () => {
    // FIPS 180-4, example of one block.
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('a program', () => {
  test('law: read back from JSON it is the same, with the same fingerprint', () => {
    fc.assert(
      fc.property(modelSpec(6), (spec) => {
        const { program } = compile(randomModel(spec));
        const again = fromJson(toJson(program)) as Program;
        expect(again).toEqual(program);
        expect(programFingerprint(again)).toBe(program.fingerprint);
      }),
      { numRuns: 40 },
    );
  });

  test('infinities, NaN and -0 are kept in constants and schedules', () => {
    const { program } = compileSmall([
      outcome('it', {
        unit: '-',
        over: quarters,
        is: eq`${any('x')} * max(1 / t, ${Number.NEGATIVE_INFINITY}) + ${-0} / t`,
      }),
      outcome('sum', { unit: '-', is: horizon.sum(eq`0 / t - ${any('y')} * ${Number.NaN}`) }),
    ]);
    const numbers = program.values.flatMap((value) =>
      value.op === 'constant' ? [value.value] : value.op === 'schedule' ? value.values : [],
    );
    expect(numbers).toContain(Number.POSITIVE_INFINITY);
    expect(numbers.some(Number.isNaN)).toBe(true);
    expect(numbers.some((x) => Object.is(x, -0))).toBe(true);
    expect(fromJson(toJson(program))).toEqual(program);
  });
});
