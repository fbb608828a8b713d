/** Accumulators on disk while a run too large to keep its draws goes on. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { sha256 } from '../compile/canonical.ts';
import { writeWhole } from './files.ts';

const NAME = 'accumulators';
const CHECKSUM_BYTES = 64;

export function writeSnapshot(folder: string, planId: string, content: object): void {
  const payload = serialize({ planId, content });
  writeWhole(folder, NAME, Buffer.concat([Buffer.from(sha256(payload), 'latin1'), payload]));
}

/** The last snapshot, if there is one of this plan and it is whole. */
export function readSnapshot(folder: string, planId: string): object | undefined {
  const path = join(folder, NAME);
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const payload = bytes.subarray(CHECKSUM_BYTES);
  if (sha256(payload) !== bytes.subarray(0, CHECKSUM_BYTES).toString('latin1')) return undefined;
  const saved = deserialize(payload) as { planId: string; content: object };
  return saved.planId === planId ? saved.content : undefined;
}

export const SNAPSHOT_NAME = NAME;
