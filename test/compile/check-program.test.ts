/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import chips from '../../models/china-ai-chips/index.ts';
import shippedPumps from '../../models/examples/heat-pumps/index.ts';
import { fromJson, toJson } from '../../src/compile/canonical.ts';
import { checkProgram } from '../../src/compile/check-program.ts';
import { compile, programFingerprint } from '../../src/compile/compile.ts';
import type { Program } from '../../src/compile/program.ts';
import { replayTrial } from '../../src/execute/replay.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { FormError } from '../../src/text/form.ts';
import { modelSpec, randomModel } from '../kernel/random-model.ts';
import { heatPumps } from '../report/heat-pumps.ts';
import { anEdit, edited } from './edits.ts';

const stored = (program: Program): unknown => fromJson(toJson(program));

/** The program with the fingerprint of what stands in it, as a forger would write it. */
function resealed(program: Program): unknown {
  try {
    return { ...program, fingerprint: programFingerprint(program) };
  } catch {
    return program;
  }
}

function faultsOf(content: unknown): readonly string[] {
  try {
    checkProgram(content);
    return [];
  } catch (error) {
    if (error instanceof FormError) return error.faults;
    throw error;
  }
}

describe('law: what compile makes passes, also after it was stored', () => {
  test.each([
    ['china-ai-chips', () => compile(chips).program],
    ['heat-pumps', () => compile(shippedPumps).program],
    ['a small one', () => heatPumps.program],
  ])('%s', (_, program) => {
    const content = stored(program());
    expect(checkProgram(content)).toBe(content);
    expect(Object.isFrozen((content as Program).values[0])).toBe(true);
  });

  test('random models', () => {
    fc.assert(
      fc.property(modelSpec(3), (spec) => {
        expect(faultsOf(stored(compile(randomModel(spec)).program))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('law: an edit is refused, or what it makes can be computed', () => {
  const kernel = loadKernel();

  test('also where the fingerprint is made to fit', () => {
    let refused = 0;
    let passed = 0;
    const origins = [heatPumps.program, compile(shippedPumps).program].map(
      (program) => stored(program) as Program,
    );
    fc.assert(
      fc.property(fc.constantFrom(...origins), anEdit, (origin, edit) => {
        const content = resealed(edited(origin, edit));
        const faults = faultsOf(content);
        if (faults.length > 0) {
          refused++;
          expect(faults.join('\n')).not.toMatch(/undefined|\[object|Cannot read/);
          return;
        }
        passed++;
        const plan = resolvePlan({ program: content as Program, trials: 8, replicates: 2 });
        new Simulator(plan, kernel).block(0);
        replayTrial(plan, 3);
      }),
      { numRuns: 350 },
    );
    // Neither side is empty, or the law would say nothing.
    expect(Math.min(refused, passed)).toBeGreaterThan(50);
  });

  test('without a new fingerprint nothing that is computed can be edited', () => {
    const { values } = stored(heatPumps.program) as Program;
    const k = values.findIndex((value) => 'args' in value && value.op === 'multiply');
    const content = stored(heatPumps.program) as { values: { op: string }[] };
    content.values[k]!.op = 'add';
    expect(faultsOf(content)).toEqual([expect.stringMatching(/^fingerprint: .*it was altered$/)]);
  });
});

describe('a fault is named with its place, what was found and what was wanted', () => {
  type Loose = Record<string, never> & { [key: string]: Loose };
  const faults = (change: (program: Loose) => void): readonly string[] => {
    const content = stored(heatPumps.program) as Loose;
    change(content);
    return faultsOf(content);
  };
  const set = (object: unknown, key: string, value: unknown): void => {
    (object as Record<string, unknown>)[key] = value;
  };

  test.each<[string, (program: Loose) => void, RegExp]>([
    ['another format', (p) => set(p, 'format', 2), /^format: found 2; wanted 1$/],
    ['a missing key', (p) => delete p['states'], /^states is missing$/],
    ['a key too many', (p) => set(p, 'run', 'rm'), /^has a key "run", which has no meaning here$/],
    ['no list', (p) => set(p, 'values', 'all'), /^values: found "all"; wanted a list$/],
    [
      'an operation that is none',
      (p) => set(p['values']![0], 'op', 'eval'),
      /^values\[0\]\.op: found "eval"; /,
    ],
    [
      'an operand that is no index',
      (p) => set(p['outcomes']![0], 'value', -1),
      /^outcomes\[0\]\.value: found -1; wanted a whole number from 0 to 1000000$/,
    ],
    [
      'an operand out of range',
      (p) => set(p['outcomes']![0], 'value', 999),
      /^outcomes\[0\] .*: is value 999; there are \d+$/,
    ],
    [
      'a distribution that is none',
      (p) => set(p['inputs']![0], 'distribution', 'import("fs")'),
      /^inputs\[0\] .* distribution: "import\(\\"fs\\"\)": /,
    ],
    [
      'a year that is no part of the calendar',
      (p) => set((p['time'] as Loose)['years']![1], 'to', 7),
      /^time\.years: end with quarter 7; there are 8$/,
    ],
    [
      'a headline that is no outcome',
      (p) => set(p, 'headlines', ['stock.met', 'none']),
      /^headlines\[1\]: "none" is no outcome$/,
    ],
  ])('%s', (_, change, named) => {
    expect(faults(change)).toContainEqual(expect.stringMatching(named));
  });

  test('all faults of a kind at once, the first fifty of them in full', () => {
    const content = stored(heatPumps.program) as Loose;
    set(content, 'sections', { once: Array(80).fill('x'), quarter: [], year: [], end: [] });
    expect(faultsOf(content)).toHaveLength(80);
    expect(new FormError(faultsOf(content)).message).toMatch(
      /^80 problems\n(?: {2}.*\n){50} {2}\.\.\. and 30 more$/,
    );
  });
});
