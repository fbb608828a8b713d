/** Counts on disk while a run too large to keep its draws goes on. */

import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Snapshot } from '../execute/collect.ts';
import { replaceWhole } from './files.ts';

const NAME = 'accumulators';
const CHECKSUM_BYTES = 32;
const LENGTH_BYTES = 4;

/** What stands before the tables. */
interface Head {
  readonly planId: string;
  readonly state: object;
  /** Numbers of each table. */
  readonly lengths: readonly number[];
}

/**
 * SHA-256 of all that follows; length of the head, u32; the head; the numbers of the tables, u32,
 * table after table. They are written one after the other, for a copy of them would be as much
 * memory as the run takes.
 */
export function writeSnapshot(folder: string, planId: string, { state, tables }: Snapshot): void {
  const lengths = tables.map(({ length }) => length);
  const head = serialize({ planId, state, lengths } satisfies Head);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(head.length);
  const parts = [length, head, ...tables.map(bytesOf)];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  replaceWhole(join(folder, NAME), (path) => {
    const file = openSync(path, 'w');
    try {
      for (const part of [hash.digest(), ...parts]) writeAll(file, part);
      // Else a machine that loses its power may have this one empty and the one before gone.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}

/** The last snapshot, if there is one of this plan and it is whole. */
export function readSnapshot(folder: string, planId: string): Snapshot | undefined {
  const path = join(folder, NAME);
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const content = bytes.subarray(CHECKSUM_BYTES);
  const checksum = createHash('sha256').update(content).digest();
  if (!checksum.equals(bytes.subarray(0, CHECKSUM_BYTES))) return undefined;
  const headEnd = LENGTH_BYTES + content.readUInt32LE(0);
  const head = deserialize(content.subarray(LENGTH_BYTES, headEnd)) as Head;
  if (head.planId !== planId) return undefined;
  let at = headEnd;
  const tables = head.lengths.map((length) => {
    // A copy, for a view of numbers has to begin at a multiple of their size.
    const table = new Uint32Array(length);
    bytesOf(table).set(content.subarray(at, at + table.byteLength));
    at += table.byteLength;
    return table;
  });
  return { state: head.state, tables };
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

export const SNAPSHOT_NAME = NAME;
