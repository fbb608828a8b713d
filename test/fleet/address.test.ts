import { expect, test } from 'vitest';
import { parseAddress } from '../../src/fleet/address.ts';
import { jobBlocks, priorityOf } from '../../src/fleet/jobs.ts';

test('an address says host, database, user, password, encryption and prefix, and shows no password', () => {
  expect(parseAddress('rediss://ann:p%40ss@redis.example:6380/3?prefix=team-a')).toEqual({
    host: 'redis.example',
    port: 6380,
    database: 3,
    username: 'ann',
    password: 'p@ss',
    tls: true,
    prefix: 'team-a',
    shown: 'rediss://redis.example:6380/3?prefix=team-a',
  });
  expect(parseAddress('redis://10.0.0.7')).toMatchObject({
    port: 6379,
    database: 0,
    tls: false,
    prefix: 'chipcast',
  });
});

test('an address that cannot be used is refused with all that is wrong, and without its password', () => {
  const refused = (): unknown => parseAddress('redis://:secret@host/zero?prefix=a:b&tls=1');
  expect(refused).toThrow(/database is "zero".*prefix has other characters.*option "tls"/);
  expect(refused).not.toThrow(/secret/);
});

const usual = {
  blockMs: 4,
  takeMs: 20,
  kind: 'counts',
  blockBytes: 1e6,
  left: 1e6,
  threads: 8,
} as const;

test('jobs are about a second of work, smaller where columns are large', () => {
  expect(jobBlocks({ ...usual, blockMs: undefined })).toBe(1);
  expect(jobBlocks(usual)).toBe(256);
  expect(jobBlocks({ ...usual, blockMs: 60 })).toBe(16);
  expect(jobBlocks({ ...usual, blockMs: 5000 })).toBe(1);
  expect(jobBlocks({ ...usual, kind: 'draws', blockBytes: 18e6 })).toBe(2);
});

test('jobs are longer where the runner could not take in the results of so many threads', () => {
  // A thousand threads and 20 ms a result: 40 s, of which the runner is busy for 20.
  expect(jobBlocks({ ...usual, blockMs: 40, threads: 1000, left: 1e9 })).toBe(1024);
  expect(jobBlocks({ ...usual, threads: 100_000, left: 1e9 })).toBe(4096);
});

test('towards the end of a large fleet the results of jobs cost no more than what is left of the work', () => {
  // By share or by half a second it would be 8 blocks, so 128 results of 20 ms. With 16 blocks it is
  // 64 results, 1.3 s, for 0.64 s of work each.
  expect(jobBlocks({ ...usual, blockMs: 40, takeMs: 20, threads: 256, left: 1024 })).toBe(16);
});

test('jobs get smaller towards the end, but not so small that their results cost more', () => {
  expect(jobBlocks({ ...usual, left: 3000 })).toBe(128);
  expect(jobBlocks({ ...usual, left: 100 })).toBe(64);
  expect(jobBlocks({ ...usual, blockMs: 400, left: 1 })).toBe(1);
});

test('a run that has had little work goes before one that has had much', () => {
  expect(priorityOf(0)).toBe(1);
  expect([1, 10, 100, 1000].map(priorityOf)).toEqual([2, 4, 7, 10]);
  expect(priorityOf(60)).toBe(priorityOf(50));
});
