/**
 * A page that a reader follows step by step: files to save, commands to type, and what they print.
 *
 * - A block of `ts` or `yaml` is a file, named by a comment in its first line: `// cafe.ts`,
 *   `# busy.yaml`. A block of `csv` or `json` is one too, named at the end of the sentence above
 *   it: "Save this as `prices.csv`:".
 * - A block of `sh` has commands, `npx chipcast ...`, `npx tsx FILE` or `cat FILE`, one a line.
 *   They end with exit code 0, or with that of the sentence above them: "The answer is a refusal,
 *   with exit code 2:".
 * - A block of `python`, `r`, `sql` or `js` is for another program and not run.
 * - A block of `text` right after it is all that the commands print, line by line; a line `...`
 *   stands for any number of lines.
 */

import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { inject, vi } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { explainFailure } from '../../src/cli/failure.ts';
import { program } from '../../src/cli/program.ts';
import { codeBlocks, type Document } from './documents.ts';

/** Whether a page is one of these. */
export function isWalked({ path }: Pick<Document, 'path'>): boolean {
  return /^docs[\\/](?:tutorial|how-to[\\/][\w-]+)\.md$/.test(path);
}

export type Step =
  | { readonly kind: 'file'; readonly place: string; readonly name: string; readonly text: string }
  | {
      readonly kind: 'commands';
      readonly place: string;
      readonly lines: readonly string[];
      readonly code: number;
      /** What is printed, if the page says it. */
      readonly shown?: readonly string[];
    };

/** @throws Error naming a block that is none of these */
export function stepsOf(page: Document): Step[] {
  const blocks = codeBlocks(page);
  return blocks.flatMap(({ language, text, place, above }, k): Step[] => {
    switch (language) {
      case 'ts':
      case 'yaml':
        return [
          { kind: 'file', place, name: named(/^(?:\/\/|#) (\S+\.\w+)\n/.exec(text), place), text },
        ];
      case 'csv':
      case 'json':
        return [{ kind: 'file', place, name: named(/`(\S+\.\w+)`:$/.exec(above), place), text }];
      case 'sh': {
        const next = blocks[k + 1];
        const code = Number(/exit code (\d)/.exec(above)?.[1] ?? 0);
        const lines = text.replaceAll(/\\\n/g, '').trimEnd().split('\n');
        const shown = next?.language === 'text' ? { shown: linesOf(next.text) } : {};
        return [{ kind: 'commands', place, lines, code, ...shown }];
      }
      case 'text':
        if (blocks[k - 1]?.language === 'sh') return [];
        break;
      // For machines and programs that are no dependency of the project: the page says with which
      // versions they were tried.
      case 'console':
      case 'python':
      case 'r':
      case 'sql':
      case 'js':
        return [];
    }
    throw new Error(`${place}: a block of ${language || 'no language'} that is no step`);
  });
}

function named(found: RegExpExecArray | null, place: string): string {
  if (found === null) throw new Error(`${place}: a file without a name`);
  return found[1];
}

/** Without blanks at the ends of lines, and without empty lines at the end. */
function linesOf(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** The words of a line, quotes taken off, up to a comment. */
export function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word);
  const comment = words.findIndex((word) => word.startsWith('#'));
  return words
    .slice(0, comment < 0 ? words.length : comment)
    .map((word) => word.replaceAll(/['"]/g, ''));
}

export interface Answer {
  readonly code: number | null;
  /** Standard output and standard error as they came. */
  readonly said: readonly string[];
}

/** Who runs `npx chipcast WORDS` of a page that is followed in a folder. */
export type Runner = (words: readonly string[], folder: string) => Promise<Answer>;

/** A process of its own, from the built command, as a reader has it. */
export function spawned(command: string): Runner {
  return (words, folder) => start([command, ...words], folder);
}

/**
 * This process, which spares the start of another and what is loaded and compiled for it. It goes to
 * the folder, so that only one page at a time can be followed so.
 */
export const here: Runner = async (words, folder) => {
  const before = { folder: process.cwd(), code: process.exitCode };
  let said = '';
  const listeners = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    }),
  );
  process.chdir(folder);
  process.exitCode = undefined;
  try {
    const code = await endOf(program.parseAsync(words, { from: 'user' }));
    return { code, said: linesOf(said) };
  } finally {
    process.exitCode = before.code;
    process.chdir(before.folder);
    for (const listener of listeners) listener.mockRestore();
  }
};

/** The exit code, as `main` gives it. */
async function endOf(command: Promise<unknown>): Promise<number> {
  try {
    await command;
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return explainFailure(error);
  }
}

/**
 * Types a line of a page.
 *
 * @param folder  where the reader is
 */
export async function type(line: string, folder: string, run: Runner): Promise<Answer> {
  const [first, ...rest] = wordsOf(line);
  if (first === 'cat') {
    const texts = rest.map((file) => readFileSync(join(folder, file), 'utf8'));
    return { code: 0, said: linesOf(texts.join('')) };
  }
  if (first === 'npx' && rest[0] === 'tsx')
    return start(['--import', 'tsx', rest[1]], folder, { TSX_TSCONFIG_PATH: paths(folder) });
  if (first !== 'npx' || rest[0] !== 'chipcast') throw new Error(`"${line}" is no step of a page`);
  return run([...rest.slice(1), ...whoComputes(rest[1])], folder);
}

/** It does not matter for what is computed; threads take a moment to start. */
function whoComputes(name: string): readonly string[] {
  const command = COMMANDS.find((one) => one.name() === name);
  const canBeSaid = command?.options.some(({ long }) => long === '--executor') ?? false;
  return canBeSaid ? ['--executor', 'inline'] : [];
}

/** A file by which `chipcast` is the built package, as it is where a reader installed it. */
function paths(folder: string): string {
  const file = join(folder, '.paths.json');
  const chipcast = [join(inject('built'), 'node.js')];
  writeFileSync(file, JSON.stringify({ compilerOptions: { paths: { chipcast } } }));
  return file;
}

async function start(
  words: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const output = join(folder, '.output');
  const file = openSync(output, 'w');
  try {
    const child = spawn(process.execPath, words, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', file, file],
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { code, said: linesOf(readFileSync(output, 'utf8')) };
  } finally {
    closeSync(file);
    rmSync(output);
  }
}

export function save({ name, text }: Extract<Step, { kind: 'file' }>, folder: string): void {
  writeFileSync(join(folder, name), text);
}

/** The first line that is shown and was not said where it should have been; none if all were. */
export function unsaid(shown: readonly string[], said: readonly string[]): string | undefined {
  let from = 0;
  for (const [k, part] of partsBetweenSkips(shown).entries()) {
    const fits = (at: number): boolean => part.every((line, j) => said[at + j] === line);
    if (k > 0) while (from < said.length && !fits(from)) from++;
    if (!fits(from)) return part.find((line) => !said.includes(line)) ?? part[0];
    from += part.length;
  }
  if (from === said.length || shown.at(-1) === '...') return undefined;
  return `nothing, where "${said[from]}" was said`;
}

function partsBetweenSkips(lines: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (line === '...') parts.push([]);
    else parts.at(-1)!.push(line);
  }
  return parts;
}
