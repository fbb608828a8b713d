import { describe, expect, test } from 'vitest';
import type { Chart } from '../../src/charts/index.ts';
import { compile } from '../../src/compile/compile.ts';
import {
  annual,
  constant,
  during,
  eq,
  factor,
  forward,
  horizon,
  input,
  lever,
  loading,
  normal,
  outcome,
  type Part,
  pert,
  previous,
  quarterly,
  quarters,
  type Stock,
  stock,
  sum,
  variable,
  years,
} from '../../src/index.ts';
import {
  any,
  anyQuarterly,
  compileSmall,
  outcomesOf,
  problemsIn,
  problemsOf,
  small,
} from './small.ts';

const lines = (...text: string[]): string => text.join('\n');
const x = any('x');
const q = anyQuarterly('q');
const cited = input('cited', {
  unit: '-',
  distribution: normal({ mean: 0, sd: 1 }),
  sources: ['S1'],
});
/** An outcome that keeps the model whole while something else is at fault. */
const fine = outcome('fine', { unit: '-', is: x });

describe('words and functions', () => {
  test.each([
    [
      'an unknown word',
      eq`2 * tt`,
      lines('it: unknown name "tt"; did you mean t or pi?', '    2 * tt', '        ^'),
    ],
    [
      'a word like none that is known',
      eq`population + 1`,
      lines(
        'it: unknown name "population"; text in an equation knows the time references t, year, season and elapsed, and pi; other quantities are interpolated',
        '    population + 1',
        '    ^',
      ),
    ],
    [
      'a quantity by name',
      eq`x + ${x}`,
      lines('it: unknown name "x"; quantities are interpolated, as ${x}', '    x + x', '    ^'),
    ],
    [
      'an unknown function',
      eq`1 + mins(1, 2)`,
      lines(
        'it: unknown function "mins"; did you mean min or sin?',
        '    1 + mins(1, 2)',
        '        ^',
      ),
    ],
    [
      'too few arguments',
      eq`if(t, 1)`,
      lines('it: if takes 3 arguments, found 2', '    if(t, 1)', '    ^'),
    ],
    [
      'too many arguments',
      eq`exp(1, 2)`,
      lines('it: exp takes 1 argument, found 2', '    exp(1, 2)', '    ^'),
    ],
    [
      'no arguments',
      eq`min()`,
      lines('it: min takes at least 2 arguments, found 0', '    min()', '    ^'),
    ],
  ])('%s is pointed at', (_, equation, message) => {
    expect(problemsIn(eq`${horizon.last(equation)}`)[0]).toBe(message);
  });

  // Names that every object has must not be taken for functions.
  test.each(['constructor', 'toString', 'hasOwnProperty'])('%s is no function', (name) => {
    const text = `${name}(1)`;
    const equation = eq(Object.assign([text], { raw: [text] }));
    expect(problemsIn(equation)[0]).toMatch(`it: unknown function "${name}"`);
  });
});

describe('what is interpolated', () => {
  const bad = (part: unknown): string[] => problemsIn(eq`1 + ${part as Part}`);
  const wanted = 'wanted a quantity, an equation or a number';

  test.each<[string, unknown]>([
    // Reading a handle from a file that imports this one, while neither is done.
    ['a handle that is not defined yet', undefined],
    ['nothing', null],
    ['a text', 'price'],
    ['an empty text', ''],
    ['a truth', true],
    ['a list', [x, q]],
    ['a record', { x }],
    ['a distribution', normal({ mean: 0, sd: 1 })],
    ['a calendar', quarterly('2026Q1', 4)],
    ['an outcome', outcome('other', { unit: '-', is: x })],
    // Only `previous` itself stands for something.
    ['a function', () => x],
    ['an aggregate of nothing', annual.sum],
  ])('%s is refused', (_, part) => {
    const problems = bad(part);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^it: an interpolated value is /);
  });

  test('a function in the equation of a stock is not taken for its own last value', () => {
    const level = stock('level', {
      unit: '-',
      over: quarters,
      opening: 1,
      change: eq`${(() => x) as never} * 1 [1/quarter]`,
    });
    expect(problemsOf([outcome('it', { unit: '-', is: horizon.last(level) })])).not.toEqual([]);
  });

  test('a text is shown where it stands', () => {
    expect(bad('price')[0]).toBe(
      lines(`it: an interpolated value is price; ${wanted}`, '    1 + price', '        ^'),
    );
  });

  test('a number is one, also below zero and beyond the range', () => {
    expect(
      outcomesOf(compileSmall([outcome('it', { unit: '-', is: eq`2 - ${-3}` })]).program),
    ).toEqual({
      it: 5,
    });
    expect(
      outcomesOf(compileSmall([outcome('it', { unit: '-', is: eq`1e999 - ${1e308}` })]).program),
    ).toEqual({ it: Number.POSITIVE_INFINITY });
  });
});

describe('circles', () => {
  const later = (id: string) => forward(id, { unit: '-', opening: 1 });
  const advice =
    'all in the same quarter; break the circle where reality has a delay, with previous(...)';
  const quarterlyOf = (id: string, is: Part) =>
    variable(id, { unit: '-', over: quarters, opening: 1, is: eq`${is} + 1` });

  test('an equation that reads itself', () => {
    const a = later('a');
    const defined = variable(a, { is: eq`1 + ${a}` });
    expect(problemsOf([defined, outcome('it', { unit: '-', is: horizon.last(a) })])).toEqual([
      `a: circular equation: a needs a, ${advice}`,
    ]);
  });

  test('two equations that read each other', () => {
    const a = later('a');
    const b = quarterlyOf('b', a);
    const defined = variable(a, { is: eq`2 * ${b}` });
    expect(problemsOf([defined, b, fine])).toContain(
      `a: circular equation: a needs b needs a, ${advice}`,
    );
  });

  test('a circle of three is told once, in order, however it is entered', () => {
    const a = later('a');
    const b = quarterlyOf('b', a);
    const c = quarterlyOf('c', b);
    const defined = variable(a, { is: eq`2 * ${c}` });
    const outside = outcome('it', { unit: '-', is: horizon.last(b) });
    expect(problemsOf([outside, c, b, defined])).toEqual([
      `c: circular equation: c needs b needs a needs c, ${advice}`,
    ]);
  });

  test('two circles are two problems', () => {
    const [a, b] = [later('a'), later('b')];
    const problems = problemsOf([
      variable(a, { is: eq`${a}` }),
      variable(b, { is: eq`-${b}` }),
      fine,
    ]).filter((line) => line.includes('circular'));
    expect(problems).toHaveLength(2);
  });

  test('a stock whose change reads it as of now', () => {
    const a = later('a');
    const defined = stock(a, { change: eq`${a} * 1 [1/quarter]` });
    expect(problemsOf([defined, fine])[0]).toBe(`a: circular equation: a needs a, ${advice}`);
  });

  test('closed form: broken by a previous value, the circle compiles: a doubles b, which is a quarter late', () => {
    const a = later('a');
    const b = variable('b', { unit: '-', over: quarters, is: eq`${previous(a)} + 1` });
    const defined = variable(a, { is: eq`2 * ${b}` });
    const { program, warnings } = compileSmall([
      defined,
      outcome('it', { unit: '-', over: quarters, is: b }),
    ]);
    expect(warnings).toEqual([]);
    // b = 1 + 1, then 2 * 2 + 1, ...
    expect(Object.values(outcomesOf(program))).toEqual([2, 5, 11, 23]);
  });
});

describe('time', () => {
  const running = (...labels: [string, string]) =>
    `the model runs from ${labels[0]} to ${labels[1]}`;

  test.each(['2031', '2026Q5', '2026q1', 'summer'])(
    'during(%s) is no time of the model',
    (label) => {
      expect(problemsIn(eq`1 + ${during(label).sum(q)}`)).toEqual([
        lines(
          `it: unknown time reference "${label}": ${running('2026Q1', '2026Q4')}`,
          `    1 + sum(q, during ${label})`,
          '        ^',
        ),
      ]);
    },
  );

  test('a quarter that the calendar stops short of is no time of the model', () => {
    const calendar = quarterly('2026Q3', 2);
    expect(problemsIn(during('2026').sum(q), '-', { calendar })).toEqual([]);
    expect(problemsIn(during('2026Q1').sum(q), '-', { calendar })).toEqual([
      lines(
        `it: unknown time reference "2026Q1": ${running('2026Q3', '2026Q4')}`,
        '    sum(q, during 2026Q1)',
        '    ^',
      ),
    ]);
  });

  test('a variable that changes every quarter says so', () => {
    const growing = variable('growing', { unit: '-', is: eq`2 * t` });
    const noisy = variable('noisy', { unit: '-', is: eq`2 * ${q}` });
    expect(problemsOf([growing, noisy, fine]).slice(0, 2)).toEqual([
      'growing: has one value a trial, but reads t, which changes every quarter; declare it `over: quarters`',
      'noisy: has one value a trial, but reads q, which changes every quarter; declare it `over: quarters`',
    ]);
  });
});

describe('what an outcome may read', () => {
  const wrong = (over: 'year' | 'quarter' | undefined, is: Part) =>
    problemsOf([outcome('it', { unit: '-', ...(over ? { over } : {}), is: eq`${is}` })]);

  test('a quarterly quantity is aggregated for a year', () => {
    expect(wrong('year', q)).toEqual([
      'it: is reported by year, but reads a quarterly quantity as it is; say annual.sum, annual.mean or annual.last of it',
    ]);
  });

  test('a quarterly quantity is aggregated for the horizon', () => {
    expect(wrong(undefined, q)).toEqual([
      'it: is one number for the horizon, but reads a quarterly quantity as it is; say horizon.last, horizon.sum, ... of it, or give it `over: quarters`',
    ]);
  });

  test('a yearly aggregate is no number for the horizon', () => {
    expect(wrong(undefined, annual.sum(q))).toEqual([
      'it: is one number for the horizon, but reads an aggregate by year; give it `over: years`',
    ]);
  });

  test.each([horizon.sum(q), during('2026Q1').sum(q)])(
    'an aggregate of the horizon is none of a year',
    (final) => {
      expect(wrong('year', final)).toEqual([
        'it: is reported by year, but reads an aggregate of the whole horizon',
      ]);
    },
  );

  test.each([annual.sum(q), horizon.sum(q)])('an aggregate is no number for a quarter', (late) => {
    expect(wrong('quarter', late)).toEqual([
      'it: is reported by quarter, but reads an aggregate over quarters',
    ]);
  });

  test('half an aggregate is none: every part of the equation has to fit', () => {
    expect(wrong('year', eq`${annual.sum(q)} + ${q}`)).toHaveLength(1);
    expect(wrong('year', eq`${annual.sum(q)} + ${horizon.sum(q)}`)).toHaveLength(1);
    expect(wrong('year', eq`${annual.sum(q)} + ${x}`)).toEqual([]);
  });

  test('a plain quantity may be reported over any time, and aggregated', () => {
    expect(wrong('quarter', x)).toEqual([]);
    expect(wrong('year', x)).toEqual([]);
    expect(wrong(undefined, x)).toEqual([]);
    expect(wrong('year', annual.sum(x))).toEqual([]);
    // An outcome may be the quantity itself, a previous value or an aggregate, without an equation.
    expect(problemsOf([outcome('it', { unit: '-', is: x })])).toEqual([]);
    expect(problemsOf([outcome('it', { unit: '-', over: years, is: annual.last(q) })])).toEqual([]);
    expect(problemsOf([outcome('it', { unit: '-', over: years, is: q })])).toHaveLength(1);
  });

  test('an aggregate of an aggregate is refused', () => {
    expect(wrong('year', annual.sum(eq`1 + ${annual.mean(q)}`))).toEqual([
      lines(
        'it: an aggregate of an aggregate: aggregate the quantity over quarters directly',
        '    sum(1 + mean(q, year), year)',
        '    ^',
      ),
    ]);
  });
});

describe('aggregates belong in outcomes', () => {
  const early =
    'reads an aggregate over quarters, which is known only afterwards; aggregates belong in outcomes';

  test.each([annual.sum(q), horizon.mean(q), during('2026').last(q)])('not in a variable', (is) => {
    const a = variable('a', { unit: '-', over: quarters, opening: 0, is: eq`${is}` });
    expect(problemsOf([a, fine])[0]).toBe(`a: ${early}`);
  });

  test.each([annual.sum(q), horizon.mean(q), during('2026').last(q)])(
    'not in the change of a stock, read now or as of last quarter',
    (is) => {
      const a = stock('a', {
        unit: '-',
        over: quarters,
        opening: 0,
        change: eq`${is} * 1 [1/quarter]`,
      });
      const read = outcome('it', { unit: '-', over: quarters, is: eq`${previous(a)}` });
      expect(problemsOf([a, read])).toEqual([`a: ${early}`]);
    },
  );
});

describe('openings', () => {
  test('what is read as of last quarter needs one', () => {
    const a = variable('a', { unit: '-', over: quarters, is: eq`t` });
    expect(problemsIn(eq`${horizon.last(eq`2 * ${previous(a)}`)}`)).toEqual([
      lines(
        'it: previous(a) needs the value before the first quarter: give a an `opening`',
        '    2 * previous(a)',
        '        ^',
      ),
    ]);
  });

  test.each([
    ['a quantity', q],
    ['an equation', eq`1 + ${q}`],
    ['the time', eq`t`],
    ['a previous value', eq`${previous(() => late)}`],
    ['an aggregate', eq`${horizon.sum(q)}`],
  ])('an opening is known before the first quarter: not %s over quarters', (_, opening) => {
    const a = stock('a', { unit: '-', over: quarters, opening, change: eq`1 [1/quarter]` });
    expect(problemsOf([outcome('it', { unit: '-', is: horizon.last(a) })])).toEqual([
      'a: its opening reads a quantity over quarters; an opening is known before the first quarter',
    ]);
  });
  const late = stock('late', { unit: '-', over: quarters, opening: 0, change: eq`1 [1/quarter]` });

  test.each([
    ['an input', x],
    ['a quarterly input', q],
    ['a plain variable', variable('plain', { unit: '-', opening: 1, is: eq`2 * ${x}` })],
  ])('%s has no last quarter', (_, quantity) => {
    const problems = problemsIn(eq`${horizon.last(eq`${previous(quantity)}`)}`);
    expect(problems[0]).toBe(
      lines(
        `it: previous(${quantity.id}): only variables and stocks over quarters have a last quarter`,
        `    previous(${quantity.id})`,
        '    ^',
      ),
    );
  });

  test('previous on its own stands for nothing outside variables and stocks', () => {
    expect(problemsIn(eq`1 + ${previous}`)).toEqual([
      lines(
        'it: `previous` on its own is the last value of the stock in whose equation it stands',
        '    1 + previous',
        '        ^',
      ),
    ]);
  });

  test('previous of a handle that is never set is refused', () => {
    expect(problemsIn(eq`1 + ${previous(() => undefined as never)}`)).toEqual([
      lines('it: previous(...) names no quantity', '    1 + previous(?)', '        ^'),
    ]);
  });
});

describe('declarations', () => {
  test('an id is one thing', () => {
    const again = lever('x', { unit: '-', value: 1 });
    expect(problemsOf([x, again, fine])).toEqual([
      'x: is declared twice, as an input and as a lever; every id is one thing',
    ]);
    const yearly = outcome('fine', { unit: '-', over: years, is: x });
    expect(problemsOf([fine, outcome('fine', { unit: '-', is: x })])).toEqual([
      'fine: is declared twice, as an outcome and as an outcome; every id is one thing',
    ]);
    // The same outcome by year and for the horizon is told apart by its period.
    expect(problemsOf([fine, yearly])).toEqual([]);
  });

  test('the same handle exported twice is one declaration', () => {
    expect(problemsOf({ x, again: x, list: [fine, fine], nested: { fine } })).toEqual([]);
  });

  test.each(['2x', 'a b', '', 'straße', '.x'])('"%s" is no id', (id) => {
    expect(problemsOf([any(id), fine])).toContain(
      `"${id}": is not an id: letters, digits, dots, dashes and underscores, beginning with a letter`,
    );
  });

  test('what is announced is defined somewhere', () => {
    const ghost = forward('ghost', { unit: '-', opening: 0 });
    expect(problemsOf([outcome('it', { unit: '-', over: quarters, is: previous(ghost) })])).toEqual(
      ['ghost: is announced with forward, but no component defines it'],
    );
  });

  test('closed form: what is announced is read before it is defined', () => {
    const level = forward('level', { unit: 'unit', opening: 10, label: 'Level' });
    const lost = variable('lost', {
      unit: 'unit/quarter',
      over: quarters,
      is: eq`${previous(level)} / 2 [quarter]`,
    });
    const defined = stock(level, { change: eq`-${lost}` });
    const { program } = compileSmall([
      lost,
      outcome('it', { unit: 'unit', over: quarters, is: level }),
      defined,
    ]);
    expect(Object.values(outcomesOf(program))).toEqual([5, 2.5, 1.25, 0.625]);
  });

  test('closed form: a thunk reads what stands further down the file', () => {
    const lost = variable('lost', {
      unit: 'unit/quarter',
      over: quarters,
      is: eq`${previous(() => level)} / 2 [quarter]`,
    });
    const level: Stock = stock('level', {
      unit: 'unit',
      over: quarters,
      opening: 10,
      change: eq`1 [unit/quarter] - ${lost}`,
    });
    const { program } = compileSmall([outcome('it', { unit: 'unit', over: quarters, is: level })]);
    expect(Object.values(outcomesOf(program))).toEqual([6, 4, 3, 2.5]);
  });

  test.each([[0.8, 0.6], [1], [-1.2], [Number.NaN], [0.7, 0.7, 0.2]])(
    'loadings of %d (and %s) leave nothing of the input itself',
    (...weights) => {
      const loadings = weights.map((weight, k) => loading(factor(`f${k}`), weight));
      const loaded = input('loaded', {
        unit: '-',
        distribution: normal({ mean: 0, sd: 1 }),
        loadings,
      });
      const problems = problemsOf([outcome('it', { unit: '-', is: loaded })]);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(
        new RegExp(
          `^loaded: loads ${weights[0]} on f0.*; the squares of the weights must add up to less than 1, they add up to `,
        ),
      );
    },
  );

  test.each([Number.NaN, Number.POSITIVE_INFINITY, undefined])(
    'a constant of %s is refused',
    (value) => {
      const broken = constant('broken', { unit: '-', value: value as number });
      expect(problemsOf([outcome('it', { unit: '-', is: broken })])).toEqual([
        `broken: value is ${value}; a constant is a finite number`,
      ]);
    },
  );

  test('an input has a distribution', () => {
    const broken = input('broken', { unit: '-', distribution: 3 as never });
    expect(problemsOf([outcome('it', { unit: '-', is: broken })])).toEqual([
      'broken: distribution is 3; wanted one such as lognormal({ p10: 1, p90: 2 })',
    ]);
  });

  test('a model forecasts something', () => {
    expect(problemsOf([x])[0]).toBe('small: declares no outcome, so there is nothing to forecast');
  });

  test('a variable and an outcome have an equation', () => {
    const empty = variable('empty', { unit: '-', is: undefined as never });
    expect(problemsOf([outcome('it', { unit: '-', is: empty })])[0]).toMatch(/^empty: /);
    expect(problemsOf([outcome('it', { unit: '-', is: undefined as never })])[0]).toMatch(/^it: /);
  });
});

describe('names in the data of a model', () => {
  test('days are days of the calendar: what the model knows, its evidence, the dates of its sources', () => {
    const found = problemsOf([outcome('it', { unit: '-', is: cited })], {
      knows: '2025-11-31',
      evidence: [{ id: 'E1', known: '2026-02-30', quantity: 'x', likelihood: 'normal(0, 1)' }],
      sources: () => [
        {
          id: 'S1',
          publisher: 'p',
          title: 't',
          date: '8 Sep 2025, corrected 2026-06-31',
          claim: 'c',
          value: '1',
          unit: '-',
        },
      ],
    });
    expect(found).toEqual([
      'knows: found 2025-11-31, but 2025-11 has 30 days; wanted a day such as 2026-05-20',
      'evidence E1: found 2026-02-30, but 2026-02 has 28 days; wanted a day such as 2026-05-20',
      'source S1: found 2026-06-31, but 2026-06 has 30 days; wanted a day such as 2026-05-20',
    ]);
  });

  test('presets, headlines and published forecasts name what exists', () => {
    const problems = problemsOf([outcome('balance.units', { unit: '-', over: years, is: x })], {
      presets: { ban: { question: 'What if?', set: { y: 1, x: 2 } } },
      headlines: ['balance.unit', 'balance.units'],
      forecasts: [
        {
          id: 'F1',
          claimant: 'somebody',
          claim: 'a claim',
          outcomes: ['balance.units[2026]', 'balance.units[2027]'],
          statistic: 'p50',
          value: '1',
          note: '',
        },
      ],
    });
    expect(problems).toEqual([
      'preset ban: input "y" does not exist; did you mean x?',
      'headlines: outcome "balance.unit" does not exist; did you mean balance.units?',
      'published forecast F1: outcome "balance.units[2027]" does not exist; did you mean balance.units[2026] or balance.units?',
    ]);
  });

  test('a chart has as many outcomes as there are colours, and a name for each', () => {
    const ids = Array.from({ length: 13 }, (_, k) => `o${k + 1}`);
    const declared = ids.map((id) => outcome(id, { unit: '-', over: quarters, is: q }));
    const chart = (kind: 'fan' | 'parts' | 'chance', outcomes: number, names?: number) =>
      ({
        kind,
        title: 'C',
        outcomes: ids.slice(0, outcomes),
        ...(names === undefined ? {} : { names: ids.slice(0, names) }),
        over: 'quarter',
        ...(kind === 'chance' ? { atLeast: 1 } : {}),
      }) as unknown as Chart;
    const faults = (...charts: Chart[]) => problemsOf(declared, { charts });
    expect(faults(chart('fan', 4), chart('chance', 4, 4), chart('parts', 12, 12))).toEqual([]);
    expect(faults(chart('fan', 5), chart('chance', 5, 5), chart('parts', 13, 13))).toEqual([
      'chart "C": has 5 outcomes; wanted at most 4, for no more colours can be told apart',
      'chart "C": has 5 outcomes; wanted at most 4, for no more colours can be told apart',
      'chart "C": has 13 outcomes; wanted at most 12, for no more colours can be told apart',
    ]);
    expect(faults(chart('chance', 2, 1), chart('parts', 1, 2), chart('chance', 1))).toEqual([
      'chart "C": has 1 name for 2 outcomes; wanted one for each, in their order',
      'chart "C": has 2 names for 1 outcome; wanted one for each, in their order',
      'chart "C": names is missing',
    ]);
    expect(faults(chart('fan', 0))).toEqual(['chart "C": has no outcome; wanted one or more']);
  });

  test('a chart has the form of its kind', () => {
    const declared = outcome('o', { unit: '-', over: quarters, is: q });
    const faults = (chart: object) =>
      problemsOf(declared, { charts: [{ title: 'C', ...chart } as unknown as Chart] });
    const fan = { kind: 'fan', outcomes: ['o'], over: 'quarter' };
    expect(faults(fan)).toEqual([]);
    expect(faults({ ...fan, scale: 'logarithmic' })).toEqual([
      'chart "C": scale: found "logarithmic"; wanted linear or log',
    ]);
    expect(faults({ ...fan, refrence: { value: 1, label: 'one' }, over: undefined })).toEqual([
      'chart "C": over is missing',
      'chart "C": has a key "refrence", which has no meaning here',
    ]);
    expect(faults({ ...fan, kind: 'pan' })).toEqual([
      'chart "C": kind: found "pan"; wanted another value; did you mean fan?',
    ]);
  });

  test('where a model lists its dimensions, each stream should have one', () => {
    const growth = outcome('it', {
      unit: '-',
      is: eq`${any('growth')} + ${lever('l', { unit: '-', value: 1 })}`,
    });
    const summed = outcome('sum', { unit: '-', is: horizon.sum(q) });
    const unlisted = (name: string, hint = '') =>
      `warning: ${name}: is not in the model's list of dimensions, so a later input may move its draws; append it${hint}`;
    const calendar = quarterly('2026Q1', 2);
    expect(problemsOf([growth, summed], { calendar })).toEqual([]);
    expect(
      problemsOf([growth, summed], { calendar, dimensions: ['growht', 'q[2026Q1]', 'gone'] }),
    ).toEqual([unlisted('growth', '; did you mean growht?'), unlisted('q[2026Q2]')]);
    // What is there no more keeps its place; what nothing needs takes none.
    expect(problemsOf([growth], { calendar, dimensions: ['gone', 'growth', 'other'] })).toEqual([]);
    expect(problemsOf([fine, any('idle')], { dimensions: ['x'] })).toEqual([
      'warning: idle: unused input: no outcome depends on it',
    ]);
  });

  test('a dimension is one stream', () => {
    expect(problemsOf([fine], { dimensions: ['x', 'y', 'x'] })).toEqual([
      'dimensions: "x" stands twice; every dimension is one stream',
    ]);
  });
});

describe('what nothing needs is told, and the model runs', () => {
  test('inputs, levers, constants, factors, variables and stocks', () => {
    const idle = factor('idle.factor');
    const declarations = [
      fine,
      any('idle.input'),
      lever('idle.lever', { unit: '-', value: 1 }),
      constant('idle.constant', { unit: '-', value: 1 }),
      idle,
      variable('idle.variable', { unit: '-', is: eq`2 * ${x}` }),
      stock('idle.stock', { unit: '-', over: quarters, opening: 0, change: eq`1 [1/quarter]` }),
    ];
    expect(problemsOf(declarations)).toEqual(
      ['input', 'lever', 'constant', 'factor', 'variable', 'stock'].map(
        (kind) => `warning: idle.${kind}: unused ${kind}: no outcome depends on it`,
      ),
    );
    expect(
      outcomesOf(compileSmall(declarations).program, { x: 7, 'idle.input': 0, 'idle.factor': 0 }),
    ).toEqual({
      fine: 7,
    });
  });

  test('what an unused variable reads is unused too', () => {
    const idle = variable('idle', { unit: '-', is: eq`2 * ${any('y')}` });
    expect(problemsOf([idle, fine])).toEqual([
      'warning: idle: unused variable: no outcome depends on it',
      'warning: y: unused input: no outcome depends on it',
    ]);
  });

  test('what is read through openings, previous values, factors and aggregates is used', () => {
    const common = factor('common');
    const loaded = input('loaded', {
      unit: '-',
      distribution: pert({ min: 0, mode: 1, max: 3 }),
      loadings: [loading(common, 0.5)],
    });
    const level = stock('level', {
      unit: '-',
      over: quarters,
      opening: eq`2 * ${loaded}`,
      change: eq`1 [1/quarter]`,
    });
    const late = variable('late', { unit: '-', over: quarters, is: eq`${previous(level)}` });
    expect(problemsOf([outcome('it', { unit: '-', is: horizon.last(sum([late, 0])) })])).toEqual(
      [],
    );
  });
});

test('all problems are told at once, each with its place', () => {
  const bad = variable('bad', { unit: 'EUR', is: eq`1 + ` });
  const worse = variable('worse', { unit: 'EUR', is: eq`${any('cost', 'USD')} * exp(2 [EUR])` });
  const worst = outcome('worst', { unit: '-', is: eq`${during('1999').sum(q)} + tt` });
  let message = '';
  try {
    compile(small([bad, worse, worst]));
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.replaceAll(/at \/.*\.ts:\d+/g, 'at LINE')).toBe(
    lines(
      'Model "small" cannot be compiled: 5 errors.',
      '  bad: the equation ends too early',
      '    1 +',
      '       ^',
      '      at LINE',
      '  worse: units: exp wants a plain number, but 2 [EUR] is in EUR',
      '    cost * exp(2 [EUR])',
      '           ^',
      '      at LINE',
      '  worse: units: its equation gives USD, but worse is declared in EUR; multiply by a quantity in EUR/USD to convert',
      '      at LINE',
      '  worst: unknown time reference "1999": the model runs from 2026Q1 to 2026Q4',
      '    sum(q, during 1999) + tt',
      '    ^',
      '      at LINE',
      '  worst: unknown name "tt"; did you mean t or pi?',
      '    sum(q, during 1999) + tt',
      '                          ^',
      '      at LINE',
      '  warning: bad: unused variable: no outcome depends on it',
      '      at LINE',
      '  warning: worse: unused variable: no outcome depends on it',
      '      at LINE',
      '  warning: cost: unused input: no outcome depends on it',
      '      at LINE',
    ),
  );
});

test('a long sum is no harder than a short one', () => {
  const is = sum(Array.from({ length: 2000 }, () => x));
  expect(outcomesOf(compileSmall([outcome('it', { unit: '-', is })]).program, { x: 0.5 })).toEqual({
    it: 1000,
  });
});
