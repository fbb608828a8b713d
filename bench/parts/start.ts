/** What does a start cost, and a small run, beside an empty Node? And a forecast in process? */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { command, interleaved, ratios, spread, written } from '../interleaved.ts';
import { type Part, table } from './part.ts';

const IN_PROCESS = `
const began = performance.now();
const { forecast, loadModel } = await import('./dist/node.js');
const model = await loadModel('heat-pumps');
const times = [];
for (let seed = 0; seed < 12; seed++) {
  const from = seed === 0 ? began : performance.now();
  await forecast(model, { trials: 4096, seed });
  times.push(performance.now() - from);
}
console.log(JSON.stringify(times));`;

/** A program of its own: import, a model of three lines, its answer printed. */
const SCRIPT = `
import { component, eq, forecast, input, lognormal, model, outcome, quarterly, uniform } from '${pathToFileURL(resolve('dist/node.js'))}';
const price = input('price', { unit: 'EUR', distribution: lognormal({ p10: 1, p90: 2 }) });
const amount = input('amount', { unit: '-', distribution: uniform({ min: 1, max: 2 }) });
const total = outcome('total', { unit: 'EUR', is: eq\`\${price} * \${amount}\` });
const components = [component('all', 'Everything.', { price, amount, total })];
const small = model('small', { title: 'Small', calendar: quarterly('2026Q1', 4), components });
const run = await forecast(small, { trials: 4096 });
console.log(run.summary.outcome('total').quantiles.p50.value);
`;

function inProcess(): { readonly cold: number; readonly warm: number } {
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', IN_PROCESS]);
  const times = JSON.parse(String(said)) as number[];
  return { cold: times[0], warm: spread(times.slice(5)).median };
}

export const start: Part = (rounds) => {
  const out = mkdtempSync(join(tmpdir(), 'chipcast-bench-'));
  const run = (options: string): (() => ReturnType<typeof command>) => {
    return () =>
      command(`rm -rf ${out} && node dist/chipcast.js run ${options} --quiet --out ${out}`);
  };
  const script = join(out, 'small.mjs');
  const found = interleaved(rounds, {
    empty: () => command('node -e 0'),
    help: () => command('node dist/chipcast.js --help'),
    script: () => {
      mkdirSync(out, { recursive: true });
      writeFileSync(script, SCRIPT);
      return command(`node ${script}`);
    },
    heat: run('--model heat-pumps --trials 4096'),
    china: run('--trials 4096'),
  });
  const process = interleaved(rounds, { forecast: inProcess }).forecast;
  rmSync(out, { recursive: true, force: true });
  const row = (what: string, side: keyof typeof found): string[] => [
    what,
    written(spread(found[side].map(({ wall }) => wall))),
    written(spread(found[side].map(({ cpu }) => cpu))),
    written(
      ratios(
        found[side].map(({ wall }) => wall),
        found.empty.map(({ wall }) => wall),
      ),
    ),
  ];
  return [
    '## Start',
    '',
    table(
      ['command', 'ms', 'ms of CPU', 'wall over `node -e 0`'],
      [
        row('`node -e 0`', 'empty'),
        row('help of the command line', 'help'),
        row('a script that asks a model of three lines, 4,096 trials', 'script'),
        row('heat pumps, 4,096 trials into a folder', 'heat'),
        row('China model, 4,096 trials into a folder', 'china'),
      ],
    ),
    '',
    `\`forecast\` of the heat pumps in process, 4,096 trials: ${written(spread(process.map(({ cold }) => cold)))} ms cold, with the import of the package and the model; ${written(spread(process.map(({ warm }) => warm)))} ms warm.`,
  ].join('\n');
};
