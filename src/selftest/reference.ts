/**
 * What is known from elsewhere: values of mpmath, NumPy and SciPy, and the digests that every
 * machine must come to.
 */

import { readFileSync } from 'node:fs';
import { families } from '../distributions/index.ts';

/** JSON has no infinities. */
export type Printed = number | 'inf' | '-inf' | 'nan';

/** A member of a family of distributions. */
export interface ReferenceMember {
  readonly text: string;
  readonly mean: Printed;
  readonly sd: Printed;
  readonly quantiles: readonly (readonly [p: number, x: number])[];
  /** Values that are exceeded with probability q. */
  readonly upper: readonly (readonly [q: number, x: number])[];
  /** Three values, about the quartiles, with the probability of what is not above them. */
  readonly shares: readonly (readonly [x: number, probability: number])[];
}

export interface ReferenceSample {
  readonly name: string;
  readonly draws: readonly number[];
  readonly mean: number;
  /** n - 1 below. */
  readonly sd: number;
  /** Of type 7. */
  readonly quantiles: readonly (readonly [p: number, value: number])[];
}

interface ReferenceEstimate {
  readonly name: string;
  /** The same estimate in each replicate. */
  readonly parts: readonly number[];
  readonly value: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
}

/** Digests that chipcast itself recorded, so that machines can be held against each other. */
export interface ReferenceDigests {
  readonly numerics: number;
  /** Of the program of the model. */
  readonly fingerprint: string;
  /** By design, of each block. */
  readonly blocks: Readonly<Record<string, readonly string[]>>;
}

export interface Reference {
  /**
   * By function: arguments (y is null where there is one), the double nearest to the true value,
   * and what that lacks in ulps.
   */
  readonly functions: Readonly<
    Record<
      string,
      readonly (readonly [x: number, y: number | null, nearest: number, missing: number])[]
    >
  >;
  readonly members: readonly ReferenceMember[];
  readonly keys: readonly (readonly [
    seed: string,
    name: string,
    replicate: number | null,
    words: readonly number[],
  ])[];
  /**
   * Coordinates before scrambling, times 2^32, by dimension, at positions in the order of Gray
   * codes.
   */
  readonly sobol: {
    readonly positions: readonly number[];
    readonly points: Readonly<Record<string, readonly number[]>>;
  };
  readonly samples: readonly ReferenceSample[];
  readonly estimates: readonly ReferenceEstimate[];
  readonly digests: ReferenceDigests;
}

/**
 * The values shipped beside this file: reference.json by make-reference.py, digests.json by
 * docs/record-digests.ts.
 */
export function readReference(): Reference {
  const reference = read('reference.json') as Reference;
  return {
    ...reference,
    // A family may bring its own members.
    members: [...reference.members, ...families.flatMap(({ known }) => known)],
    digests: read('digests.json') as ReferenceDigests,
  };
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./${name}`, import.meta.url), 'utf8'));
}

export function printed(value: Printed): number {
  if (value === 'inf') return Infinity;
  if (value === '-inf') return -Infinity;
  return value === 'nan' ? NaN : value;
}
