/**
 * Do two single-threaded workers of a fleet compute as fast as two threads of the process that asks?
 * All on one machine: runner, Redis and workers share its cores, as the two threads do.
 *
 *     npm run build && node --import tsx bench/fleet-against-threads.ts [--rounds 3] [--trials N] [--model china]
 *
 * In turns; each round takes both sides of the same run, whose digests have to agree.
 */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { interleaved, ratios, spread, written } from './interleaved.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    trials: { type: 'string', default: '1000000' },
    model: { type: 'string', default: 'china' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'chipcast-fleet-'));
const children: ChildProcess[] = [];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function started(command: string, args: readonly string[], until: RegExp): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: Buffer): void => {
      said += text;
      if (until.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${command} ended with ${code}: ${said}`)));
  });
}

/** A run with a seed of its own, so that no worker has its machine from the round before. */
function run(
  seed: number,
  executor: readonly string[],
): { seconds: number; wall: number; digest: string } {
  const began = performance.now();
  const model = values.model === 'china' ? [] : ['--model', values.model];
  const out = mkdtempSync(join(folder, 'run-'));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      'dist/chipcast.js',
      'run',
      ...model,
      '--trials',
      values.trials,
      '--seed',
      String(seed),
      '--json',
      '--out',
      out,
      ...executor,
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const wall = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(stderr);
  const { folder: kept, digest } = JSON.parse(stdout).run;
  const { made } = JSON.parse(readFileSync(join(kept, 'run.json'), 'utf8'));
  rmSync(out, { recursive: true });
  return { seconds: made.seconds, wall, digest };
}

try {
  const port = await freePort();
  await started(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
    /Ready to accept/,
  );
  const redis = `redis://127.0.0.1:${port}`;
  for (let k = 0; k < 2; k++)
    await started(
      process.execPath,
      ['dist/chipcast.js', 'worker', '--redis', redis, '--threads', '1'],
      /worker .* at/,
    );
  let [fleets, threads] = [0, 0];
  const found = interleaved(Number(values.rounds), {
    fleet: () => run(++fleets, ['--executor', redis]),
    threads: () => run(++threads, ['--threads', '2']),
  });
  found.fleet.forEach(({ digest }, k) => {
    if (digest !== found.threads[k].digest) throw new Error(`digests of round ${k} differ`);
  });
  for (const what of ['seconds', 'wall'] as const) {
    const of = (side: keyof typeof found) => found[side].map((one) => one[what]);
    console.log(
      `${what === 'wall' ? 'whole command' : 'computing'}: fleet ${written(spread(of('fleet')))} s, threads ${written(spread(of('threads')))} s; throughput of the fleet over that of threads ${written(ratios(of('threads'), of('fleet')))}`,
    );
  }
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
