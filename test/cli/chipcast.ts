/** The command line as a person runs it, in a process of its own or in this one. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { inject, vi } from 'vitest';
import { explainFailure } from '../../src/cli/failure.ts';
import { root } from '../folders.ts';

export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a command and leaves it running. */
export function start(...words: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [inject('command'), ...words], { cwd: root });
}

/** How a command that was started ended, and what it said. */
export function answerOf(child: ChildProcessWithoutNullStreams): Promise<Answer> {
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (said.stdout += String(text)));
  child.stderr.on('data', (text) => (said.stderr += String(text)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

/** How a command ends that gets a signal as soon as something is so. */
export async function answerToSignal(
  child: ChildProcessWithoutNullStreams,
  signal: NodeJS.Signals,
  isTime: () => boolean,
): Promise<Answer> {
  const answer = answerOf(child);
  while (!isTime() && child.exitCode === null) await setTimeout(5);
  child.kill(signal);
  return answer;
}

/** Runs a command to its end. */
export function chipcast(...words: string[]): Promise<Answer> {
  return answerOf(start(...words));
}

/**
 * What a command answers when it is called in this process, which spares the second that a new one
 * takes to start; what it throws is explained as `main` does it.
 */
export async function answerTo(command: () => Promise<void>): Promise<Answer> {
  const said = { stdout: '', stderr: '' };
  const listen = (stream: 'stdout' | 'stderr') =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    });
  const listeners = [listen('stdout'), listen('stderr')];
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await command();
    return { code: Number(process.exitCode ?? 0), ...said };
  } catch (error) {
    const code = explainFailure(error);
    return { code, ...said };
  } finally {
    process.exitCode = before;
    for (const listener of listeners) listener.mockRestore();
  }
}

/** Lines of a stack trace, of which nobody but a developer who asks for it should see one. */
export function stackLines(text: string): string[] {
  return text.split('\n').filter((line) => /^\s+at .*[:(].*\d+:\d+\)?$/.test(line));
}
