/**
 * Do two single-threaded workers of a fleet compute as fast as two threads of the process that asks?
 * All on one machine: runner, Redis and workers share its cores, as the two threads do.
 *
 *     npm run build && node --import tsx bench/fleet-against-threads.ts [--rounds 3] [--trials N] [--model china]
 *
 * In turns; each round takes both sides of the same run, whose digests have to agree.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { command, interleaved, ratios, spread, written } from './interleaved.ts';

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

interface Took {
  /** Of the part in which blocks are computed. */
  readonly seconds: number;
  readonly wall: number;
  /** Of all processes, Redis and workers, too. */
  readonly cpu: number;
  readonly digest: string;
}

/** Ticks of the clock that Linux counts work in. */
const TICKS_PER_S = 100;

/** Seconds of processor time of Redis and workers so far. */
function served(): number {
  const ticks = children.map(({ pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, n) => sum + n, 0) / TICKS_PER_S;
}

/** A run with a seed of its own, so that no worker has its machine from the round before. */
function run(seed: number, executor: string): Took {
  const model = values.model === 'china' ? '' : `--model ${values.model}`;
  const out = mkdtempSync(join(folder, 'run-'));
  const before = served();
  const { wall, cpu } = command(
    `${process.execPath} dist/chipcast.js run ${model} --trials ${values.trials} --seed ${seed} --no-draws --quiet ${executor} --out ${out}`,
  );
  const kept = join(out, readdirSync(out)[0]);
  const { made, digest } = JSON.parse(readFileSync(join(kept, 'run.json'), 'utf8'));
  rmSync(out, { recursive: true });
  return { seconds: made.seconds, wall: wall / 1000, cpu: cpu / 1000 + served() - before, digest };
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
    fleet: () => run(++fleets, `--executor ${redis}`),
    threads: () => run(++threads, '--threads 2'),
  });
  found.fleet.forEach(({ digest }, k) => {
    if (digest !== found.threads[k].digest) throw new Error(`digests of round ${k} differ`);
  });
  const WORDS = {
    seconds: 'computing',
    wall: 'the whole command',
    cpu: 'processor time of all processes',
  } as const;
  for (const what of ['seconds', 'wall', 'cpu'] as const) {
    const of = (side: keyof typeof found) => found[side].map((one) => one[what]);
    console.log(
      `${WORDS[what]}: fleet ${written(spread(of('fleet')))} s, threads ${written(spread(of('threads')))} s; threads over fleet ${written(ratios(of('threads'), of('fleet')))}`,
    );
  }
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
