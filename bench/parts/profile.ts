/** In which functions does a default run spend its time? */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Part, table } from './part.ts';

const SHOWN = 15;

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export const profile: Part = () => {
  const folder = mkdtempSync(join(tmpdir(), 'chipcast-profile-'));
  const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`];
  const run = ['dist/chipcast.js', 'run', '--quiet', '--out', join(folder, 'out')];
  execFileSync(process.execPath, [...flags, ...run], { stdio: 'ignore' });
  const times = new Map<string, number>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    const { nodes, samples, timeDeltas } = JSON.parse(text) as Profile;
    const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
    samples.forEach((id, k) => {
      const { functionName, url } = frames.get(id)!;
      const name = `${functionName || '(no name)'} ${url.split('/').at(-1)}`.trim();
      times.set(name, (times.get(name) ?? 0) + timeDeltas[k] / 1000);
    });
  }
  rmSync(folder, { recursive: true });
  const busy = [...times].filter(([name]) => !/^\(idle\)|atomicsWait/.test(name));
  const total = busy.reduce((sum, [, ms]) => sum + ms, 0);
  return [
    '## Profile of a default run',
    '',
    `All threads, ${total.toFixed(0)} ms in which something is done, by function; those of the machine are \`wasm-function\`.`,
    '',
    table(
      ['function', 'ms', 'share'],
      busy
        .toSorted(([, a], [, b]) => b - a)
        .slice(0, SHOWN)
        .map(([name, ms]) => [
          `\`${name}\``,
          ms.toFixed(0),
          `${((100 * ms) / total).toFixed(0)} %`,
        ]),
    ),
  ].join('\n');
};
