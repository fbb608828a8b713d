/** Tries commands on an edited run, and says what they did that they should not. */

import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from './commands.ts';
import type { Edit } from './edits.ts';
import { type Place, SECRET } from './place.ts';
import { type Said, said } from './said.ts';

/** What a command left: what it printed, and the files that it wrote. */
interface Left extends Said {
  readonly files: ReadonlyMap<string, string>;
}

export interface Finding {
  readonly command: string;
  readonly wrong: string;
}

/** What is never to be seen on a terminal. */
const NEVER: readonly [RegExp, string][] = [
  [/^\s+at .*\(?\S+:\d+:\d+\)?$/m, 'a stack'],
  [/fault of chipcast|chipcast failed/, 'a fault of chipcast itself'],
  [/Cannot read prop|is not a function|is not iterable|\[object Object\]/, 'words of the engine'],
  [/\bundefined\b/, 'the word undefined'],
  [/call stack/i, 'a stack overflow'],
];

/** What fails on a run says which, for whoever has many of them. */
const NAME_THE_RUN = ['report', 'discover', 'resume', 'trial', 'commit'];

export class Rig {
  /** What commands leave of runs that nobody edited. */
  private readonly whole = new Map<string, Left>();
  /** The changes of each run when it was last put back. */
  private readonly asMade = new Map<string, string>();

  constructor(readonly place: Place) {}

  /** All findings of an edit. */
  async findings(
    edit: Edit,
    onCommand: (command: string) => void = () => {},
  ): Promise<readonly Finding[]> {
    const found: Finding[] = [];
    for (const command of edit.commands) {
      onCommand(command);
      const whole = await this.wholeOf(edit.run, command);
      this.reset();
      // At once, which the clock of a disk may not tell from the copy.
      this.asMade.delete(this.place[edit.run]);
      edit.apply(this.folder(edit.run));
      const left = await this.left(edit.run, command);
      found.push(...this.faults(command, left, whole, edit).map((wrong) => ({ command, wrong })));
    }
    return found;
  }

  folder(run: Edit['run']): string {
    return join(this.place.out, this.place[run]);
  }

  /**
   * All runs as they were made: a command on one may write into another. What nobody wrote into
   * since stays, as disks take their time to take files away.
   */
  reset(): void {
    const { out, ledger, trace, plain, weighed, stopped } = this.place;
    for (const path of [ledger, trace]) rmSync(path, { force: true });
    for (const name of [plain, weighed, stopped]) {
      const folder = join(out, name);
      if (existsSync(folder) && this.asMade.get(name) === changesOf(folder)) continue;
      rmSync(folder, { recursive: true, force: true });
      cpSync(join(out, '..', 'kept', name), folder, { recursive: true });
      this.asMade.set(name, changesOf(folder));
    }
  }

  private async wholeOf(run: Edit['run'], command: string): Promise<Left> {
    const key = `${run} ${command}`;
    const kept = this.whole.get(key);
    if (kept !== undefined) return kept;
    const twice: Left[] = [];
    for (let k = 0; k < 2; k++) {
      this.reset();
      twice.push(await this.left(run, command));
    }
    const differs = difference(twice[0], twice[1]);
    if (differs !== undefined) throw new Error(`${key} does not say the same twice: ${differs}`);
    this.whole.set(key, twice[0]);
    return twice[0];
  }

  private async left(run: Edit['run'], command: string): Promise<Left> {
    const folder = this.folder(run);
    const before = filesOf(folder);
    const result = await said(COMMANDS[command](this.place, folder));
    const written = [...filesOf(folder)].filter(([name, text]) => before.get(name) !== text);
    return {
      code: result.code,
      stdout: withoutTimes(result.stdout),
      stderr: withoutTimes(result.stderr),
      files: new Map(written.map(([name, text]) => [name, withoutTimes(text)])),
    };
  }

  private faults(command: string, left: Left, whole: Left, edit: Edit): string[] {
    const { code, stdout, stderr } = left;
    const text = `${stdout}\n${stderr}`;
    const pages = [...left.files].filter(([name]) => /\.(html|md)$/.test(name));
    return [
      ...(code === 0 || code === 1 || code === 2 ? [] : [`ends with ${code}`]),
      ...NEVER.filter(([pattern]) => pattern.test(stderr)).map(
        ([, what]) => `shows ${what}: ${stderr.slice(0, 300)}`,
      ),
      ...(code !== 0 &&
      stderr.trim() === '' &&
      !stdout.includes('NOT what') &&
      !stdout.includes('"verified": false')
        ? ['fails without a word']
        : []),
      // What it would say of the run without the edit says nothing of the folder.
      ...(code !== 0 &&
      stderr !== whole.stderr &&
      NAME_THE_RUN.includes(command) &&
      !stderr.includes(this.place[edit.run])
        ? [`does not name the run: ${stderr.slice(0, 300)}`]
        : []),
      ...(existsSync(this.place.trace) ? ['runs code of the folder'] : []),
      ...(text.includes(SECRET) ? ['shows what stands in a file that it was not asked for'] : []),
      ...pages.flatMap(([name, page]) =>
        /<script>alert|<img src=x/.test(page) ? [`writes markup of the folder into ${name}`] : [],
      ),
      ...this.believed(left, whole, edit),
    ];
  }

  /** A command that answers all the same must answer what it would without the edit. */
  private believed(left: Left, whole: Left, edit: Edit): string[] {
    // Whoever makes the hashes fit has made another run; what made a run is digested by nothing.
    if (left.code !== 0 || edit.sealed || / made[. ]|^made[. ]/.test(edit.what)) return [];
    // A stopped run says nothing yet; it is its own question.
    if (edit.run === 'stopped') return [];
    // What says that it leaves the file out answers without it.
    if (left.stderr !== whole.stderr && left.stderr.includes(edit.file)) return [];
    const differs = difference(unlisted(left, edit.file), unlisted(whole, edit.file));
    return differs === undefined ? [] : [`believes it: ${differs}`];
  }
}

/** An answer without a file in its list of files, where one that is gone does not stand. */
function unlisted(answer: Left, file: string): Left {
  return { ...answer, stdout: answer.stdout.replaceAll(`  ${file}`, '') };
}

/** Everything that two answers have otherwise, but for what is a warning. */
function difference(a: Left, b: Left): string | undefined {
  if (a.code !== b.code) return `ends with ${a.code}, not ${b.code}`;
  if (a.stdout !== b.stdout) return `prints ${firstDifference(a.stdout, b.stdout)}`;
  for (const name of new Set([...a.files.keys(), ...b.files.keys()])) {
    const [one, other] = [a.files.get(name), b.files.get(name)];
    if (one !== undefined && other !== undefined && one !== other)
      return `writes ${name} with ${firstDifference(one, other)}`;
  }
  return undefined;
}

function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return JSON.stringify([a, b].map((text) => text.slice(Math.max(0, at - 30), at + 50)));
}

/** Which files and folders a folder has, and when each was last changed in any way. */
function changesOf(folder: string): string {
  return ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()]
    .map((name) => {
      const { ino, size, ctimeNs } = lstatSync(join(folder, name), { bigint: true });
      return [name, ino, size, ctimeNs].join(' ');
    })
    .join('\n');
}

/** Texts of all ordinary files of a folder, those of a hub in it included. */
function filesOf(folder: string, lead = ''): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return [...filesOf(path, `${lead}${entry.name}/`)];
      return entry.isFile() ? [[lead + entry.name, readFileSync(path, 'latin1')] as const] : [];
    }),
  );
}

function withoutTimes(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, 'TIME')
    .replaceAll(/"seconds": ?[\d.e-]+/g, '"seconds": S')
    .replaceAll(/"hash": "[0-9a-f]{64}"/g, '"hash": HASH');
}
