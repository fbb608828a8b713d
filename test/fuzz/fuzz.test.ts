/**
 * A sample of what `npm run fuzz` tries by the hundred thousand.
 *
 * @slow computes for seconds
 */

import { expect, test } from 'vitest';
import { fuzzed } from './readers.ts';

test('law: what is nearly right is refused in words, or is what it has to be', {
  timeout: 300_000,
}, () => {
  expect(fuzzed(1000, 18).filter(({ found }) => found !== undefined)).toEqual([]);
});
