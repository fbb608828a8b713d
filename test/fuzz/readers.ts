/**
 * Whatever reads what somebody else wrote, with what is nearly right for it. A reader refuses in
 * words, or gives something that is what it has to be; it does nothing else.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { fromJson, sha256, toJson } from '../../src/compile/canonical.ts';
import { compile, programFingerprint } from '../../src/compile/compile.ts';
import type { Program } from '../../src/compile/program.ts';
import { BucketCollector } from '../../src/execute/bucket-collector.ts';
import { pilotOf } from '../../src/execute/run.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import { JobComputer } from '../../src/fleet/compute.ts';
import { ownEngine } from '../../src/fleet/engine.ts';
import {
  decodeMessage,
  encodeMessage,
  type Job,
  jobForm,
  type Message,
  type MessageHead,
} from '../../src/fleet/messages.ts';
import { countsReader, drawsReader } from '../../src/fleet/read.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { planId } from '../../src/plan/derive.ts';
import { blockCount, type Plan } from '../../src/plan/plan.ts';
import { readRunSpec } from '../../src/plan/read-spec.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { ledgerOf, NO_LINE, sealed } from '../../src/score/ledger.ts';
import { believedQuestion } from '../../src/store/door.ts';
import { readJournal } from '../../src/store/journal.ts';
import { MemoryFiles } from '../../src/store/memory-files.ts';
import { readTable } from '../../src/tables/read-table.ts';
import { checkForm, FormError } from '../../src/text/form.ts';
import { InputError } from '../../src/text/input-error.ts';
import { edited, editedBytes, editedText } from './edited.ts';

interface Reader {
  readonly name: string;
  /** Part of the cases that it is given. */
  readonly share: number;
  /** Throws where the reader does what it must not. */
  readonly property: fc.IProperty<[unknown]>;
}

/** Nobody should wait longer for an answer, on however busy a machine. */
const MOST_MS = 20_000;

/**
 * @param given  what the reader is given
 * @param read   what it makes of that
 * @param holds  throws unless what was read is what it has to be
 */
function reader<T, R>(
  name: string,
  share: number,
  given: fc.Arbitrary<T>,
  read: (given: T) => R,
  holds: (found: R) => void,
): Reader {
  const property = fc.property(given as fc.Arbitrary<unknown>, (one) => {
    const began = performance.now();
    let found: R;
    try {
      found = read(one as T);
    } catch (error) {
      if (error instanceof InputError || error instanceof FormError) return;
      throw error;
    }
    holds(found);
    if (performance.now() - began > MOST_MS) throw new Error('it takes too long');
  });
  return { name, share, property };
}

function expect(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`it believes ${what}`);
}

const { program } = compile(heatPumps);
const plan = resolvePlan({ program, trials: 20_000, replicates: 4 });
const document = fromJson(toJson(plan)) as object;

/** A question with its fingerprint and its id made to fit, as somebody can who knows how. */
function fitting(question: unknown): unknown {
  try {
    const one = question as Plan;
    const fingerprint = programFingerprint(one.program);
    const trials = Math.min(one.trials, 20_000);
    const fits = { ...one, trials, program: { ...one.program, fingerprint } };
    return { ...fits, id: planId(fits) };
  } catch {
    // What has no form has no hash.
    return question;
  }
}

/** A question that is believed can be computed. */
function computes(believed: Plan): void {
  if (believed.trials * believed.inputs.length > 1e7) return;
  const { digest } = new Simulator(believed, loadKernel()).block(blockCount(believed) - 1);
  expect(/^[0-9a-f]{64}$/.test(digest), 'a question without a digest');
}

const kernel = ownEngine();
const job: Job = {
  run: 'a'.repeat(32),
  plan: plan.id,
  ...kernel,
  kind: 'draws',
  blocks: [1],
  recordInputs: false,
  room: 8,
};
const computer = new JobComputer(plan, false);
const drawn = decodeMessage(computer.message(job, 'job-0', 'host:1'));
const counted = decodeMessage(
  computer.message({ ...job, kind: 'counts', blocks: [2, 3] }, 'job-1', 'host:1'),
);
const layout = new BucketCollector(plan);
layout.layOut(pilotOf(plan, layout));
const readDraws = drawsReader(plan, false);
const readCounts = countsReader(plan, layout);

const journalText = ((): string => {
  const line = (content: object): string => {
    const text = JSON.stringify(content);
    return `${sha256(text).slice(0, 16)} ${text}\n`;
  };
  const blocks = Array.from({ length: 4 }, (_, block) =>
    line({ block, digest: sha256(`${block}`) }),
  );
  return line({ plan: plan.id }) + blocks.join('');
})();

const commitments = ['a', 'b', 'c'].map((run, k) => ({
  run,
  id: sha256(run),
  digest: sha256(`${run} digest`),
  summaryDigest: sha256(`${run} summary`),
  fingerprint: sha256('model'),
  numerics: 1,
  files: { 'run.json': sha256(`${run} file`) },
  at: '2026-06-01T00:00:00.000Z',
  number: k + 1,
  previous: NO_LINE,
}));
/** With hashes that fit what stands in the lines, whatever that is. */
const chained = (lines: unknown): string => {
  let previous = NO_LINE;
  return (Array.isArray(lines) ? lines : [lines])
    .map((one) => {
      const row = sealed({ ...Object(one), previous });
      previous = row.hash;
      return `${JSON.stringify(row)}\n`;
    })
    .join('');
};

const spec = `name: high-uptake
seed: 7
trials: 1e5
replicates: 32
design: monte-carlo
presets: [boom, ban]
set:
  demand.units: lognormal(p10=300, p90=900)
correlate:
  - { inputs: [demand.units, demand.growth], rank: 0.4, df: 5 }
asOf: 2026-11
evidence: reports.yaml
given: [demand.units < 500]
`;

const cell = fc.oneof(
  fc.constantFrom('1', '-2.5', '1e3', '', 'NA', '"a;b"', '"', '1,5', 'NaN', '2026-01-01', 'true'),
  fc.string({ maxLength: 6 }),
);
const csv = fc
  .tuple(
    fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
    fc.constantFrom(',', ';', '\t', '|'),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.constantFrom('', '\ufeff', 'x,y\n', '\n'),
  )
  .map(([rows, by, end, lead]) => lead + rows.map((row) => row.join(by)).join(end));

/** A message whose checksum fits. */
const messageOf = (head: unknown, body: unknown): Message =>
  decodeMessage(encodeMessage(head as MessageHead, [body as Uint8Array]));

/** Half of the time as it is: an edit of one part is not to hide what another one does. */
const mostly = <T>(sound: T, edits: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(fc.constant(sound), edits);

/** @param folder  for files that are read from disk */
function readersIn(folder: string): Reader[] {
  const tableAt = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return readTable(path);
  };
  const isWhole = ({ rows, columns }: ReturnType<typeof readTable>): void =>
    expect(
      columns.every(({ length }) => length === rows),
      'columns of several lengths',
    );
  const parquet = ['zstd', 'snappy', 'gzip'].map(
    (codec) =>
      new Uint8Array(
        readFileSync(new URL(`../fixtures/tables/kinds-${codec}.parquet`, import.meta.url)),
      ),
  );
  return [
    reader('plan', 2, edited(document).map(fitting), believedQuestion, computes),
    reader(
      'program',
      2,
      edited(program).map((one) => fitting({ ...document, program: one as Program })),
      believedQuestion,
      computes,
    ),
    reader(
      'journal',
      1,
      editedText(journalText, ['\n', '{"block":', '{"plan":"x"}', '0'.repeat(16), '\u0000']),
      (text) => {
        const files = new MemoryFiles('fuzz');
        files.write('journal', text);
        return readJournal(files, 'journal');
      },
      ({ entries }) => {
        for (const { block, digest } of entries)
          expect(digest === sha256(`${block}`), `a line of block ${block} that was not written`);
      },
    ),
    reader(
      'ledger',
      1,
      fc.oneof(
        edited(commitments).map(chained),
        editedText(chained(commitments), ['\n', '{', '"previous"', '[]', '['.repeat(20_000)]),
      ),
      ledgerOf,
      ({ entries, faults }) =>
        expect(
          faults.length > 0 || entries.every(({ run }) => typeof run === 'string'),
          'an entry of no run',
        ),
    ),
    reader(
      'run spec',
      1,
      editedText(spec, ['[', '{', ': ', '&a', '*a', '\n  - ', '!!js', '1e9']),
      (text) => readRunSpec(text, 'fuzz.yaml'),
      ({ spec: found }) => expect(typeof found === 'object', 'a spec that is none'),
    ),
    reader('CSV', 2, csv, (text) => tableAt('fuzz.csv', text), isWhole),
    reader(
      'Parquet',
      1,
      fc.oneof(...parquet.map(editedBytes)),
      (bytes) => tableAt('fuzz.parquet', bytes),
      isWhole,
    ),
    reader(
      'message of draws',
      1,
      fc.tuple(mostly(drawn.head, edited(drawn.head)), mostly(drawn.body, editedBytes(drawn.body))),
      ([head, body]) => readDraws(messageOf(head, body)),
      ({ digest }) =>
        expect(digest === drawn.head.digests[0], 'draws that are not those of the block'),
    ),
    reader(
      'message of counts',
      2,
      fc.tuple(
        mostly(counted.head, edited(counted.head)),
        mostly(counted.body, editedBytes(counted.body)),
      ),
      ([head, body]) => readCounts(messageOf(head, body)),
      (part) => {
        const into = new BucketCollector(plan);
        into.layOutAs(layout.layout);
        into.absorb(part.counts);
        expect(into.blocks.size === part.blocks.length, 'counts of other blocks than it names');
      },
    ),
    reader(
      'bytes of a message',
      1,
      editedBytes(encodeMessage(counted.head, [counted.body])),
      decodeMessage,
      // A byte that was replaced by itself changes nothing.
      ({ head }) => expect(toJson(head) === toJson(counted.head), 'bytes with another checksum'),
    ),
    reader(
      'job',
      1,
      edited(job),
      (one) => checkForm(jobForm, one),
      ({ blocks }) => expect(blocks.every(Number.isSafeInteger), 'a block that is no number'),
    ),
  ];
}

/**
 * Gives every reader its part of so many cases.
 *
 * @returns  of each reader how many cases it was given, and what was found; nothing where all is well
 */
export function fuzzed(
  count: number,
  seed: number,
): { readonly name: string; readonly cases: number; readonly found: string | undefined }[] {
  const folder = mkdtempSync(join(tmpdir(), 'chipcast-fuzz-'));
  try {
    const readers = readersIn(folder);
    const shares = readers.reduce((sum, { share }) => sum + share, 0);
    return readers.map(({ name, share, property }) => {
      const cases = Math.ceil((count * share) / shares);
      const {
        failed,
        counterexample,
        errorInstance,
        seed: used,
        counterexamplePath,
      } = fc.check(property, { seed, numRuns: cases });
      const shown = JSON.stringify(counterexample)?.slice(0, 1500);
      const error = errorInstance instanceof Error ? errorInstance.stack : String(errorInstance);
      const found = failed
        ? `seed ${used}, path ${counterexamplePath}: ${error}\n${shown}`
        : undefined;
      return { name, cases, found };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
