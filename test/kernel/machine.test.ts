/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { lower } from '../../src/compile/lower.ts';
import { outcomeColumns } from '../../src/compile/program.ts';
import { trialNumbers } from '../../src/execute/layout.ts';
import { drawsOf, Simulator } from '../../src/execute/simulate.ts';
import {
  annual,
  bernoulli,
  component,
  discreteuniform,
  type Equation,
  eq,
  horizon,
  input,
  type Model,
  model,
  normal,
  outcome,
  previous,
  quarterly,
  quarters,
  stock,
  uniform,
  type Variable,
  variable,
  years,
} from '../../src/index.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import * as opcodes from '../../src/kernel/opcodes.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { uniform as uniformOf } from '../../src/random/streams.ts';
import { disagreement, planOf, scalarTrials, simulateAll, statedCopulas } from './agreement.ts';
import { anyText, modelSpec, OPERATORS, randomModel, runSpec, write } from './random-model.ts';

const chunkSizes = [1, 3, 7, 64, 250, 256, 4096];
const someChunks = fc.shuffledSubarray(chunkSizes, { minLength: 2, maxLength: 2 });

function opcodesOf(plan: Plan): Set<number> {
  const { code } = lower(plan.program, drawsOf(plan), false, plan.copulas);
  return new Set(Object.values(code).flatMap((section) => section.map(({ opcode }) => opcode)));
}

/** Names of the instructions that do not occur among these. */
function missing(found: ReadonlySet<number>): string[] {
  const flags = ['INSTRUCTION_WORDS', 'SCALAR', 'BY_QUARTER', 'BY_YEAR'];
  // The machine puts these in the place of UNIFORM, as the design of the run wants.
  const designs = ['LATIN_UNIFORM', 'ANTITHETIC_UNIFORM'];
  return Object.entries(opcodes)
    .filter(([name, code]) => ![...flags, ...designs].includes(name) && !found.has(code))
    .map(([name]) => name);
}

describe('law: machine and evaluator agree to the bit, whatever the chunks', () => {
  // The seeds are fixed, so that a red test is a change of ours; thousands of other programs agreed
  // as well.
  test('on random programs, which use every instruction of the machine', () => {
    const used = new Set<number>();
    fc.assert(
      fc.property(modelSpec(6), runSpec(300), someChunks, (spec, run, chunks) => {
        const plan = planOf(randomModel(spec), run, {}, statedCopulas);
        for (const opcode of opcodesOf(plan)) used.add(opcode);
        const found = disagreement(plan, chunks, 6);
        if (found) expect.fail(found);
      }),
      { numRuns: 50, seed: 2026 },
    );
    expect(missing(used)).toEqual([]);
  });

  test('where inputs are replaced by numbers or by other families', () => {
    const replaced = fc.array(fc.option(fc.oneof(anyText, fc.constant('point(0.5)'))), {
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(modelSpec(5), runSpec(100), replaced, someChunks, (spec, run, texts, chunks) => {
        const { program } = compile(randomModel(spec));
        const set = Object.fromEntries(
          program.inputs.flatMap(({ id }, k) => (texts[k % 8] ? [[id, texts[k % 8]!]] : [])),
        );
        const found = disagreement(planOf(program, run, set, statedCopulas), chunks, 5);
        if (found) expect.fail(found);
      }),
      { numRuns: 25, seed: 2027 },
    );
  });
});

// Zeros of both signs, the ends of every range, halves and whole numbers as exponents, and no
// number at all. biome-ignore format: one kind a line
const peculiar = [
  0,
  -0,
  1,
  -1,
  2,
  -2,
  3,
  0.5,
  -0.5,
  1.5,
  1 + 2 ** -52,
  1 - 2 ** -53,
  10,
  100.25,
  -7,
  5e-324,
  -5e-324,
  2 ** -1022,
  1e-310,
  1e-160,
  1e160,
  2 ** 53,
  -(2 ** 53) + 1,
  1e300,
  709.78,
  710,
  -745.2,
  -746,
  Math.PI,
  1e22,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
];

/** Any of the peculiar numbers, one a trial or one a quarter. */
function peculiarNumber(id: string, over?: typeof quarters): Variable {
  const pick = input(`pick.${id}`, {
    unit: 'index',
    distribution: discreteuniform({ min: 0, max: peculiar.length - 1 }),
    ...(over ? { over } : {}),
  });
  const is = peculiar.reduceRight<Equation>(
    (otherwise, number, k) => eq`if(${pick} == ${k}, ${number}, ${otherwise})`,
    eq`0`,
  );
  return variable(id, { unit: '-', ...(over ? { over } : {}), is });
}

function modelOf(declarations: unknown, calendar = quarterly('2026Q3', 3)): Model {
  return model('small', {
    title: 'Small',
    calendar,
    components: [component('all', 'Everything.', declarations)],
  });
}

describe('law: machine and evaluator agree on numbers out of the ordinary', () => {
  const run = { design: 'monte-carlo', trials: 1500, replicates: 3 } as const;
  const read = ['a', 'b', 'c', 'd'].map((id) => peculiarNumber(id));
  const a = read[0]!;
  const of = (op: string, ...args: (number | { op: string; args: number[] })[]): Equation =>
    write(
      {
        op,
        args: args.map((arg) =>
          typeof arg === 'number'
            ? { read: arg }
            : { op: arg.op, args: arg.args.map((k) => ({ read: k })) },
        ),
      },
      (leaf) => read['read' in leaf ? leaf.read : 0]!,
    );

  test('in every operator and function', () => {
    const outcomes = Object.keys(OPERATORS).map((op, k) =>
      outcome(`o${k}`, { unit: '-', is: of(op, 0, 1, 2) }),
    );
    expect(disagreement(planOf(modelOf(outcomes), run), [256, 64], 1500)).toBeUndefined();
  });

  test('in pairs of operations that are computed at once', () => {
    const outer = ['+', '-', '*', '/', 'min', 'max'];
    const inner = ['+', '-', '*', '/', 'min', 'max', '-#'];
    const compared = ['<', '<=', '>', '==', '!=', 'and'];
    // What two equations share is computed by itself, so each pair reads two numbers of its own.
    const pairs = Object.fromEntries([...inner, ...compared].map((op) => [op, 0]));
    const taken = (op: string) => {
      const k = pairs[op]!++;
      return { op, args: [Math.floor(k / 4), k % 4] };
    };
    const equations = [
      ...outer.flatMap((op) =>
        inner.flatMap((first) => [of(op, taken(first), 2), of(op, 3, taken(first))]),
      ),
      ...compared.map((first) => of('if', taken(first), 2, 3)),
      eq`1 / (1 + exp(-(3 * ${a})))`,
    ];
    const outcomes = equations.map((is, k) => outcome(`o${k}`, { unit: '-', is }));
    const plan = planOf(modelOf(outcomes), run);
    expect(disagreement(plan, [256, 7], 700)).toBeUndefined();
    const pairNames = Object.entries(opcodes)
      .filter(([, code]) => code >= opcodes.SELECT_LESS && code <= opcodes.LOGISTIC)
      .map(([name]) => name);
    expect(pairNames).toContain('MULTIPLY_ADD');
    const unused = missing(opcodesOf(plan)).filter((name) => pairNames.includes(name));
    expect(unused).toEqual([]);
  });

  test('in powers of a base that stays while the exponent changes', () => {
    const exponent = peculiarNumber('exponent', quarters);
    const outcomes = [
      outcome('o1', { unit: '-', over: quarters, is: eq`${a} ^ ${exponent}` }),
      outcome('o2', { unit: '-', over: quarters, is: eq`${a} ^ (t - 1)` }),
      outcome('o7', { unit: '-', over: quarters, is: eq`${read[1]!} ^ ${exponent}` }),
      outcome('o3', { unit: '-', over: years, is: eq`${a} ^ ${annual.last(exponent)}` }),
      outcome('o4', { unit: '-', is: eq`${a} ^ ${horizon.last(exponent)}` }),
      outcome('o5', { unit: '-', over: quarters, is: eq`${exponent} ^ ${a}` }),
      outcome('o6', { unit: '-', over: quarters, is: eq`2 ^ ${exponent}` }),
    ];
    const plan = planOf(modelOf(outcomes), run);
    expect(opcodesOf(plan)).toContain(opcodes.POWER_FROM_LOG);
    expect(disagreement(plan, [256, 64], 1500)).toBeUndefined();
  });

  test('in parts of a logistic function that are read elsewhere as well', () => {
    const outcomes = [
      eq`logistic(2 * ${a}) * (1 + exp(-(2 * ${a})))`,
      eq`logistic(3 * ${a}) + exp(-(3 * ${a}))`,
      eq`logistic(4 * ${a}) - -(4 * ${a})`,
      eq`1 / (exp(-(5 * ${a})) + 1)`,
      eq`2 / (1 + exp(-(6 * ${a})))`,
    ].map((is, k) => outcome(`o${k}`, { unit: '-', is }));
    expect(disagreement(planOf(modelOf(outcomes), run), [256, 7], 300)).toBeUndefined();
  });

  test('in what is aggregated and read elsewhere', () => {
    const number = peculiarNumber('number', quarters);
    const product = eq`${number} * ${a}`;
    const outcomes = [
      outcome('o1', { unit: '-', is: horizon.sum(product) }),
      outcome('o2', { unit: '-', over: quarters, is: eq`${product} + ${read[1]!}` }),
      outcome('o3', { unit: '-', over: years, is: annual.max(eq`${product} - 3`) }),
    ];
    expect(disagreement(planOf(modelOf(outcomes), run), [256, 7], 300)).toBeUndefined();
  });

  test('in what is fixed and differs in the sign of a zero alone', () => {
    const x = input('x', { unit: '-', distribution: uniform({ min: 0, max: 1 }) });
    const outcomes = [
      eq`${x} / ${-0}`,
      eq`${x} / ${0}`,
      eq`${x} / (0 * (t - 1))`,
      eq`${x} / (0 * (1 - t))`,
    ].map((is, k) => outcome(`o${k}`, { unit: '-', over: quarters, is }));
    const plan = planOf(modelOf(outcomes), { trials: 4 });
    expect(disagreement(plan, [4, 1], 4)).toBeUndefined();
    const signs = simulateAll(plan, 4)[0]!.columns.filter((_, k) => k % 4 === 0);
    const inf = Number.POSITIVE_INFINITY;
    expect([...signs]).toEqual([-inf, -inf, -inf, inf, inf, inf, -inf, inf, inf, inf, inf, -inf]);
  });

  test('in running aggregates', () => {
    const number = peculiarNumber('number', quarters);
    const kinds = ['sum', 'mean', 'min', 'max', 'first', 'last'] as const;
    const outcomes = kinds.map((kind) =>
      outcome(`o.${kind}`, { unit: '-', is: horizon[kind](number) }),
    );
    expect(disagreement(planOf(modelOf(outcomes), run), [256, 3], 1500)).toBeUndefined();
  });
});

describe('law: what a state is in the next quarter', () => {
  const x = input('x', { unit: '-', distribution: normal({ mean: 0, sd: 1 }) });
  const calendar = quarterly('2026Q2', 6);

  /** Where each of some states takes its next value from: any of them, itself included. */
  const sources = fc
    .integer({ min: 1, max: 7 })
    .chain((n) => fc.array(fc.nat({ max: n - 1 }), { minLength: n, maxLength: n }));

  function states(from: readonly number[], is: (before: Equation, k: number) => Equation) {
    const all: Variable[] = [];
    from.forEach((source, k) =>
      all.push(
        variable(`v${k}`, {
          unit: '-',
          over: quarters,
          opening: eq`${x} + ${100 * k}`,
          is: is(eq`${previous(() => all[source]!)}`, k),
        }),
      ),
    );
    return all;
  }

  test('closed form: states that take one another over hold the opening of whom they followed so long', () => {
    fc.assert(
      fc.property(sources, (from) => {
        const all = states(from, (before) => before);
        const outcomes = all.map((v) =>
          outcome(v.id, { unit: '-', over: quarters, is: eq`${v} - ${x}` }),
        );
        const plan = planOf(modelOf(outcomes, calendar), { trials: 5, replicates: 1 });
        const { columns } = simulateAll(plan, 4)[0]!;
        outcomeColumns(plan.program).forEach(({ outcome: k, period }, column) => {
          let source = k;
          for (let t = 0; t <= period; t++) source = from[source]!;
          for (let i = 0; i < 5; i++) {
            // Two roundings at the size of the opening.
            const error = Math.abs(columns[column * 5 + i]! - 100 * source);
            if (!(error < 700 * 2 ** -51)) expect.fail(`v${k} at ${period} is ${error} off`);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  test('machine and evaluator agree on states that are also changed, or only half of them', () => {
    fc.assert(
      fc.property(sources, fc.nat({ max: 127 }), fc.nat({ max: 2 }), (from, changed, how) => {
        const all = states(from, (before, k) => {
          if (((changed >> k) & 1) === 0) return before;
          return [eq`${before} * 2`, eq`${before} + ${x} * t`, eq`max(${before}, ${x}) - 1`][how]!;
        });
        // Some are reported, some live only in others; each reads the one before it as it is now.
        const outcomes = all
          .filter((_, k) => k % 2 === changed % 2 || k === 0)
          .map((v, k) =>
            outcome(v.id, {
              unit: '-',
              over: quarters,
              is: k === 0 ? v : eq`${v} + ${previous(all[0]!)}`,
            }),
          );
        const plan = planOf(modelOf(outcomes, calendar), { trials: 6, replicates: 2 });
        expect(disagreement(plan, [4, 1], 6)).toBeUndefined();
      }),
      { numRuns: 80 },
    );
  });

  test('machine and evaluator agree where a state is read before and after it is defined, and aggregated', () => {
    const level: Variable = variable('level', {
      unit: '-',
      over: quarters,
      opening: x,
      is: eq`sin(${previous(() => other)}) * 3`,
    });
    const other = stock('other', {
      unit: '-',
      over: quarters,
      opening: eq`2 * ${x}`,
      change: eq`(${level} + ${previous(level)}) * 1 [1/quarter]`,
    });
    const declarations = [
      outcome('o1', { unit: '-', over: quarters, is: previous(level) }),
      outcome('o2', { unit: '-', over: quarters, is: previous(other) }),
      outcome('o3', { unit: '-', over: quarters, is: level }),
      outcome('o4', { unit: '-', over: years, is: annual.sum(eq`${previous(other)} - ${other}`) }),
      outcome('o5', { unit: '-', over: years, is: annual.mean(eq`${previous(level)}`) }),
      outcome('o6', { unit: '-', is: horizon.min(other) }),
    ];
    const plan = planOf(modelOf(declarations, calendar), { trials: 50 });
    expect(disagreement(plan, [64, 3], 50)).toBeUndefined();
  });
});

test('closed form: a uniform that is exactly a step gives the value behind it, as always', () => {
  const steps = input('steps', { unit: '-', distribution: bernoulli({ p: 0.5 }) });
  const of = modelOf([outcome('it', { unit: '-', is: steps })]);
  const run = { design: 'monte-carlo', trials: 9, replicates: 1 } as const;
  // The uniform of trial 5; 0 has just that probability.
  const u = uniformOf('monte-carlo', '1', 'steps', undefined, 1, 5);
  const at = (p: number) => {
    const plan = planOf(of, run, { steps: `discrete(0:${p}, 1:${1 - p})` });
    expect(disagreement(plan, [4, 1], 9)).toBeUndefined();
    return simulateAll(plan, 4)[0]!.columns[5];
  };
  expect(at(u)).toBe(1);
  expect(at(u * (1 + 2 ** -52))).toBe(0);
});

describe('law: a trial is the same trial', () => {
  const noise = input('noise', {
    unit: '-',
    distribution: normal({ mean: 0, sd: 1 }),
    over: quarters,
  });
  const share = input('share', { unit: '-', distribution: uniform({ min: 0, max: 1 }) });
  const of = modelOf([
    outcome('it', { unit: '-', over: quarters, is: eq`${share} * exp(${noise})` }),
    outcome('sum', { unit: '-', is: horizon.sum(noise) }),
  ]);

  /** Values by trial number and column. */
  function byTrial(plan: Plan, chunk: number): Map<number, string> {
    const found = new Map<number, string>();
    for (const { block, trials, columns } of simulateAll(plan, chunk)) {
      trialNumbers(plan, block).forEach((trial, position) => {
        const values = columns.filter((_, k) => k % trials === position);
        expect(found.has(trial)).toBe(false);
        found.set(trial, values.join());
      });
    }
    return found;
  }

  test.each(['sobol', 'monte-carlo', 'antithetic'] as const)(
    'in a run of %s, whatever the number of trials, the blocks and the chunks',
    (design) => {
      for (const replicates of [1, 3, 16]) {
        const run = { design, replicates };
        const many = byTrial(planOf(of, { ...run, trials: 1009 }), 256);
        expect([...many.keys()].sort((a, b) => a - b)).toEqual(
          Array.from({ length: 1009 }, (_, i) => i),
        );
        for (const [trials, blockSize, chunk] of [
          [17, 4096, 3],
          [600, 100, 7],
          [1009, 33, 64],
          [1000, 4096, 4096],
        ] as const) {
          const few = byTrial(planOf(of, { ...run, trials, blockSize }), chunk);
          expect(few.size).toBe(trials);
          for (const [trial, values] of few) expect(values).toBe(many.get(trial));
        }
      }
    },
  );

  test('beside other inputs, and in another order of declaration', () => {
    const other = input('a.other', { unit: '-', distribution: uniform({ min: 0, max: 1 }) });
    const more = modelOf([
      outcome('another', { unit: '-', is: other }),
      of.components.map(({ declarations }) => declarations),
    ]);
    const dimensions = [
      'share',
      ...of.calendar.steps.map((quarter) => `noise[${quarter}]`),
      'a.other',
    ];
    const few = planOf({ ...of, dimensions }, { trials: 50 });
    const many = planOf({ ...more, dimensions }, { trials: 50 });
    const [one, two] = [simulateAll(few, 64)[0]!, simulateAll(many, 64)[0]!];
    // The new outcome comes first by its id.
    expect(two.columns.subarray(50)).toEqual(one.columns);
  });

  test.each([
    ['monte-carlo', 2 ** 40 + 4096, 3],
    ['monte-carlo', 2 ** 52, 16],
    ['sobol', 2 ** 32 - 4096, 1],
    ['sobol', 2 ** 36 - 8192, 16],
    ['antithetic', 2 ** 40 + 4096, 3],
    ['latin-hypercube', 2 ** 30 - 4096, 3],
  ] as const)(
    'by the machine and one at a time, in %s at trial %d of %d replicates',
    (design, first, replicates) => {
      const plan = planOf(of, { design, replicates, trials: first + 4000, blockSize: 4096 });
      const result = new Simulator(plan, loadKernel(), { chunk: 250 }).block(first / 4096);
      const scalar = scalarTrials(plan);
      const numbers = trialNumbers(plan, result.block);
      expect(numbers.length).toBe(4000);
      for (const position of [0, 1, 2, 3, 249, 250, 1333, 1334, 3998, 3999]) {
        const found = outcomeColumns(plan.program).map(
          (_, column) => result.columns[column * 4000 + position],
        );
        expect(found).toEqual([...scalar(numbers[position]!)].slice(0, found.length));
      }
    },
  );

  test('and another one under another seed, replicate or design', () => {
    const first = (run: Parameters<typeof planOf>[1]) =>
      simulateAll(planOf(of, { trials: 8, replicates: 2, ...run }), 4)[0]!.digest;
    const digests = [
      first({}),
      first({ seed: '2' }),
      first({ seed: '01' }),
      first({ design: 'monte-carlo' }),
      first({ design: 'latin-hypercube' }),
      first({ design: 'antithetic' }),
      first({ replicates: 1 }),
      first({ trials: 9 }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});
