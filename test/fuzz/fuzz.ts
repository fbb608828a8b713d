/**
 * Gives every reader of what others wrote what is nearly right for it.
 *
 *     npm run fuzz -- --count 100000 --seed 1
 *
 * 30 November 2026, two busy cores: seed 2, 100,000 cases in 10 min, nothing found.
 */

import { parseArgs } from 'node:util';
import { fuzzed } from './readers.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
});
const began = performance.now();
const results = fuzzed(Number(values.count), Number(values.seed));
for (const { name, cases, found } of results)
  console.log(
    `${name}: ${cases} cases, ${found ?? 'all refused in words, or what they have to be'}`,
  );
console.log(`seed ${values.seed}, ${((performance.now() - began) / 60_000).toFixed(1)} min`);
process.exitCode = results.some(({ found }) => found !== undefined) ? 1 : 0;
