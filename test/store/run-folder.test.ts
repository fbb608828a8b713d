import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalJson, sha256 } from '../../src/compile/canonical.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { RunFolderError } from '../../src/store/error.ts';
import { writeWhole } from '../../src/store/files.ts';
import { findRun } from '../../src/store/find-run.ts';
import {
  folderName,
  type Manifest,
  manifestOfPlan,
  runDigest,
  withFiles,
} from '../../src/store/manifest.ts';
import { RunFolder } from '../../src/store/run-folder.ts';
import { temporaryFolder } from '../folders.ts';
import { heatPumps } from '../report/heat-pumps.ts';

const out = temporaryFolder();
const plan = resolvePlan({ program: heatPumps.program, trials: 64, replicates: 4 });
const manifest: Manifest = {
  ...manifestOfPlan(plan),
  digest: runDigest(['a'.repeat(64)]),
  summaryDigest: 'b'.repeat(64),
  made: {
    at: '2026-01-01T00:00:00.000Z',
    version: '0.1.0',
    node: 'v20.20.2',
    host: 'here',
    executor: 'inline',
    seconds: 1,
    resumed: false,
  },
};
/** As the folder keeps it: with the hashes of what it holds. */
const filed = (folder: RunFolder): Manifest =>
  withFiles(
    manifest,
    Object.fromEntries(
      ['program.json', 'plan.json'].map((name) => [name, sha256(readFileSync(folder.file(name)))]),
    ),
  );
let folders = 0;

function newFolder(): RunFolder {
  return new RunFolder(join(out, `folder-${folders++}`, folderName(plan)));
}

function messageOf(ask: () => unknown): string {
  try {
    ask();
  } catch (error) {
    if (error instanceof RunFolderError) return error.message;
    throw error;
  }
  return 'nothing is wrong';
}

test('a folder is named for its run and the first eight characters of its id', () => {
  expect(folderName({ name: 'high-uptake', id: `0123456789${'a'.repeat(54)}` })).toBe(
    'high-uptake-01234567',
  );
});

describe('law: a folder is absent, then unfinished, then finished', () => {
  test('reading a state writes nothing', () => {
    const folder = newFolder();
    expect(folder.state()).toBe('absent');
    expect(readdirSync(out)).not.toContain(`folder-${folders - 1}`);
  });

  test('a plan reads back as it was written, to the last bit', () => {
    const folder = newFolder();
    folder.open(plan);
    expect(folder.state()).toBe('unfinished');
    expect(canonicalJson(folder.plan())).toBe(canonicalJson(plan));
    expect(readdirSync(folder.path).sort()).toEqual(['plan.json', 'program.json']);
  });

  test('opening it again changes nothing', () => {
    const folder = newFolder();
    folder.open(plan);
    const before = readFileSync(folder.file('plan.json'));
    folder.open({ ...plan, seed: 'other' });
    expect(readFileSync(folder.file('plan.json'))).toEqual(before);
  });

  test('it is finished with its manifest, and the accumulators on the way are gone', () => {
    const folder = newFolder();
    folder.open(plan);
    writeFileSync(folder.file('accumulators'), 'half a run');
    folder.finish(manifest);
    expect(folder.state()).toBe('finished');
    expect(folder.manifest()).toEqual(filed(folder));
    expect(folder.has('accumulators')).toBe(false);
  });
});

describe('law: a half-written file is never taken for a whole one', () => {
  // What a killed process leaves behind: files of names that nothing reads.
  test('killed while it wrote the manifest, the run is unfinished', () => {
    const folder = newFolder();
    folder.open(plan);
    writeFileSync(folder.file('run.json.unfinished-4711'), '{"format": 1, "id": "');
    expect(folder.state()).toBe('unfinished');
    folder.finish(manifest);
    expect(folder.manifest()).toEqual(filed(folder));
  });

  test('killed while it wrote the program, there is no run yet', () => {
    const folder = newFolder();
    mkdirSync(folder.path, { recursive: true });
    writeFileSync(folder.file('program.json.unfinished-4711'), '{"format": 1, "na');
    expect(folder.state()).toBe('absent');
    folder.open(plan);
    expect(folder.plan().id).toBe(plan.id);
  });

  test('a file is replaced as a whole: who has the old one open reads the old one to its end', () => {
    const folder = newFolder();
    mkdirSync(folder.path, { recursive: true });
    writeWhole(folder.path, 'summary.json', 'old');
    const reader = openSync(folder.file('summary.json'), 'r');
    writeWhole(folder.path, 'summary.json', 'newer');
    expect(readFileSync(reader, 'utf8')).toBe('old');
    closeSync(reader);
    expect(readFileSync(folder.file('summary.json'), 'utf8')).toBe('newer');
    expect(readdirSync(folder.path)).toEqual(['summary.json']);
  });
});

describe('what is wrong with a folder is told with its path', () => {
  test('there is none', () => {
    const folder = newFolder();
    expect(messageOf(() => folder.plan())).toBe(`no run folder ${folder.path}`);
  });

  test('a file is missing', () => {
    const folder = newFolder();
    folder.open(plan);
    expect(messageOf(() => folder.summary())).toBe(
      `${folder.path} has no summary.json; is it the folder of a run?`,
    );
  });

  test('a file is no JSON', () => {
    const folder = newFolder();
    folder.open(plan);
    writeFileSync(folder.file('plan.json'), '{"seed": ');
    expect(messageOf(() => folder.plan())).toMatch(/plan\.json cannot be read: .*JSON/);
  });
});

describe('a run is found', () => {
  const runs = join(out, 'runs');
  const names = ['high-uptake-1a2b3c4d', 'high-uptake-5e6f7a8b', 'low-9c0d1e2f'];
  for (const name of names) mkdirSync(join(runs, name), { recursive: true });
  writeFileSync(join(runs, 'notes.txt'), 'no run');

  test.each([
    ['low-9c0d1e2f', 2],
    ['9c0d1e2f', 2],
    ['low', 2],
    ['5e6f7a8b', 1],
    [join(runs, 'high-uptake-1a2b3c4d'), 0],
  ])('as %s', (named, k) => {
    expect(findRun(named, runs).path).toBe(join(runs, names[k]!));
  });

  test('as the newest of those that have a name, which is said', () => {
    const lines: string[] = [];
    const plans = ['high-uptake-1a2b3c4d', 'high-uptake-5e6f7a8b'].map((name) =>
      join(runs, name, 'plan.json'),
    );
    plans.forEach((plan, k) => {
      writeFileSync(plan, '{}');
      utimesSync(plan, 1000 - k, 1000 - k);
    });
    const found = findRun('high-uptake', runs, (line) => lines.push(line));
    plans.forEach((plan) => rmSync(plan));
    expect(found.path).toBe(join(runs, 'high-uptake-1a2b3c4d'));
    expect(lines).toEqual([
      '"high-uptake" is high-uptake-1a2b3c4d, the newest of 2 runs of that name',
    ]);
  });

  test('unless runs of two names could be meant', () => {
    const mixed = join(out, 'mixed');
    for (const name of ['heat-1a2b3c4d', 'heating-5e6f7a8b'])
      mkdirSync(join(mixed, name), { recursive: true });
    expect(messageOf(() => findRun('hea', mixed))).toBe(
      '"hea" could be heat-1a2b3c4d or heating-5e6f7a8b; give one of them in full',
    );
  });

  test('or none is, and then those that are there are named', () => {
    expect(messageOf(() => findRun('middle', runs))).toBe(
      `no run "middle"; runs in ${runs}: ${names.join(', ')}`,
    );
    expect(messageOf(() => findRun('middle', join(out, 'nowhere')))).toBe(
      `no run "middle"; there are no runs in ${join(out, 'nowhere')}`,
    );
  });
});

// coreutils 9.1: printf 'a\nb\nc' | sha256sum
test('the digest of a run is that of its blocks, one a line, in order', () => {
  expect(runDigest(['a', 'b', 'c'])).toBe(
    'ea7fb08b7a2dc4619ffb7c7bb38d95a2047935fa165d71b12efd3852a2e6d0cc',
  );
});
