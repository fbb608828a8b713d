/**
 * Do many processes that commit at the same time leave one whole chain, whatever the timing?
 *
 *     npm run build && npm run hostile:commits -- --rounds 100 --processes 20
 *
 * 30 November 2026, Node 20.20.2, two cores: 100 rounds of 20 commits, 56 of them at a load of 20 to
 * 47 from other work and 44 at 20 to 30. Each left one whole chain.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { commitAtOnce } from './commit-at-once.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    processes: { type: 'string', default: '20' },
  },
});
const main = fileURLToPath(new URL('../../dist/chipcast.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'chipcast-commits-'));
const HOW = '--model heat-pumps --trials 64 --executor inline --no-draws --quiet'.split(' ');
const ran = (seed: number): string =>
  String(
    execFileSync(process.execPath, [main, 'run', ...HOW, '--seed', `${seed}`, '--out', folder]),
  ).trim();
const runs = Array.from({ length: Number(values.processes) }, (_, k) => ran(k));

let broken = 0;
const begun = performance.now();
for (let round = 0; round < Number(values.rounds); round++) {
  const ledger = join(folder, `ledger-${round}.jsonl`);
  const faults = await commitAtOnce([main], runs, ledger);
  if (faults.length > 0) broken++;
  for (const fault of faults) console.log(`round ${round}: ${fault}`);
}
rmSync(folder, { recursive: true });
const seconds = (performance.now() - begun) / 1000;
console.log(
  `${values.rounds} rounds of ${values.processes} commits: ${broken} with faults, ${(seconds / Number(values.rounds)).toFixed(1)} s a round`,
);
process.exitCode = broken > 0 ? 1 : 0;
