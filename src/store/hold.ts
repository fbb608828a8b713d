/**
 * Who computes the run of a folder. The holder is named in a file beside the journal; one that died
 * without a word, as by SIGKILL or with its machine, holds it no longer.
 */

import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import * as z from 'zod';
import { naming } from '../files/naming.ts';
import { closed, whole } from '../text/form.ts';
import { RunFolderError } from './error.ts';
import { isAlive } from './files.ts';

/**
 * Whether a process of another machine lives nobody can tell here. It writes to the journal all the
 * time, so after so long a silence it is held to be dead.
 */
const SILENT_MS = 600_000;

/** A file of a holder is written whole within this time. */
const WRITING_MS = 1000;

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
  /** Of the machine: processes before it are no more. Only Linux says it. */
  readonly boot: string;
}

const holderForm: z.ZodType<Holder> = closed<Holder>()({
  pid: whole(1),
  host: z.string().max(300),
  since: z.string().max(40),
  boot: z.string().max(100),
});

/** Files that this process holds. */
const own = new Set<string>();

/**
 * @param path     of the file that names the holder
 * @param journal  to which the holder writes
 * @returns        what gives it back
 * @throws RunFolderError naming who holds it
 */
export function hold(path: string, journal: string): () => void {
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    boot: bootId(),
  };
  for (;;) {
    try {
      naming(path, () => writeFileSync(path, JSON.stringify(holder), { flag: 'wx' }));
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const before = holderOf(path);
    // Another process may be about to write its name into it.
    if (before === undefined && isYoung(path)) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WRITING_MS / 20);
      continue;
    }
    if (before !== undefined && holds(before, path, journal)) {
      const { pid, host, since } = before;
      throw new RunFolderError(
        `${journal} is being written by process ${pid} on ${host} since ${since}: wait for it, or stop it; if there is none, remove ${path}`,
      );
    }
    rmSync(path, { force: true });
  }
  own.add(path);
  return () => {
    own.delete(path);
    rmSync(path, { force: true });
  };
}

/** Nothing where the file is gone, or was not written whole. */
function holderOf(path: string): Holder | undefined {
  try {
    return holderForm.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function isYoung(path: string): boolean {
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return written !== undefined && Date.now() - written < WRITING_MS;
}

function holds({ pid, host, boot }: Holder, path: string, journal: string): boolean {
  if (host !== hostname()) {
    const written = statSync(journal, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return Date.now() - Math.max(written, statSync(path).mtimeMs) < SILENT_MS;
  }
  if (boot !== bootId()) return false;
  return pid === process.pid ? own.has(path) : isAlive(pid);
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}
