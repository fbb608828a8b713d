/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { outcomeColumns } from '../../src/compile/program.ts';
import { BucketCollector } from '../../src/execute/bucket-collector.ts';
import { pilotOf } from '../../src/execute/run.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import { decodeColumns, encodeColumns } from '../../src/fleet/columns.ts';
import { JobComputer } from '../../src/fleet/compute.ts';
import { decodeCounts } from '../../src/fleet/counts.ts';
import { ownEngine } from '../../src/fleet/engine.ts';
import { decodeMessage, encodeMessage, type Job, jobForm } from '../../src/fleet/messages.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { checkForm, FormError } from '../../src/text/form.ts';

// `npm run fuzz` tries more.
const runs = { seed: 18, numRuns: 100 };

const { program } = compile(heatPumps);
const plan = resolvePlan({ program, trials: 20_000, replicates: 4 });
const columns = outcomeColumns(program).length;
const job: Job = {
  run: 'a'.repeat(32),
  plan: plan.id,
  ...ownEngine(),
  kind: 'draws',
  blocks: [1],
  recordInputs: false,
  room: 8,
};
const drawn = new JobComputer(plan, false).message(job, 'job-0', 'host:1');
const counted = new JobComputer(plan, false).message(
  { ...job, kind: 'counts', blocks: [2, 3, 4] },
  'job-1',
  'host:1',
);
const layout = new BucketCollector(plan);
layout.layOut(pilotOf(plan, layout));
const countedPlan = {
  trials: plan.trials,
  replicates: plan.replicates,
  conditions: 0,
  trialsOf: (block: number) => Math.min(4096, plan.trials - block * 4096),
  layout,
};

/** That something is refused in words, or is what it was. */
function refusedOr<T>(read: () => T, expected: (value: T) => void): void {
  let value: T;
  try {
    value = read();
  } catch (error) {
    expect(error).toBeInstanceOf(FormError);
    return;
  }
  expected(value);
}

describe('a message', () => {
  test('of draws says what the machine says, to the bit', () => {
    const { head, body } = decodeMessage(drawn);
    const wanted = new Simulator(plan, loadKernel()).block(1);
    expect(head.digests).toEqual([wanted.digest]);
    expect(decodeColumns(body, wanted.trials, columns)).toEqual(wanted.columns);
  });

  test('of counts adds up with others to the counts of the whole', () => {
    const whole = new BucketCollector(plan);
    const parts = new BucketCollector(plan);
    parts.layOut(pilotOf(plan, parts));
    const simulator = new Simulator(plan, loadKernel());
    for (let block = 0; block < 5; block++) whole.add(simulator.block(block));
    const first = new JobComputer(plan, false).message(
      { ...job, kind: 'counts', blocks: [0, 1] },
      'job-2',
      'host:1',
    );
    for (const bytes of [counted, first]) {
      const { head, body } = decodeMessage(bytes);
      parts.absorb(decodeCounts(head, body, countedPlan));
    }
    expect(parts.summary()).toEqual(whole.summary());
  });

  test('law: columns come back to the bit, however few values they have', () => {
    const value = fc.oneof(fc.constantFrom(0, -0, 1, Number.NaN, 1 / 0, -1 / 0), fc.double());
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 40 }),
        fc.nat(3),
        (values, repeats) => {
          const all = Float64Array.from(Array.from({ length: repeats + 1 }, () => values).flat());
          const bytes = Buffer.concat(encodeColumns(all, values.length, repeats + 1));
          const back = decodeColumns(new Uint8Array(bytes), values.length, repeats + 1);
          expect(new Uint8Array(back.buffer)).toEqual(new Uint8Array(all.buffer));
        },
      ),
      runs,
    );
  });
});

describe('a hostile message', () => {
  test('law: whatever bytes come are refused in words', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, isLike) => {
        const all = isLike ? Uint8Array.of(99, 99, 102, 49, ...bytes) : bytes;
        expect(() => decodeMessage(all)).toThrow(FormError);
      }),
      runs,
    );
  });

  test('law: a byte that was changed or cut off is known by the checksum', () => {
    fc.assert(
      fc.property(fc.nat(drawn.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = drawn.slice();
        bytes[at] ^= change;
        expect(() => decodeMessage(bytes)).toThrow(FormError);
        expect(() => decodeMessage(drawn.slice(0, at))).toThrow(FormError);
      }),
      runs,
    );
  });

  test('law: a head whose checksum was made to fit is refused, or has the form', () => {
    const { head, body } = decodeMessage(counted);
    const key = fc.constantFrom(...Object.keys(head), ...Object.keys(head.counts ?? {}), 'more');
    fc.assert(
      fc.property(key, fc.jsonValue(), fc.boolean(), (name, value, isInner) => {
        const changed = isInner
          ? { ...head, counts: { ...head.counts, [name]: value } }
          : { ...head, [name]: value };
        refusedOr(
          () => {
            const message = decodeMessage(encodeMessage(changed as typeof head, [body]));
            return decodeCounts(message.head, message.body, countedPlan);
          },
          // What passes is still of these blocks and as many trials.
          ({ state }) => expect(state).toHaveProperty('blocks'),
        );
      }),
      runs,
    );
  });

  test('law: counts whose checksum was made to fit are refused where they do not add up', () => {
    const { head, body } = decodeMessage(counted);
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = body.slice();
        bytes[at] ^= change;
        refusedOr(
          () => decodeCounts(head, bytes, countedPlan),
          ({ tables }) => expect(tables.length).toBeGreaterThan(0),
        );
      }),
      runs,
    );
  });

  test('law: columns of any bytes are refused or are columns', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (bytes, n) => {
        refusedOr(
          () => decodeColumns(bytes, n, 2),
          (found) => expect(found).toHaveLength(2 * n),
        );
      }),
      runs,
    );
  });

  test('law: a job of any form is refused in words, or is one', () => {
    const key = fc.constantFrom(...Object.keys(job), 'more');
    fc.assert(
      fc.property(key, fc.jsonValue(), (name, value) => {
        refusedOr(
          () => checkForm(jobForm, { ...job, [name]: value }),
          ({ blocks }) => expect(blocks.every(Number.isSafeInteger)).toBe(true),
        );
      }),
      runs,
    );
  });

  test.each([
    ['more trials than its blocks have', { blocks: [2, 3] }, /moments of 3 blocks|not wanted/],
    ['moments of other blocks', { blocks: [0, 1, 4] }, /moments of block 2/],
  ])('of counts with %s is refused', (_, change, message) => {
    const { head, body } = decodeMessage(counted);
    expect(() => decodeCounts({ ...head, ...change }, body, countedPlan)).toThrow(message);
  });
});
