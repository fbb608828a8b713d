/** The folder of a run: everything that is needed to read, check, replay or finish it. */

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fromJson, sha256, toJson } from '../compile/canonical.ts';
import type { Program } from '../compile/program.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import type { Plan } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';
import { RunFolderError } from './error.ts';
import { writeWhole } from './files.ts';
import { type Manifest, summaryDigest } from './manifest.ts';
import { drawsDigest, writeDraws } from './draws.ts';
import { Journal, readJournal } from './journal.ts';
import { readDraws } from './read-draws.ts';
import type { KeptDraws, RunLog, RunState, RunStore } from './run-store.ts';
import { readSnapshot, SNAPSHOT_NAME, writeSnapshot } from './snapshot.ts';

export class RunFolder implements RunStore {
  constructor(readonly path: string) {}

  get name(): string {
    return basename(this.path);
  }

  file(name: string): string {
    return join(this.path, name);
  }

  state(): RunState {
    if (existsSync(this.file('run.json'))) return 'finished';
    return existsSync(this.file('plan.json')) ? 'unfinished' : 'absent';
  }

  /** Makes the folder and writes what does not depend on any result. */
  open(plan: Plan): void {
    mkdirSync(this.path, { recursive: true });
    if (this.state() !== 'absent') return;
    const { program, ...rest } = plan;
    this.write('program.json', toJson(program));
    // Last, because its presence says that the folder can be resumed.
    this.write('plan.json', `${toJson(rest, 1)}\n`);
  }

  /** Makes a run begin anew, for a plan with the same id; the journal stays, and the blocks must come out as it says. */
  restart(): void {
    // In this order: a folder without its manifest is unfinished, not wrong. report.html has charts that nothing else would renew.
    for (const name of ['run.json', 'report.html', 'plan.json'])
      rmSync(this.file(name), { force: true });
  }

  write(name: string, content: string | Uint8Array): void {
    writeWhole(this.path, name, content);
  }

  finish(manifest: Manifest): void {
    this.write('run.json', `${JSON.stringify(manifest, null, 1)}\n`);
    rmSync(this.file(SNAPSHOT_NAME), { force: true });
  }

  has(name: string): boolean {
    return existsSync(this.file(name));
  }

  read(name: string): string {
    if (!this.has(name)) throw new RunFolderError(`${this.path} has no ${name}`);
    return readFileSync(this.file(name), 'utf8');
  }

  /** @throws RunFolderError if a file is missing or cannot be read */
  plan(): Plan {
    const program = this.json<Program>('program.json', [
      'values',
      'inputs',
      'outcomes',
      'sections',
    ]);
    const plan = this.json<Omit<Plan, 'program'>>('plan.json', ['id', 'inputs', 'seed', 'trials']);
    return { ...plan, program };
  }

  manifest(): Manifest {
    return this.json('run.json', ['id', 'digest', 'numerics', 'made']);
  }

  summary(): Summary {
    return this.json('summary.json', ['outcomes', 'trials']);
  }

  /** What `evidence.json` says; its form is that of the room of evidence. */
  evidence(): EvidenceDocument {
    return this.json('evidence.json', ['ess', 'observations', 'headlines']);
  }

  /** The summary of a finished run, as the manifest knows it. */
  trustedSummary(): Summary {
    const summary = this.summary();
    if (summaryDigest(summary) === this.manifest().summaryDigest) return summary;
    throw new RunFolderError(
      `${this.file('summary.json')} is not the summary that run.json names; chipcast verify ${this.path} tells what differs`,
    );
  }

  digests(): ReadonlyMap<number, string> {
    if (!this.has('journal')) return new Map();
    const { entries } = readJournal(this.file('journal'));
    return new Map(entries.map(({ block, digest }) => [block, digest]));
  }

  log(planId: string): RunLog {
    return Journal.open(this.file('journal'), planId);
  }

  snapshot(planId: string): object | undefined {
    return readSnapshot(this.path, planId);
  }

  saveSnapshot(planId: string, content: object): void {
    writeSnapshot(this.path, planId, content);
  }

  writeDraws(plan: Plan, draws: KeptDraws): void {
    writeDraws(this.file('draws.parquet'), plan, draws);
  }

  drawsDigests(plan: Plan, draws: KeptDraws): { readonly kept: string; readonly given: string } {
    return {
      kept: sha256(readFileSync(this.file('draws.parquet'))),
      given: drawsDigest(plan, draws),
    };
  }

  readDraws(plan: Plan, names: readonly string[]): Promise<ReadonlyMap<string, Float64Array>> {
    return readDraws(this.file('draws.parquet'), plan, names);
  }

  /** @param keys  some that a file of this form has */
  private json<T>(name: string, keys: readonly string[]): T {
    if (!existsSync(this.path)) throw new RunFolderError(`no run folder ${this.path}`);
    if (!this.has(name))
      throw new RunFolderError(`${this.path} has no ${name}; is it the folder of a run?`);
    let content: unknown;
    try {
      content = fromJson(readFileSync(this.file(name), 'utf8'));
    } catch (error) {
      throw new RunFolderError(`${this.file(name)} cannot be read: ${(error as Error).message}`);
    }
    const missing = keys.find((key) => !Object.hasOwn(Object(content), key));
    if (missing !== undefined) {
      throw new RunFolderError(`${this.file(name)} is of another form: it has no "${missing}"`);
    }
    return content as T;
  }
}

/**
 * The run that the user means: a folder, or the end of a folder's name (the eight characters of its id will do) in `out`.
 *
 * @throws RunFolderError naming what there is
 */
export function findRun(named: string, out: string): RunFolder {
  if (named.trim() === '') throw new RunFolderError('no run is named: the name is empty');
  const asPath = resolve(named);
  if (existsSync(asPath) && statSync(asPath).isDirectory()) return new RunFolder(asPath);
  const known = existsSync(out)
    ? readdirSync(out).filter((name) => statSync(join(out, name)).isDirectory())
    : [];
  const matching = known.filter((name) => name.endsWith(named) || name.startsWith(named));
  if (matching.length === 1) return new RunFolder(join(out, matching[0]));
  if (matching.length > 1)
    throw new RunFolderError(
      `"${named}" could be ${matching.join(' or ')}; give one of them in full`,
    );
  const list =
    known.length === 0
      ? `there are no runs in ${out}`
      : `runs in ${out}: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', ...' : ''}`;
  throw new RunFolderError(`no run "${named}"; ${list}`);
}
