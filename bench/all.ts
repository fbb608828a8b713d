/**
 * Every comparison that the speed of chipcast is judged by, in turns, and docs/performance.md with
 * what was found.
 *
 *     npm run build && npm run bench                 all of it, half an hour on an idle machine
 *     npm run bench -- --rounds 3 start peers        some parts, printed only
 *
 * Ratios are of the two sides of a round, medians with the least and the greatest. What is not
 * installed (g++, NumPy, OpenTURNS, Squiggle) is said to be missing.
 */

import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { analyses } from './parts/analyses.ts';
import { growth } from './parts/growth.ts';
import { judged } from './parts/judged.ts';
import { page } from './parts/page.ts';
import type { Part } from './parts/part.ts';
import { peers } from './parts/peers.ts';
import { profile } from './parts/profile.ts';
import { sizes } from './parts/sizes.ts';
import { stages } from './parts/stages.ts';
import { start } from './parts/start.ts';
import { threads } from './parts/threads.ts';

const PARTS: Readonly<Record<string, Part>> = {
  judged,
  start,
  stages,
  threads,
  peers,
  sizes,
  growth,
  analyses,
  profile,
  page,
};

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in PARTS));
if (unknown.length > 0)
  throw new Error(`no part ${unknown.join(', ')}; wanted some of ${Object.keys(PARTS).join(', ')}`);
const wanted = positionals.length > 0 ? positionals : Object.keys(PARTS);

const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; load ${loadavg()[0].toFixed(1)} when it began`;
const head = `# Performance

Written by \`npm run bench\` (${values.rounds} rounds in turn) on ${new Date().toISOString().slice(0, 10)}: ${machine}.
Medians, with the least and the greatest of the rounds. Ratios are taken round by round. Milliseconds of CPU are those of all threads.
`;
const sections: string[] = [];
for (const name of wanted) {
  const text = await PARTS[name](Number(values.rounds));
  console.log(`${text}\n`);
  sections.push(text);
}
if (positionals.length === 0)
  writeFileSync('docs/performance.md', `${[head.trimEnd(), ...sections].join('\n\n')}\n`);
