import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KERNEL } from '../../src/kernel/kernel-bytes.ts';
import { JOE_KUO } from '../../src/random/data/joe-kuo-1024.ts';

test('what is embedded is what its files hold; after a change: npm run build:embedded', () => {
  expect(KERNEL === readFileSync('src/kernel/kernel.wasm', 'base64')).toBe(true);
  const lines = readFileSync('src/random/data/joe-kuo-1024.txt', 'utf8').split('\n');
  expect(JOE_KUO.split('\n')).toEqual(lines.filter((line) => line !== '' && !line.startsWith('#')));
});
