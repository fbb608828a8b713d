/** What do analyses of the China model cost, as a reader asks for them? */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cost, command, interleaved, spread, written } from '../interleaved.ts';
import { type Part, table } from './part.ts';

const YIELD = 'foundry.startYieldForced';
/** Two presets and none, with two seeds each. */
const SIX_CELLS = `name: six
model: china-ai-chips
trials: 131072
matrix:
  presets: [[], open-door, hard-block]
  seeds: [1, 2]
`;

export const analyses: Part = (rounds) => {
  const folder = mkdtempSync(join(tmpdir(), 'chipcast-analyses-'));
  const spec = join(folder, 'six.batch.yaml');
  writeFileSync(spec, SIX_CELLS);
  const asked = (line: string, out = join(folder, 'out')): Cost => {
    const cost = command(`node dist/chipcast.js ${line} --out ${out}`);
    rmSync(out, { recursive: true, force: true });
    return cost;
  };
  const revised = join(folder, 'revised');
  for (const options of ['--name old', `--name new --set ${YIELD}=0.4`])
    command(`node dist/chipcast.js run ${options} --quiet --out ${revised}`);
  const sides = {
    'run --as-of 2026-11-29': () => asked('run --as-of 2026-11-29 --quiet'),
    'sensitivity (all inputs, 4,096 points)': () => asked('sensitivity'),
    'batch of six cells': () => asked(`batch ${spec} --quiet`),
    'revise (one input)': () => command(`node dist/chipcast.js revise old new --out ${revised}`),
    [`solve --input ${YIELD}`]: () =>
      command(
        `node dist/chipcast.js solve --input ${YIELD} --between 0.1,0.9 --for 'P(balance.domesticReached[2028]) = 0.5'`,
      ),
  };
  const found = interleaved<string, Cost>(rounds, sides);
  rmSync(folder, { recursive: true });
  return [
    '## Analyses',
    '',
    'China model, 131,072 trials where nothing else is said, all threads.',
    '',
    table(
      ['command', 'ms', 'ms of CPU'],
      Object.entries(found).map(([name, costs]) => [
        `\`${name}\``,
        written(spread(costs.map(({ wall }) => wall))),
        written(spread(costs.map(({ cpu }) => cpu))),
      ]),
    ),
  ].join('\n');
};
