/** @slow computes for seconds */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';
import { expect, test } from 'vitest';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('the kernel that is shipped is what its sources give with the compiler in the lock file', async () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Record<string, string>;
  };
  const args = scripts['build:kernel'].split(' ').slice(1);
  let built = new Uint8Array();
  const { error, stderr } = await asc.main(args, {
    writeFile: (_, contents) => void (built = contents as Uint8Array<ArrayBuffer>),
  });
  expect(error, stderr.toString()).toBeNull();
  expect(sha256(built)).toBe(sha256(readFileSync('src/kernel/kernel.wasm')));
});
