/** Edits of a run by somebody who means no good, and by disks that fail: the same for each seed. */

import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import seedrandom from 'seedrandom';
import { COMMANDS } from './commands.ts';
import type { Place } from './place.ts';
import { seal } from './seal.ts';

export interface Edit {
  /** Which of the runs. */
  readonly run: 'plain' | 'weighed' | 'stopped';
  readonly file: string;
  /** What was done to the file, for a reader. */
  readonly what: string;
  /** Whether hashes were made to fit afterwards, as somebody can who knows how. */
  readonly sealed: boolean;
  /** Names of commands that are tried on it. */
  readonly commands: readonly string[];
  apply(folder: string): void;
}

/** Draws from 0 to 1, and what is made of them. */
interface Dice {
  (): number;
  below(n: number): number;
  of<T>(items: readonly T[]): T;
}

function diceOf(seed: string): Dice {
  const draw = seedrandom(seed);
  const below = (n: number): number => Math.floor(draw() * n);
  return Object.assign(() => draw(), {
    below,
    of: <T>(items: readonly T[]): T => items[below(items.length)],
  });
}

const FILES = {
  plain: [
    'run.json',
    'plan.json',
    'program.json',
    'summary.json',
    'journal',
    'draws.parquet',
    'sensitivity.json',
    'score.json',
  ],
  weighed: [
    'run.json',
    'plan.json',
    'program.json',
    'summary.json',
    'journal',
    'draws.parquet',
    'evidence.json',
    'score.json',
  ],
  stopped: ['plan.json', 'program.json', 'journal'],
} as const;

/**
 * The edit of a number; the same on every machine.
 *
 * @param commands  how many commands are tried on it
 */
export function editOf(place: Place, seed: string, number: number, commands: number): Edit {
  const dice = diceOf(`${seed} ${number}`);
  const run = dice.of(['plain', 'plain', 'plain', 'weighed', 'weighed', 'stopped'] as const);
  // Plan and program are where a run can be made to do something.
  const file = dice() < 0.6 ? dice.of(['plan.json', 'program.json']) : dice.of<string>(FILES[run]);
  const isDocument = file.endsWith('.json');
  const sealed = isDocument && run !== 'stopped' ? dice() < 0.6 : dice() < 0.4;
  const path = join(place.out, '..', 'kept', place[run], file);
  const change =
    isDocument && dice() < 0.85 ? inDocument(dice, place, path) : inBytes(dice, path, file);
  return {
    run,
    file,
    sealed,
    what: change.what,
    commands: Object.keys(COMMANDS)
      .map((name) => ({ name, order: dice() }))
      .toSorted((a, b) => a.order - b.order)
      .slice(0, commands)
      .map(({ name }) => name),
    apply(folder) {
      change.write(join(folder, file));
      if (sealed) seal(folder, file);
    },
  };
}

interface Change {
  readonly what: string;
  write(path: string): void;
}

function inBytes(dice: Dice, path: string, file: string): Change {
  const bytes = readFileSync(path);
  const at = dice.below(bytes.length);
  const written = (what: string, content: Uint8Array | string): Change => ({
    what,
    write: (to) => writeFileSync(to, content),
  });
  const replaced = (what: string, make: (to: string) => void): Change => ({
    what,
    write(to) {
      rmSync(to, { force: true });
      make(to);
    },
  });
  const flips = dice() < 0.7 ? 1 : dice.below(20) + 2;
  // The end of a Parquet file says where everything is.
  const nearEnd = file === 'draws.parquet' && dice() < 0.5;
  switch (dice.below(12)) {
    case 0:
      return replaced('is removed', () => {});
    case 1:
      return written('is empty', '');
    case 2:
      return written(`is cut off at ${at}`, bytes.subarray(0, at));
    case 3:
      return replaced('is a folder', (to) => mkdirSync(to));
    case 4: {
      const target = dice.of(['/dev/zero', 'nowhere', '/proc/self/mem', '.', '/etc/passwd']);
      return replaced(`is a link to ${target}`, (to) => symlinkSync(target, to));
    }
    case 5:
      return written(
        'stands twice',
        Buffer.concat([bytes, bytes.subarray(dice.below(2) === 0 ? 0 : at)]),
      );
    default: {
      const altered = Uint8Array.from(bytes);
      const places = Array.from({ length: flips }, () =>
        nearEnd
          ? bytes.length - 1 - dice.below(Math.min(4000, bytes.length))
          : dice.below(bytes.length),
      );
      for (const one of places) altered[one] ^= 1 << dice.below(8);
      return written(`has ${flips} bits flipped, the first in byte ${places[0]}`, altered);
    }
  }
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Step = string | number;

/** One edit of a value, mostly; now and then several. */
function inDocument(dice: Dice, place: Place, path: string): Change {
  const content = JSON.parse(readFileSync(path, 'utf8')) as Json;
  const times = dice() < 0.8 ? 1 : dice.below(4) + 2;
  const done: string[] = [];
  let edited: Json = content;
  for (let k = 0; k < times; k++) {
    const paths = pathsOf(edited);
    const at = dice.of(paths);
    const { what, value } = mutation(dice, place, edited, at, paths);
    edited = replacedAt(edited, at, value);
    done.push(`${at.join('.') || 'all'} ${what}`);
  }
  const text = JSON.stringify(edited) ?? '';
  return { what: done.join('; '), write: (to) => writeFileSync(to, text) };
}

function pathsOf(value: Json, path: readonly Step[] = []): (readonly Step[])[] {
  // Below that everything looks alike.
  if (typeof value !== 'object' || value === null || path.length > 50) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((item, k) => pathsOf(item, [...path, k]))
    : Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]));
  return [path, ...inner];
}

function valueAt(value: Json, path: readonly Step[]): Json {
  return path.reduce<Json>((inner, step) => (inner as { [key: Step]: Json })[step], value);
}

/** A value with another in a place of it; without it where the other is undefined. */
function replacedAt(value: Json, path: readonly Step[], other: Json | undefined): Json {
  if (path.length === 0) return other ?? null;
  const [step, ...rest] = path;
  if (Array.isArray(value)) {
    const copy = [...value];
    if (rest.length === 0 && other === undefined) copy.splice(Number(step), 1);
    else copy[Number(step)] = replacedAt(copy[Number(step)], rest, other);
    return copy;
  }
  const entries = Object.entries(value as { [key: string]: Json });
  return Object.fromEntries(
    entries.flatMap(([key, item]) => {
      if (key !== step) return [[key, item]];
      if (rest.length === 0 && other === undefined) return [];
      return [[key, replacedAt(item, rest, other)]];
    }),
  );
}

const NUMBERS = [
  0,
  1,
  -1,
  2,
  0.5,
  1e-300,
  1e300,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  -(2 ** 31),
  65_535,
  1_000_001,
];
const OPS = [
  'constant',
  'schedule',
  'input',
  'previous',
  'aggregate',
  'negate',
  'sqrt',
  'exp',
  'log',
  'add',
  'subtract',
  'multiply',
  'divide',
  'power',
  'min',
  'less',
  'equal',
  'and',
  'select',
  'normalQuantile',
];
const KEYS = ['__proto__', 'constructor', 'toString', 'toJSON', 'length', 'then', 'modelFile', 'x'];

function texts({ bait, secret, out }: Place): readonly string[] {
  return [
    '',
    ' ',
    '\u001b[31mred\u0007',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '__proto__',
    'x'.repeat(200_000),
    '../'.repeat(20),
    bait,
    `file://${bait}`,
    '/dev/zero',
    out,
    `empirical(file="${secret}", column="x")`,
    'number:NaN',
    'number:Infinity',
    'number:-0',
    'uniform(min=0, max=1)',
    'point(1)',
    'normal(mean=0, sd=1e308)',
    'binomial(n=1000000000, p=0.5)',
    'poisson(mean=1e12)',
    `discrete(${Array.from({ length: 50 }, (_, k) => `${k}: 1`).join(', ')})`,
    `truncated(${'truncated('.repeat(3000)}`,
    `${'('.repeat(50_000)}1${')'.repeat(50_000)}`,
    'spent[2026] > 1',
    `not ${'not '.repeat(20_000)}full`,
    '2026Q1',
    'full',
    'wage',
    'quarter',
    'year',
    'horizon',
    'a\nb',
    '\u202eabc',
    '|a|b|',
    '](javascript:alert(1))',
    '=1+1',
    '0'.repeat(64),
  ];
}

function mutation(
  dice: Dice,
  place: Place,
  all: Json,
  at: readonly Step[],
  paths: readonly (readonly Step[])[],
): { readonly what: string; readonly value: Json | undefined } {
  const value = valueAt(all, at);
  const set = (other: Json): { what: string; value: Json } => ({
    what: `becomes ${(JSON.stringify(other) ?? 'nothing').slice(0, 60)}`,
    value: other,
  });
  const chance = dice();
  if (chance < 0.07 && at.length > 0) return { what: 'is removed', value: undefined };
  if (chance < 0.14)
    return set(dice.of<Json>([null, true, false, [], {}, '', 0, 'x', [[]], [null]]));
  if (chance < 0.24) return set(valueAt(all, dice.of(paths)));
  if (chance < 0.26) return set(nested(dice.below(2) === 0 ? 200 : 3000));
  if (typeof value === 'number') {
    const near = value + dice.of([1, -1, 2, -2, 1e-9, 0.5]);
    // An index of something that is there, or just not there any more.
    return set(dice() < 0.35 ? near : dice() < 0.5 ? dice.below(60) : dice.of(NUMBERS));
  }
  if (typeof value === 'string') {
    if (at.at(-1) === 'op') return set(dice.of(OPS));
    if (dice() < 0.3 && value !== '') {
      const k = dice.below(value.length);
      const other = dice.of(['0', '9', '-', 'e', '(', ')', '=', ',', ' ', 'z', '"', '\u0000']);
      return set(value.slice(0, k) + other + value.slice(k + 1));
    }
    return set(dice.of(texts(place)));
  }
  if (Array.isArray(value)) {
    const k = dice.below(value.length + 1);
    const item = value.length === 0 ? null : dice.of(value);
    if (dice() < 0.4) return set([...value.slice(0, k), item, ...value.slice(k)]);
    if (dice() < 0.5) return set(value.toReversed());
    return set(dice() < 0.5 ? value.slice(0, k) : Array<Json>(5000).fill(item));
  }
  if (typeof value === 'object' && value !== null) {
    const key = dice.of(KEYS);
    const added = key === 'modelFile' ? place.bait : dice.of<Json>([1, 'x', { trials: 1 }, null]);
    // A plain assignment to `__proto__` would set no key.
    return set(Object.fromEntries([...Object.entries(value), [key, added]]));
  }
  return set(dice.of<Json>([true, false, 0, 1, 'x']));
}

function nested(depth: number): Json {
  let value: Json = 1;
  for (let k = 0; k < depth; k++) value = k % 2 === 0 ? [value] : { a: value };
  return value;
}
