/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SpecError } from '../../src/plan/problem.ts';
import { readRunSpec } from '../../src/plan/read-spec.ts';
import { refusal } from './refusal.ts';

const read = (text: string) => readRunSpec(text, 'runs/high.yaml');
const refused = (text: string) => refusal(() => read(text));

const complete = `# a comment
name: high-uptake
title: High uptake
description: What if everybody wanted one?
model: ./heat-pumps.ts
seed: 7
trials: 1e5
replicates: 32
design: monte-carlo
presets: [boom, ban]
set:
  demand.units: lognormal(p10=300, p90=900)
  'policy.ban': 1
correlate:
  - { inputs: [demand.units, demand.growth], rank: 0.4, df: 5 }
asOf: 2026-11
evidence: reports.yaml
given: [demand.units < 500, policy.ban == 0]
minEss: 1000
update: tempering
draws: false
`;

describe('what is read', () => {
  test('every key of a complete spec', () => {
    expect(read(complete).spec).toEqual({
      name: 'high-uptake',
      title: 'High uptake',
      description: 'What if everybody wanted one?',
      model: './heat-pumps.ts',
      seed: '7',
      trials: 100000,
      replicates: 32,
      design: 'monte-carlo',
      presets: ['boom', 'ban'],
      set: { 'demand.units': 'lognormal(p10=300, p90=900)', 'policy.ban': 1 },
      correlate: [{ inputs: ['demand.units', 'demand.growth'], rank: 0.4, df: 5 }],
      asOf: '2026-11',
      evidence: ['reports.yaml'],
      given: ['demand.units < 500', 'policy.ban == 0'],
      minEss: 1000,
      update: 'tempering',
      draws: false,
    });
  });

  test('a name alone, the rest as nobody says otherwise', () => {
    expect(read('name: x').spec).toEqual({
      name: 'x',
      seed: '1',
      trials: 131072,
      replicates: 16,
      design: 'sobol',
      presets: [],
      set: {},
      correlate: [],
      evidence: [],
      given: [],
      update: 'weights',
      draws: 'auto',
    });
  });

  test('one preset without a list', () => {
    expect(read('name: x\npresets: boom').spec.presets).toEqual(['boom']);
  });

  test.each([
    ['0', '0'],
    ['7', '7'],
    ['"7"', '7'],
    ['007', '007'],
    ['-1', '-1'],
    ['1e3', '1e3'],
    ['12345678901234567890123', '12345678901234567890123'],
    ['spring', 'spring'],
  ])('seed: %s is the seed "%s", as it is written', (written, seed) => {
    expect(read(`name: x\nseed: ${written}`).spec.seed).toBe(seed);
  });

  test('an alias stands for what it names', () => {
    const { spec } = read('name: x\nset:\n  a: &narrow pert(0, 1, 2)\n  b: *narrow');
    expect(spec.set).toEqual({ a: 'pert(0, 1, 2)', b: 'pert(0, 1, 2)' });
  });

  test.each([
    ['a byte order mark', `\uFEFF${complete}`],
    ['the line ends of Windows', complete.replaceAll('\n', '\r\n')],
    ['both', `\uFEFF${complete.replaceAll('\n', '\r\n')}`],
  ])('law: %s changes nothing', (_, text) => {
    expect(read(text).spec).toEqual(read(complete).spec);
    expect(read(text).locate(['set', 'policy.ban'])).toEqual(
      read(complete).locate(['set', 'policy.ban']),
    );
  });
});

describe('where things stand', () => {
  const { locate } = read(complete);
  test.each<[Parameters<typeof locate>, line: number, column: number]>([
    [[['name']], 2, 7],
    [[['name'], 'key'], 2, 1],
    [[['presets', 1]], 10, 17],
    [[['set', 'demand.units']], 12, 17],
    [[['set', 'demand.units'], 'key'], 12, 3],
    // The 10th character of lognormal(p10=..., counted from 0, is the first of p10.
    [[['set', 'demand.units'], 10], 12, 27],
    [[['set', 'policy.ban'], 'key'], 13, 3],
  ])('%j stands at %d:%d', (asked, line, column) => {
    expect(locate(...asked)).toEqual({ file: 'runs/high.yaml', line, column });
  });

  test('what the file does not mention has no place', () => {
    expect(locate(['set', 'demand.weather'])).toBeUndefined();
    expect(locate(['name', 'x'])).toBeUndefined();
  });

  test('in quotes the characters of a text are counted after the quote', () => {
    const { line, column } = read('name: x\nset: {a: "pert(0, 1, 2)"}').locate(['set', 'a'], 5)!;
    expect([line, column]).toEqual([2, 16]);
  });

  test('in a folded text they cannot be counted, so its beginning is told', () => {
    const { line, column } = read('name: x\nset:\n  a: >-\n    pert(0,\n    1, 2)').locate(
      ['set', 'a'],
      9,
    )!;
    expect([line, column]).toEqual([3, 6]);
  });
});

describe('what is refused', () => {
  test('everything that is wrong is told at once, in the order of the file', () => {
    expect(
      refused(`name: High Uptake
trials: 100k
replicats: 3
design: grid
presets: [boom, 2]
set:
  demand.units: lognormal(p10=3, p90=2)
  policy.ban: yes
  stock.rate: true
  stock.rate: 1
`),
    ).toBe(`runs/high.yaml cannot be read: 8 problems
  runs/high.yaml:1:7 name: found "High Uptake"; wanted a name of at most 80 small letters, digits and single dashes, such as high-uptake; write high-uptake
  runs/high.yaml:2:9 trials: found "100k"; wanted a whole number from 1 to 1000000000; write 100000
  runs/high.yaml:3:1 replicats: is not a key of a run spec; did you mean replicates?
  runs/high.yaml:4:9 design: found "grid"; wanted sobol, monte-carlo, latin-hypercube or antithetic
  runs/high.yaml:5:17 presets[1]: found 2; wanted the name of a preset
  runs/high.yaml:7:27 set.demand.units: lognormal: p10 is 3 and p90 is 2; p10 must be below p90. Swapped?
  runs/high.yaml:8:15 set.policy.ban: "yes" is neither a number nor a distribution such as lognormal(p10=0.04, p90=0.08); write 1 for yes
  runs/high.yaml:10:3 set.stock.rate: stands twice, first in line 9; wanted once`);
  });

  // Below, each text is one slip; the message is what its author reads.
  test.each([
    ['', ': the file is empty; wanted at least a line such as `name: high-uptake`'],
    ['# nothing\n', ': the file is empty; wanted at least a line such as `name: high-uptake`'],
    ['- name: x', ':1:1: found a list; wanted a map such as `name: high-uptake`'],
    ['high-uptake', ':1:1: found "high-uptake"; wanted a map such as `name: high-uptake`'],
    ['nmae: x', ':1:1 nmae: is not a key of a run spec; did you mean name?'],
    [
      'name: x\nmatrix: {seeds: [1, 2]}',
      ':2:1 matrix: is not a key of a run spec; a spec with a matrix is for `chipcast batch`',
    ],
    ['name: x\nname: y', ':2:1 name: stands twice, first in line 1; wanted once'],
    ['name: x\nset:\n\ta: 1', ':3:1: a tab stands at the beginning of the line; wanted blanks'],
    [
      'name: x\ntitle: More: and more',
      ':2:8: a key stands inside a value; begin every key on its own line, level with the others, and put a text with ": " in quotes',
    ],
    [
      'name: x\nand more\nseed: 1',
      ':2:1: a line without "key: value", or with a key that is not level with the others',
    ],
    ['name: x\ntitle: @home', ':2:8: a text cannot begin with @; put it in quotes'],
    ['name: x\ntitle: "open\n', ':3:1: the closing quote is missing'],
    [
      'name: x\n---\nname: y',
      ':2:1: a second document begins here (---); wanted one run spec a file',
    ],
    ['name: !x y', ':1:7: found the YAML tag !x; wanted the plain value'],
    ['name: x\n? [a]\n: 1', ':2:3: found a key that is not a word; wanted "key: value"'],
    ['name: *x', ':1:7 name: found *x, but nothing before it is marked &x'],
    [
      'name: x\nset: &s\n  a: 1\n  <<: *s',
      ':4:3 set.<<: other maps cannot be merged in; write their keys out',
    ],
    ['name: x\nset: {__proto__: 1}', ':2:7 set.__proto__: is not a name'],
    ['name: x\nseed: ""', ':2:7 seed: found ""; wanted a number or a text that is not empty'],
    ['name: x\nseed:', ':2:6 seed: found nothing; wanted a number or a text that is not empty'],
    ['name: x\nseed: true', ':2:7 seed: found true; wanted a number or a text that is not empty'],
    ['name: x\ntrials: 0', ':2:9 trials: found 0; wanted a whole number from 1 to 1000000000'],
    ['name: x\ntrials: 1.5', ':2:9 trials: found 1.5; wanted a whole number from 1 to 1000000000'],
    [
      'name: x\ntrials: 2e9',
      ':2:9 trials: found 2000000000; wanted a whole number from 1 to 1000000000',
    ],
    [
      'name: x\ntrials: 131_072',
      ':2:9 trials: found "131_072"; wanted a whole number from 1 to 1000000000; write 131072',
    ],
    [
      'name: x\ntrials: .inf',
      ':2:9 trials: found Infinity; wanted a whole number from 1 to 1000000000',
    ],
    [
      'name: x\ntrials: 8',
      ':2:9 trials: 8 trials cannot fill 16 replicates; wanted at least one trial each: 16 trials or more, or 8 replicates or fewer',
    ],
    [
      'name: x\nreplicates: 2048',
      ':2:13 replicates: found 2048; wanted a whole number from 1 to 1024',
    ],
    [
      'name: x\ndesign: sobel',
      ':2:9 design: found "sobel"; wanted sobol, monte-carlo, latin-hypercube or antithetic; did you mean sobol?',
    ],
    ['name: x\ndraws: maybe', ':2:8 draws: found "maybe"; wanted true, false or auto'],
    [
      'name: x\npresets: {a: 1}',
      ':2:10 presets: found a map; wanted the name of a preset or a list of names',
    ],
    [
      'name: x\nset: [a]',
      ':2:6 set: found a list; wanted a map of inputs, one a line, such as `costs.price: 9000`',
    ],
    [
      'name: x\nset:\n  a: true',
      ':3:6 set.a: found true; wanted a number or a distribution such as lognormal(p10=0.04, p90=0.08); write 1 for true',
    ],
    [
      'name: x\nset:\n  a: .nan',
      ':3:6 set.a: found NaN; wanted a number or a distribution such as lognormal(p10=0.04, p90=0.08)',
    ],
    [
      'name: x\nset:\n  a: pret(0, 1, 2)',
      ':3:6 set.a: there is no distribution "pret". Did you mean pert?',
    ],
    [
      'name: x\nset: {a: pert(0, 1, 2), b: 1}',
      ':2:10 set.a: inside { } a comma ends the value; put the distribution in quotes, or write one input a line',
    ],
  ])('%j is refused', (text, message) => {
    expect(refused(text)).toBe(
      `runs/high.yaml cannot be read: 1 problem\n  runs/high.yaml${message}`,
    );
  });

  test('aliases of aliases that would fill the memory', () => {
    const levels = Array.from({ length: 12 }, (_, k) =>
      k === 0
        ? 'a0: &a0 [x]'
        : `a${k}: &a${k} [${Array(10)
            .fill(`*a${k - 1}`)
            .join(', ')}]`,
    );
    expect(refused(['name: x', ...levels].join('\n'))).toContain('the aliases cannot be followed');
  });

  test('a name that is missing has no line', () => {
    expect(refused('seed: 1')).toBe(
      'runs/high.yaml cannot be read: 1 problem\n  runs/high.yaml name: is missing; wanted a name of at most 80 small letters, digits and single dashes, such as high-uptake',
    );
  });

  test('the problems are there as data too', () => {
    try {
      read('name: x\ntrials: many');
      expect.unreachable();
    } catch (error) {
      expect((error as SpecError).problems).toEqual([
        {
          file: 'runs/high.yaml',
          line: 2,
          column: 9,
          path: 'trials',
          message: 'found "many"; wanted a whole number from 1 to 1000000000',
        },
      ]);
    }
  });
});

describe('whatever the text', () => {
  // Words of specs and of YAML, whose every mixture is a slip that somebody could make.
  const words =
    'name: x|set:|  a: 1|  |\t|{|}|[|]|- |? |: |&a |*a|<<: *a|!!map|"|\'|>-|#|\n|\r\n|seed: |null|%|---|@|' +
    'trials: |1e400|pert(0, 1, 2)|__proto__: |presets: |constructor|, |\u0000';
  const pieces = fc.constantFrom(...words.split('|'), '|');
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join('')),
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('\n')),
  );
  test('law: it is read or refused, and nothing else', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(refusal(() => read(text))).toMatch(
          /^nothing is wrong$|^runs\/high.yaml cannot be read/,
        );
      }),
      { numRuns: 3000 },
    );
  });
});
