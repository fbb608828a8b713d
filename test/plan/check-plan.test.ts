/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromJson, toJson } from '../../src/compile/canonical.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { correlateOption } from '../../src/plan/correlate-option.ts';
import { planId } from '../../src/plan/derive.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { type Question, resolvePlan } from '../../src/plan/resolve.ts';
import { toDay } from '../../src/text/day.ts';
import { FormError } from '../../src/text/form.ts';
import { anEdit, edited } from '../compile/edits.ts';
import { heatPumps, presets } from './heat-pumps.ts';

const program = heatPumps();
const ask = (question: Partial<Question> = {}): Plan =>
  resolvePlan({ program, presets, trials: 100, replicates: 4, seed: 'door', ...question });

/** As `plan.json` holds it. */
function stored(plan: Plan): Record<string, unknown> {
  const { program: _, ...rest } = plan;
  return fromJson(toJson(rest)) as Record<string, unknown>;
}

function faultsOf(content: unknown): readonly string[] {
  try {
    checkPlan(content, program);
    return [];
  } catch (error) {
    if (error instanceof FormError) return error.faults;
    throw error;
  }
}

const COPULA = '{ inputs: [stock.retirementRate, costs.price], rank: 0.5, df: 4 }';
const EVIDENCE = {
  method: 'weights',
  observations: [
    {
      id: 'E1',
      known: toDay('2026-05-20'),
      quantity: 'stock.total[2026]',
      likelihood: 'normal(value=300, sd=90)',
      about: { reading: 'as printed' },
    },
  ],
  given: [],
  asOf: toDay('2026-06-30'),
} as const;

const questions: [string, Partial<Question>][] = [
  ['the model as it stands', {}],
  ['presets and options', { presetOptions: ['ban', 'boom'], setOptions: ['costs.price=1'] }],
  ['a copula', { correlateOptions: [correlateOption(COPULA)] }],
  ['evidence', { evidence: EVIDENCE }],
  ['another design', { design: 'latin-hypercube', draws: true, modelFile: 'pumps.ts' }],
];

test.each(questions)('law: what resolve makes passes as it was stored: %s', (_, question) => {
  const plan = ask(question);
  const checked = checkPlan(stored(plan), program);
  expect(checked).toEqual(plan);
  expect(Object.isFrozen(checked.inputs[0])).toBe(true);
});

test('law: an edit with an id made to fit is refused, or what it asks can be computed', () => {
  const kernel = loadKernel();
  const origins = questions.map(([, question]) => stored(ask(question)));
  let refused = 0;
  let passed = 0;
  fc.assert(
    fc.property(fc.constantFrom(...origins), anEdit, (origin, edit) => {
      const content = edited(origin, edit);
      try {
        content['id'] = planId({ ...(content as unknown as Plan), program });
      } catch {
        // What is beyond a hash is beyond the check as well.
      }
      const faults = faultsOf(content);
      if (faults.length > 0) {
        refused++;
        expect(faults.join('\n')).not.toMatch(/undefined|\[object|Cannot read/);
        return;
      }
      passed++;
      const plan = checkPlan(content, program);
      if (plan.trials <= 10_000) new Simulator(plan, kernel).block(0);
    }),
    { numRuns: 500 },
  );
  expect(Math.min(refused, passed)).toBeGreaterThan(50);
});

describe('a fault is named with its place, what was found and what was wanted', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['no id', { id: undefined }, /^id is missing$/],
    [
      'replicates',
      { replicates: 1e9 },
      /^replicates: found 1000000000; wanted a whole number from 1 to 1024$/,
    ],
    [
      'replicates beyond the trials',
      { replicates: 101 },
      /^trials: 100 trials cannot fill 101 replicates/,
    ],
    ['the size of a block', { blockSize: 0.001 }, /^blockSize: found 0\.001; wanted 4096$/],
    [
      'a size of a block that is no number',
      { blockSize: { id: 1 } },
      /^blockSize: found a map; wanted 4096$/,
    ],
    [
      'trials',
      { trials: 1e300 },
      /^trials: found 1e\+300; wanted a whole number from 1 to 1000000000$/,
    ],
    ['a design', { design: 'sobel' }, /^design: found "sobel"; .*did you mean sobol\?$/],
    [
      'a name that leads elsewhere',
      { name: '../../etc' },
      /^name: found "\.\.\/\.\.\/etc"; wanted/,
    ],
    ['an exchange', { exchange: {} }, /^has a key "exchange", which has no meaning here$/],
    [
      'another model',
      { model: 'boilers' },
      /^model: is boilers, but the program is of heat-pumps$/,
    ],
    ['the seed', { seed: 'doors' }, /^id: it says [0-9a-f]{16}, but .*; it was altered$/],
    [
      'a long seed',
      { seed: 'x'.repeat(250) },
      /^seed: found "x+\.\.\.", 250 characters; wanted fewer/,
    ],
    ['no inputs', { inputs: [] }, /^inputs: are 0; the program has 6$/],
  ])('%s', (_, change, named) => {
    expect(faultsOf({ ...stored(ask()), ...change })).toContainEqual(expect.stringMatching(named));
  });

  test('a plan of nothing', () => {
    expect(faultsOf({})).toContain('trials is missing');
    expect(faultsOf(null)).toEqual(['found nothing; wanted a map']);
  });

  test('a factor whose scores would not be standard normal', () => {
    const content = stored(ask({ correlateOptions: [correlateOption(COPULA)] })) as {
      copulas: { factor: number[][] }[];
    };
    content.copulas[0]!.factor[1]![1] = 3;
    expect(faultsOf(content)).toEqual([
      'copulas[0].factor[1]: is no row of a factor of correlations',
    ]);
  });

  test('correlations that are not those that the factor makes', () => {
    const content = stored(ask({ correlateOptions: [correlateOption(COPULA)] })) as {
      copulas: { scores: number[][] }[];
    };
    const { scores } = content.copulas[0]!;
    const made = scores[0]![1]!;
    scores[0]![1] = made + 1;
    expect(faultsOf(content)).toEqual([
      `copulas[0].scores[0][1]: is ${made + 1}; the factor makes it ${made}`,
    ]);
  });

  test('a row of correlations that is too long', () => {
    const content = stored(ask({ correlateOptions: [correlateOption(COPULA)] })) as {
      copulas: { scores: number[][] }[];
    };
    content.copulas[0]!.scores[1]!.push(0);
    expect(faultsOf(content)).toEqual(['copulas[0].scores: is no matrix of 2 rows and 2 columns']);
  });
});
