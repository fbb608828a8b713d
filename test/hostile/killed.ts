/** A run in a process of its own that is killed at a random instant, and what is left of it. */

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a run that nobody killed gives. */
interface Whole {
  readonly digest: string;
  readonly summary: string;
  readonly ms: number;
}

/** What one kill found. */
export interface Killed {
  /** Where the run was: no folder yet, blocks in its journal, its files, or done. */
  readonly at: 'nothing' | 'blocks' | 'files' | 'finished';
  readonly kills: number;
  /** What is wrong with the run in the end; nothing where it is as one that nobody killed. */
  readonly wrong: string | undefined;
}

export class KilledRuns {
  private readonly wholes = new Map<string, Whole>();

  /**
   * @param command  the words that start the command line: those of Node
   * @param folder   for the folders of runs
   * @param random   uniform in [0, 1)
   */
  constructor(
    private readonly command: readonly string[],
    private readonly folder: string,
    private readonly random: () => number,
  ) {}

  /**
   * Kills a run at an instant of the time that it takes, and one time in three kills it again when
   * it goes on; then lets it end.
   *
   * @param words  of the run, without its folder
   */
  async once(words: readonly string[]): Promise<Killed> {
    const whole = await this.whole(words);
    const out = mkdtempSync(join(this.folder, 'killed-'));
    try {
      // A little beyond its end, too: then it was not killed, and has to be finished.
      const instant = (): number => this.random() * whole.ms * 1.05;
      await this.ended([...words, '--out', out], instant());
      const at = placeOf(out);
      let kills = 1;
      if (this.random() < 1 / 3) {
        kills++;
        await this.ended(this.again(words, out), instant());
      }
      const { code, said } = await this.ended(this.again(words, out));
      return {
        at,
        kills,
        wrong: code === 0 ? differing(out, whole) : `exit code ${code}: ${said}`,
      };
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }

  /** Resumes what can be resumed, and asks again where nothing is there. */
  private again(words: readonly string[], out: string): string[] {
    const [run] = readdirSync(out);
    const isThere = run !== undefined && existsSync(join(out, run, 'plan.json'));
    return isThere ? ['resume', join(out, run)] : [...words, '--out', out];
  }

  private async whole(words: readonly string[]): Promise<Whole> {
    const key = words.join(' ');
    const known = this.wholes.get(key);
    if (known !== undefined) return known;
    const out = mkdtempSync(join(this.folder, 'whole-'));
    const began = performance.now();
    const { code, said } = await this.ended([...words, '--out', out]);
    if (code !== 0) throw new Error(said);
    const whole = { ...answerIn(out), ms: performance.now() - began };
    this.wholes.set(key, whole);
    return whole;
  }

  private ended(
    words: readonly string[],
    killAfterMs?: number,
  ): Promise<{ readonly code: number | null; readonly said: string }> {
    const [node = '', ...rest] = this.command;
    const child = spawn(node, [...rest, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text) => {
      said += String(text);
    });
    const timer =
      killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        clearTimeout(timer);
        resolve({ code, said });
      });
    });
  }
}

function placeOf(out: string): Killed['at'] {
  const [run] = readdirSync(out);
  const has = (name: string): boolean => run !== undefined && existsSync(join(out, run, name));
  if (has('run.json')) return 'finished';
  if (has('summary.json')) return 'files';
  return has('plan.json') ? 'blocks' : 'nothing';
}

function answerIn(out: string): Omit<Whole, 'ms'> {
  const [run = ''] = readdirSync(out);
  const text = (name: string): string => readFileSync(join(out, run, name), 'utf8');
  return {
    digest: (JSON.parse(text('run.json')) as { digest: string }).digest,
    summary: text('summary.json'),
  };
}

function differing(out: string, whole: Whole): string | undefined {
  const found = answerIn(out);
  if (found.digest !== whole.digest) return `digest ${found.digest}; wanted ${whole.digest}`;
  if (found.summary !== whole.summary) return 'another summary';
  const left = readdirSync(out, { recursive: true })
    .map(String)
    .filter((name) => /unfinished|accumulators|\.lock$/.test(name));
  return left.length > 0 ? `leaves ${left.join(', ')}` : undefined;
}
