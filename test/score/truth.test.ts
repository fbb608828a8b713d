import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import { sources } from '../../models/china-ai-chips/sources.ts';
import { compile } from '../../src/compile/compile.ts';
import { recordableNames } from '../../src/compile/record.ts';
import { readTruth } from '../../src/score/read-truth.ts';
import { boundsOf } from '../../src/score/truth.ts';

const folder = mkdtempSync(join(tmpdir(), 'truth-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test('YAML and CSV say the same', () => {
  const yaml = written(
    'truth.yaml',
    `truth:
  - { target: 'a[2026]', value: 3.5, known: 2026-05-20, sources: [X1, X2], note: seen }
  - { target: 'b[2026]', below: 10, known: 2026-05-21 }
  - { target: c, between: [1, 2], known: 2026-05-22, earlier: { 2025Q3: 1, 2025Q4: 2 } }
`,
  );
  const csv = written(
    'truth.csv',
    'target,value,below,known,sources,note\na[2026],3.5,,2026-05-20,X1 X2,seen\nb[2026],,10,2026-05-21,,\n',
  );
  const found = readTruth(yaml);
  expect(readTruth(csv)).toEqual(found.slice(0, 2));
  expect(found.map(boundsOf)).toEqual([
    [3.5, 3.5],
    [Number.NEGATIVE_INFINITY, 10],
    [1, 2],
  ]);
  expect(found[2].earlier).toEqual({ '2025Q3': 1, '2025Q4': 2 });
});

describe('faults are told all at once, with their places', () => {
  test('of YAML', () => {
    const bad = written(
      'bad.yaml',
      `truth:
  - { target: a, value: 1, below: 2, known: 2026-05-20 }
  - { target: a, known: soon }
  - { target: b, between: [3, 2], known: 2026-05-20 }
  - { target: c, value: many, known: 2026-05-20, sorces: [X] }
  - { target: d, value: 1, known: 2026-02-30 }
`,
    );
    expect(() => readTruth(bad)).toThrow(/8 problems/);
    const found = (() => {
      try {
        return readTruth(bad);
      } catch (error) {
        return (error as Error).message;
      }
    })();
    for (const part of [
      'bad.yaml:2:35 truth[0].below: "a" has value and below; wanted one of value, below, above and between',
      '"a" has no truth',
      'found soon; wanted the day',
      '"a" comes twice',
      'found [3, 2]; wanted the least first',
      'sorces',
      'bad.yaml:6:35 truth[4].known: found 2026-02-30, but 2026-02 has 28 days',
    ])
      expect(found).toContain(part);
  });

  test.each([
    [
      'a column that is there twice',
      'target,value,value,known\na,1,10,2026-05-20\n',
      'occurs 2 times',
    ],
    [
      'a hexadecimal value',
      'target,value,known\na,0x1F,2026-05-20\n',
      'found "0x1F"; wanted a number',
    ],
    ['thousands', 'target,value,known\na,"1,200",2026-05-20\n', 'write 1200 or 1.200'],
    ['a word that is no bound', 'target,value,below,known\na,,None,2026-05-20\n', 'found "None"'],
  ])('of tables with %s', (_, text, fault) => {
    expect(() => readTruth(written('odd.csv', text))).toThrow(fault);
  });

  test('of CSV', () => {
    const bad = written('bad.csv', 'target,valu,known\na,1,2026-05-20\n');
    expect(() => readTruth(bad)).toThrow('did you mean value?');
    const numbers = written('numbers.csv', 'target,value,known\na,many,2026-05-20\n');
    expect(() => readTruth(numbers)).toThrow(
      /numbers.csv:2:1 value: found "many"; wanted a number/,
    );
  });

  test('of files that are not there or empty', () => {
    expect(() => readTruth(join(folder, 'none.yaml'))).toThrow('does not exist');
    expect(() => readTruth(written('empty.yaml', 'truth: []\n'))).toThrow('nothing to score');
  });
});

test('of a table row numbers are left out, NA is no bound, True is 1, a midnight is a day, and rows without a value are named', () => {
  const file = written(
    'pandas.csv',
    ',target,value,below,known\n0,a,700,NA,2026-05-20\n1,b,NA,,2026-05-20\n2,good,True,,2026-05-21 00:00:00\n',
  );
  const told: string[] = [];
  const truths = readTruth(file, { notes: (notes) => void told.push(...notes) });
  expect(truths).toEqual([
    { target: 'a', value: 700, known: '2026-05-20' },
    { target: 'good', value: 1, event: true, known: '2026-05-21' },
  ]);
  expect(told).toEqual([
    `${file}: column 1 has no name and holds row numbers; it was left out`,
    `${file}: left out, since they have no value: b in line 3`,
  ]);
});

describe('the truth of 2026 that is shipped', () => {
  const file = fileURLToPath(china.truth!);
  const truths = readTruth(file);

  test('is of columns of the model and of its sources', () => {
    const names = new Set(recordableNames(compile(china).program));
    const ids = new Set(sources().map(({ id }) => id));
    expect(truths.filter(({ target }) => !names.has(target))).toEqual([]);
    expect(truths.flatMap((one) => one.sources ?? []).filter((id) => !ids.has(id))).toEqual([]);
    expect(truths.every((one) => (one.sources ?? []).length > 0)).toBe(true);
  });

  test('became known after what the assumptions know', () => {
    expect(truths.filter(({ known }) => known <= china.knows!)).toEqual([]);
  });

  test('keeps each line within reach of a reader', () => {
    const long = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.length > 140);
    expect(long).toEqual([]);
  });
});
