/**
 * Edits finished runs in every way that a disk, or somebody who means no good, may, and tries
 * commands that take a run on each, four of them or as many as `--commands` says: each must say
 * what is wrong, or answer what it would without the edit; it runs no code of the folder, shows no
 * stack and no other file, ends in time, and lives.
 *
 *     npm run hostile -- --count 10000 --seed 2026
 *
 * `--first N` begins with edit N; `--count 1 --commands 99` tries every command on that one alone.
 *
 * 30 November 2026, seed 2026, two busy cores. Edit 472 of an earlier round: an export believed an
 * altered score.json, which is filed with its hash since. Edits 0 to 999 of the round after that,
 * four commands each, two differences that harm nobody: `resume` of a run whose draws.parquet is
 * gone lists a file less, and `report` leaves out a sensitivity.json with a flipped byte. No code of
 * a folder ran, no stack was shown. Edits 1,000 to 4,513, later that day: differences of these two
 * kinds, two edits of a copula that ended `verify` as a fault of chipcast, and edit 3431, 59 MB of
 * lists within lists in program.json, which took every command 10 s: all refused at the door since.
 * The two differences are no findings any more, since the answers say them. Edits 4,514 to 6,013: one,
 * 4728, a program under an id made to fit whose event is neither yes nor no, which ended the export of
 * a hub as a fault of chipcast. Edits 6,014 to 7,013 and 8,014 to 9,013: one, 8897, a size of blocks that
 * was printed as [object Object]. Edits 7,014 to 8,013 and 9,014 to 9,999: a journal that
 * no longer fits its question was not named with its path (three stopped runs), and a commit to a run
 * whose draws were deleted did not say that it left them out (two). So all 10,000 were tried.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Message } from './worker.ts';

/** A command is given up after so much work, or so long a time on a machine that serves others. */
const LIMIT_CPU_S = 30;
const LIMIT_MS = 900_000;
/** Ticks of the clock that Linux counts work in. */
const TICKS_PER_S = 100;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    first: { type: 'string', default: '0' },
    seed: { type: 'string', default: '2026' },
    commands: { type: 'string', default: '4' },
  },
});
const [first, count] = [Number(values.first), Number(values.count)];
const slowest = { ms: 0, what: '' };
let faulty = 0;

/** A process that tries edits until it has to be replaced. */
class Trying {
  private readonly child: ChildProcess;
  private readonly unread: Message[] = [];
  private alive = true;
  private wake = (): void => {};

  constructor() {
    this.child = fork(
      fileURLToPath(new URL('worker.ts', import.meta.url)),
      [values.seed, values.commands],
      {
        execArgv: ['--import', 'tsx', '--max-old-space-size=2048'],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    this.child.on('message', (message) => {
      this.unread.push(message as Message);
      this.wake();
    });
    this.child.on('exit', () => {
      this.alive = false;
      this.wake();
    });
  }

  /** The next message; undefined if the process died, or works or is silent for too long. */
  async next(): Promise<Message | undefined> {
    const [began, work] = [performance.now(), this.work()];
    while (this.unread.length === 0 && this.alive) {
      if (performance.now() - began > LIMIT_MS || this.work() - work > LIMIT_CPU_S) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.unread.shift();
  }

  /** Seconds of processor time, where Linux says so. */
  private work(): number {
    const stat = `/proc/${this.child.pid}/stat`;
    if (!existsSync(stat)) return 0;
    const fields = readFileSync(stat, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
  }

  ask(number: number): void {
    this.child.send({ number });
  }

  end(): string {
    const how = this.alive ? `works without an end` : 'dies';
    this.child.kill('SIGKILL');
    return how;
  }

  leave(): void {
    this.child.disconnect();
  }
}

async function started(): Promise<Trying> {
  const trying = new Trying();
  if ((await trying.next()) === undefined) throw new Error('the runs cannot be made');
  return trying;
}

const begun = performance.now();
let trying = await started();
for (let number = first; number < first + count; number++) {
  if (number > first && (number - first) % 500 === 0)
    console.log(`${number - first} of ${count} edits, ${faulty} with findings`);
  let [command, since] = ['', performance.now()];
  trying.ask(number);
  for (;;) {
    const message = await trying.next();
    const took = performance.now() - since;
    if (command !== '' && took > slowest.ms)
      Object.assign(slowest, { ms: took, what: `${command}, edit ${number}` });
    if (message === undefined) {
      faulty++;
      console.log(`edit ${number}: ${command} ${trying.end()}`);
      trying = await started();
      break;
    }
    if ('findings' in message) {
      if (message.findings.length > 0) {
        faulty++;
        console.log(`edit ${number}: ${message.what}`);
        for (const { command: of, wrong } of message.findings) console.log(`  ${of} ${wrong}`);
      }
      break;
    }
    if ('command' in message) [command, since] = [message.command, performance.now()];
  }
}
trying.leave();
const minutes = (performance.now() - begun) / 60_000;
console.log(
  `${count} edits (seed ${values.seed}, from ${first}), ${values.commands} commands each, ${minutes.toFixed(0)} min: ${faulty} with findings; the slowest took ${(slowest.ms / 1000).toFixed(1)} s (${slowest.what})`,
);
process.exitCode = faulty > 0 ? 1 : 0;
