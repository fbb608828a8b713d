/**
 * Does a run on a fleet end as it would on one machine when the network to some of its workers is
 * cut for longer than a lock lasts, and once more for a moment?
 *
 *     npm run build && npm run hostile:network
 *
 * Two workers live in a network namespace, behind a pair of virtual links of which one end is taken
 * down; a third one stays connected. It needs root and iproute2 (apt-get install iproute2).
 *
 * 30 November 2026, two cores at a load of 6: the link was down for 15 s, while the third worker did
 * blocks 60 to 144, and for 2 s. Of 489 blocks none was lost and none came twice into the journal;
 * the digest was that of one machine.
 */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { trials: { type: 'string', default: '2000000' } } });

const main = fileURLToPath(new URL('../../dist/chipcast.js', import.meta.url));
const SPACE = `chipcast-${process.pid}`;
const LINK = `cc${process.pid}`;
const HERE = '10.213.77.1';
const PORT = '7391';

function has(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const ip = (...words: string[]): void => void execFileSync('ip', words, { stdio: 'inherit' });

const missing = [
  ...(process.getuid?.() === 0 ? [] : ['root']),
  ...(has('redis-server', '--version') ? [] : ['redis-server']),
  ...(has('ip', 'netns', 'add', SPACE) ? [] : ['ip netns']),
];
if (missing.length > 0) {
  console.log(`skipped: it needs ${missing.join(', ')}, which is not here`);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'chipcast-network-'));
const children: ChildProcess[] = [];

function started(command: string, ...args: string[]): ChildProcess & { said: () => string } {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said += String(text);
    });
  return Object.assign(child, { said: () => said });
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let waited = 0; !isSo(); waited += 50) {
    if (waited > 240_000) throw new Error(`in vain: ${what}`);
    await pause(50);
  }
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

try {
  ip('link', 'add', LINK, 'type', 'veth', 'peer', 'name', 'far', 'netns', SPACE);
  ip('addr', 'add', `${HERE}/24`, 'dev', LINK);
  ip('link', 'set', LINK, 'up');
  ip('-n', SPACE, 'addr', 'add', '10.213.77.2/24', 'dev', 'far');
  ip('-n', SPACE, 'link', 'set', 'far', 'up');
  const words = ['run', '--trials', values.trials, '--no-draws', '--json'];
  const digestOf = (text: string): string => JSON.parse(text.slice(text.indexOf('{'))).run.digest;
  const alone = started(
    process.execPath,
    main,
    ...words,
    '--quiet',
    '--out',
    join(folder, 'alone'),
  );
  await once(alone, 'close');
  const wanted = digestOf(alone.said());

  const place = ['--bind', '127.0.0.1', HERE, '--protected-mode', 'no', '--dir', folder];
  const redis = started('redis-server', '--port', PORT, '--save', '', ...place);
  await until(() => redis.said().includes('Ready to accept'), 'Redis');
  const worker = [main, 'worker', '--threads', '1', '--redis'];
  const far = [1, 2].map(() =>
    started('ip', 'netns', 'exec', SPACE, process.execPath, ...worker, `redis://${HERE}:${PORT}`),
  );
  const near = started(process.execPath, ...worker, `redis://127.0.0.1:${PORT}`);
  for (const one of [...far, near]) await until(() => one.said().includes(' at '), 'a worker');

  const out = join(folder, 'fleet');
  const began = performance.now();
  const run = started(
    process.execPath,
    main,
    ...words,
    '--executor',
    `redis://127.0.0.1:${PORT}`,
    '--out',
    out,
  );
  const ended = once(run, 'close');
  const blocks = (): number => {
    const [name] = existsSync(out) ? readdirSync(out) : [];
    const journal = join(out, name ?? '', 'journal');
    return existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 2 : 0;
  };
  for (const cutMs of [15_000, 2_000]) {
    const before = blocks();
    await until(() => blocks() >= before + 60, 'blocks');
    const atCut = blocks();
    ip('link', 'set', LINK, 'down');
    await pause(cutMs);
    ip('link', 'set', LINK, 'up');
    console.log(
      `${seconds(began)} s: the link was down for ${cutMs / 1000} s, from block ${atCut} to ${blocks()}`,
    );
    if (run.exitCode !== null) throw new Error('the run ended before the link was back');
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`the run ended with ${code}: ${run.said()}`);
  const text = run.said();
  const found = digestOf(text);
  const notes = text.slice(0, text.indexOf('{')).trim();
  if (/refused/.test(notes)) throw new Error(notes);
  for (const [k, one] of far.entries())
    console.log(
      `worker ${k + 1} behind the link said: ${one.said().trim().split('\n').join(' | ')}`,
    );
  const lines = readFileSync(join(out, readdirSync(out)[0], 'journal'), 'utf8')
    .split('\n')
    .slice(1);
  const named = lines.flatMap((line) => /"block":(\d+)/.exec(line)?.[1] ?? []);
  if (new Set(named).size !== named.length) throw new Error('the journal names a block twice');
  if (found !== wanted) throw new Error(`digest ${found}; wanted ${wanted}`);
  console.log(`${seconds(began)} s: ${blocks()} blocks, none twice, digest as on one machine`);
} catch (error) {
  console.log(`failed: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  for (const child of children) child.kill('SIGKILL');
  // With the namespace goes the far end of the link, and with it the near one.
  ip('netns', 'del', SPACE);
  rmSync(folder, { recursive: true, force: true });
}
