/**
 * SHA-256 wherever the engine runs: Node's own where it is there, which is ten times as fast, else
 * that of @noble/hashes.
 */

import { sha256 as portable } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export interface Hasher {
  update(bytes: Uint8Array): void;
  /** In hexadecimal digits; once. */
  digest(): string;
}

// Asked for, not imported: a bundle for a browser has no such module, and no `process`.
const native = globalThis.process?.getBuiltinModule?.('node:crypto');

/** @param own  whether Node's own may be used; both give the same */
export function hasher(own = true): Hasher {
  if (own && native !== undefined) {
    const hash = native.createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
  }
  const hash = portable.create();
  return { update: (bytes) => void hash.update(bytes), digest: () => bytesToHex(hash.digest()) };
}

/** @param text  hashed as UTF-8 where it is no bytes */
export function sha256(text: string | Uint8Array, own = true): string {
  const hash = hasher(own);
  hash.update(typeof text === 'string' ? utf8ToBytes(text) : text);
  return hash.digest();
}
