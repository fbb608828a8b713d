import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasher, sha256 } from '../../src/compile/sha256.ts';

// FIPS 180-4, the examples "abc" and of 448 bits.
test.each([
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
])('the digest of %s is the published one, with and without node:crypto', (text, digest) => {
  expect(sha256(text)).toBe(digest);
  expect(sha256(text, false)).toBe(digest);
});

test('both ways give the same of any bytes and any text, lone surrogates too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' }), (bytes, text) => {
      expect(sha256(bytes, false)).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(sha256(text, false)).toBe(createHash('sha256').update(text).digest('hex'));
      expect(sha256(text)).toBe(sha256(text, false));
    }),
  );
});

test('what is hashed in pieces is hashed as a whole', () => {
  for (const own of [true, false]) {
    const hash = hasher(own);
    for (const piece of ['ab', 'c']) hash.update(new TextEncoder().encode(piece));
    expect(hash.digest()).toBe(sha256('abc'));
  }
});
