/** @slow computes for seconds */

import {
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fromJson, sha256, toJson } from '../../src/compile/canonical.ts';
import { verifyStore } from '../../src/forecast/verify.ts';
import { folderAt } from '../../src/node/folder.ts';
import { NODE } from '../../src/node/place.ts';
import { FORECAST_FILES, type Manifest } from '../../src/store/manifest.ts';
import { RunFolder } from '../../src/store/run-folder.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';

const out = temporaryFolder();
let made: string;
let copies = 0;

beforeAll(async () => {
  made = await finishedRun({ out, trials: 256, seed: 'door' });
});

/** A copy of the run, under another name, with a file altered. */
function copyOf(file?: string, alter: (text: string) => string = (text) => text): RunFolder {
  const path = join(out, `copy-${copies++}`);
  cpSync(made, path, { recursive: true });
  if (file !== undefined) {
    const text = readFileSync(join(path, file), 'latin1');
    const other = alter(text);
    expect(other).not.toBe(text);
    writeFileSync(join(path, file), other, 'latin1');
  }
  return new RunFolder(path);
}

const manifestOf = (folder: RunFolder): Manifest =>
  JSON.parse(readFileSync(folder.file('run.json'), 'utf8')) as Manifest;

function messageOf(ask: () => unknown): string {
  try {
    ask();
    return 'nothing is wrong';
  } catch (error) {
    expect((error as Error).name).toBe('RunFolderError');
    return (error as Error).message;
  }
}

const everything = (folder: RunFolder) => (): void => {
  folder.plan();
  folder.summary();
  folder.draws();
};

test('run.json names the SHA-256 of every file that holds the forecast', () => {
  const { files } = manifestOf(new RunFolder(made));
  const there = FORECAST_FILES.filter((name) => name !== 'evidence.json');
  expect(Object.keys(files!)).toEqual(there);
  for (const name of there) expect(files![name]).toBe(sha256(readFileSync(join(made, name))));
});

test('what passes is frozen, and read once', () => {
  const folder = copyOf();
  expect(Object.isFrozen(folder.plan().program.values[0])).toBe(true);
  expect(Object.isFrozen(folder.summary().outcomes[0]!.mean)).toBe(true);
  expect(folder.plan()).toBe(folder.plan());
});

describe('law: where a folder lies and what it is called do not matter', () => {
  const verified = async (path: string): Promise<void> => {
    const { verified, checks } = await verifyStore(folderAt(path), { threads: 1 }, NODE);
    expect(checks.length).toBeGreaterThan(5);
    expect(verified).toBe(true);
  };

  test('a folder that was renamed', async () => {
    const folder = copyOf();
    renameSync(folder.path, join(out, 'renamed'));
    await verified(join(out, 'renamed'));
  });

  test('a folder that is met by a link', async () => {
    symlinkSync(made, join(out, 'linked'));
    await verified(join(out, 'linked'));
  });
});

describe('law: a file that was altered is named, with what can be done', () => {
  test.each<[string, string, (text: string) => string, RegExp]>([
    [
      'a reason, on which no number depends',
      'program.json',
      (text) => text.replace('"why":"', '"why":"Not '),
      /program\.json was altered: its SHA-256 is [0-9a-f]{16}, wanted [0-9a-f]{16}\. Take the folder/,
    ],
    [
      'a constant',
      'program.json',
      (text) => text.replace('"op":"constant","value":1', '"op":"constant","value":2'),
      /program\.json was altered: its fingerprint is /,
    ],
    [
      'an assumption',
      'plan.json',
      (text) => text.replace(/"distribution": "pert\(min=/, '"distribution": "pert(min=0'),
      /plan\.json was altered: its id is /,
    ],
    [
      'who changed an assumption',
      'plan.json',
      (text) => text.replace('"name": "heat-pumps-baseline"', '"name": "heat-pumps-baselinf"'),
      /run\.json cannot be used: 1 problem\n {2}name is "heat-pumps-baseline", but plan\.json says/,
    ],
    [
      'a mean',
      'summary.json',
      (text) => text.replace(/"mean":\{"value":\d/, '"mean":{"value":99'),
      /summary\.json was altered: its digest is /,
    ],
    [
      'a draw',
      'draws.parquet',
      (bytes) => {
        const at = bytes.length >> 1;
        return `${bytes.slice(0, at)}${String.fromCharCode(bytes.charCodeAt(at) ^ 1)}${bytes.slice(at + 1)}`;
      },
      /draws\.parquet was altered: its SHA-256 is .* Remove it and run the question again with --draws/,
    ],
    [
      'the digest of a block',
      'journal',
      (text) => text.replace(/"digest":"./, '"digest":"z'),
      /journal was altered: block 0 has no sound line/,
    ],
    [
      'the digest of the run',
      'run.json',
      (t) => t.replace(/"digest": "./, '"digest": "z'),
      /run\.json cannot be used: .*\n {2}digest: found "z/,
    ],
    [
      'a key too many',
      'run.json',
      (t) => t.replace('{', '{"__proto__": {"trials": 1},'),
      /run\.json/,
    ],
    ['nothing at all', 'plan.json', () => '', /plan\.json cannot be read: .*JSON/],
    [
      'braces',
      'plan.json',
      () => '{}',
      /plan\.json cannot be used: 12 problems\n {2}format is missing\n/,
    ],
    ['deep nesting', 'plan.json', () => '['.repeat(1e6), /plan\.json cannot be read: /],
  ])('%s', (_, file, alter, named) => {
    const message = messageOf(everything(copyOf(file, alter)));
    expect(message).toMatch(named);
    expect(message).toContain(`copy-${copies - 1}`);
  });

  test.each(['program.json', 'plan.json', 'summary.json', 'journal', 'draws.parquet'])(
    '%s that is gone',
    (name) => {
      const folder = copyOf();
      rmSync(folder.file(name));
      expect(messageOf(everything(folder))).toContain(name);
    },
  );

  test('a device, a folder and a link to nothing are not read', () => {
    for (const [target, why] of [
      ['/dev/zero', 'it is a device; wanted a file'],
      ['/', 'it is a folder'],
      ['nowhere', 'is a link to something that does not exist'],
    ] as const) {
      const folder = copyOf();
      rmSync(folder.file('summary.json'));
      symlinkSync(target, folder.file('summary.json'));
      const message = messageOf(() => folder.summary());
      expect(message).toContain(target === 'nowhere' ? 'has no summary.json' : why);
    }
  });
});

describe('a run of a version that named no hashes', () => {
  const earlier = (): RunFolder => {
    const folder = copyOf();
    const { files: _, ...manifest } = manifestOf(folder);
    writeFileSync(folder.file('run.json'), `${JSON.stringify(manifest, null, 1)}\n`);
    return folder;
  };

  test('is read by what its own digests hold', () => {
    const folder = earlier();
    expect(folder.plan().id).toBe(folder.manifest().id);
    expect(folder.summary().trials).toBe(256);
  });

  test('its draws are not, and the message says what to do', () => {
    expect(messageOf(() => earlier().draws())).toMatch(
      /draws\.parquet cannot be trusted: run\.json does not name its SHA-256, for it was made by chipcast .*, which named none\. Remove it and run the question again with --draws/,
    );
  });
});

describe('analyses', () => {
  const check = (content: unknown): unknown => content;

  test('are filed with their hash, and the rest of the manifest stays', () => {
    const folder = copyOf();
    const { files, ...before } = manifestOf(folder);
    folder.fileAnalysis('sensitivity.json', '{"of": "it"}');
    const { files: now, ...after } = manifestOf(folder);
    expect(after).toEqual(before);
    expect(now).toEqual({ ...files, 'sensitivity.json': sha256('{"of": "it"}') });
    expect(folder.analysis('sensitivity.json', check)).toEqual({ of: 'it' });
  });

  test('that came from elsewhere are refused', () => {
    const folder = copyOf();
    writeFileSync(folder.file('sensitivity.json'), '{}');
    expect(messageOf(() => folder.analysis('sensitivity.json', check))).toMatch(
      /sensitivity\.json cannot be trusted: run\.json does not name its SHA-256\. Make the analysis again/,
    );
  });
});

describe('parts that a process left half-written', () => {
  test('are removed when the run is opened again, but not those of a process that lives', () => {
    const folder = copyOf();
    // Beyond the largest number of a process on Linux.
    const dead = folder.file('draws.parquet.unfinished-4194305');
    const alive = folder.file(`summary.json.unfinished-${process.ppid}`);
    for (const path of [dead, alive]) writeFileSync(path, 'half');
    folder.open(folder.plan());
    expect(() => readFileSync(dead)).toThrow(/ENOENT/);
    expect(readFileSync(alive, 'utf8')).toBe('half');
  });

  test('are removed where writing fails', () => {
    const folder = copyOf();
    rmSync(folder.file('summary.json'));
    mkdirSync(join(folder.file('summary.json'), 'in the way'), { recursive: true });
    expect(() => folder.write('summary.json', 'text')).toThrow();
    expect(() => readFileSync(folder.file(`summary.json.unfinished-${process.pid}`))).toThrow(
      /ENOENT/,
    );
  });
});

test('a program that is edited and sealed anew is still another run', () => {
  const folder = copyOf();
  const program = fromJson(readFileSync(folder.file('program.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  writeFileSync(folder.file('program.json'), toJson({ ...program, title: 'Another title' }));
  expect(messageOf(everything(folder))).toMatch(/program\.json was altered: its SHA-256/);
  expect(basename(folder.path)).toMatch(/^copy-/);
});
