/** A real Redis and real workers, for tests. Where there is no redis-server the tests are skipped. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

export const HAS_REDIS = ((): boolean => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** What a suite is called where it cannot run. */
export const named = (what: string): string =>
  HAS_REDIS
    ? what
    : `${what} (skipped: redis-server is not installed; apt-get install redis-server)`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Children that are still there; all of them end with the test, whatever becomes of it. */
const children = new Set<ChildProcess>();

function child(command: string, args: readonly string[]): ChildProcess {
  const started = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  children.add(started);
  started.on('exit', () => children.delete(started));
  return started;
}

export function endAll(): void {
  for (const one of children) one.kill('SIGKILL');
  children.clear();
}

export class TestRedis {
  private server: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'chipcast-redis-'));

  private constructor(
    readonly port: number,
    private readonly isPersistent: boolean,
  ) {}

  /** Lets nobody in any more without this password. */
  lock(password: string): void {
    execFileSync('redis-cli', ['-p', String(this.port), 'config', 'set', 'requirepass', password]);
  }

  static async start(isPersistent = false): Promise<TestRedis> {
    const redis = new TestRedis(await freePort(), isPersistent);
    redis.up();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  up(): void {
    const persistence = this.isPersistent
      ? ['--appendonly', 'yes', '--appendfsync', 'always']
      : ['--save', ''];
    this.server = child('redis-server', [
      '--port',
      String(this.port),
      '--bind',
      '127.0.0.1',
      '--dir',
      this.folder,
      ...persistence,
    ]);
  }

  async down(): Promise<void> {
    const { server } = this;
    if (server === undefined || server.exitCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }

  async end(): Promise<void> {
    await this.down();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface TestWorker {
  readonly said: () => string;
  kill(): void;
}

/** A worker in a process of its own; it is there once it has said so. */
export async function startWorker(url: string): Promise<TestWorker> {
  const started = child(process.execPath, [
    inject('command'),
    'worker',
    '--redis',
    url,
    '--threads',
    '1',
  ]);
  let said = '';
  await new Promise<void>((resolve, reject) => {
    started.stderr?.on('data', (text: Buffer) => {
      said += text;
      if (said.includes('worker ')) resolve();
    });
    started.on('exit', (code) => reject(new Error(`the worker ended with ${code}: ${said}`)));
  });
  return { said: () => said, kill: () => void started.kill('SIGKILL') };
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
