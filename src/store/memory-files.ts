/** The files of a run in memory: for tests, and where there are no files. */

import { sha256 } from '../compile/canonical.ts';
import type { Snapshot } from '../execute/collect.ts';
import type { Plan } from '../plan/plan.ts';
import { entry } from '../text/entry.ts';
import { drawColumns, WEIGHT } from './draw-columns.ts';
import { drawsDigest } from './draws-parquet.ts';
import { RunFolderError } from './error.ts';
import type { KeptDraws } from './kept-draws.ts';
import { type Appending, DRAWS, type RunFiles } from './run-files.ts';
import { byTrial } from './trial-order.ts';

export class MemoryFiles implements RunFiles {
  private readonly kept = new Map<string, Uint8Array>();
  /** Columns, where a folder has a Parquet file. */
  private drawn: { readonly plan: Plan; readonly draws: KeptDraws } | undefined;
  private saved: { readonly planId: string; readonly snapshot: Snapshot } | undefined;

  constructor(readonly name: string) {}

  get path(): string {
    return `memory:${this.name}`;
  }

  file(name: string): string {
    return `${this.path}/${name}`;
  }

  exists(): boolean {
    return this.kept.size > 0;
  }

  has(name: string): boolean {
    return name === DRAWS ? this.drawn !== undefined : this.kept.has(name);
  }

  bytes(name: string): Uint8Array {
    const bytes = this.kept.get(name);
    if (bytes === undefined) throw new RunFolderError(`${this.file(name)} does not exist`);
    return bytes;
  }

  /** Of the draws it is that of the file which a folder would have. */
  hash(name: string): string {
    if (name !== DRAWS || this.drawn === undefined) return sha256(this.bytes(name));
    return drawsDigest(this.drawn.plan, this.drawn.draws);
  }

  make(): void {}

  write(name: string, content: string | Uint8Array): void {
    this.kept.set(
      name,
      typeof content === 'string' ? new TextEncoder().encode(content) : content.slice(),
    );
  }

  remove(name: string): void {
    if (name === DRAWS) this.drawn = undefined;
    else this.kept.delete(name);
  }

  append(name: string): Appending {
    return {
      append: (text) => {
        const before = this.kept.get(name) ?? new Uint8Array();
        const added = new TextEncoder().encode(text);
        const all = new Uint8Array(before.length + added.length);
        all.set(before);
        all.set(added, before.length);
        this.kept.set(name, all);
      },
      close() {},
    };
  }

  hold(): () => void {
    return () => {};
  }

  exclusively<T>(_name: string, action: () => T): T {
    return action();
  }

  writeDraws(plan: Plan, draws: KeptDraws): void {
    this.drawn = { plan, draws };
  }

  readDraws(plan: Plan, names: readonly string[]): ReadonlyMap<string, Float64Array> {
    if (this.drawn === undefined || this.drawn.plan.id !== plan.id)
      throw new RunFolderError(`${this.file(DRAWS)} does not exist`);
    const { draws } = this.drawn;
    const { inputs, outcomes } = drawColumns(plan);
    const columns = new Map([
      ...inputs.map((id, k) => [id, draws.inputs[k]] as const),
      ...outcomes.map((id, k) => [id, draws.outcomes[k]] as const),
      ...(draws.weights === undefined ? [] : [[WEIGHT, draws.weights] as const]),
    ]);
    return new Map(names.map((name) => [name, byTrial(draws, entry(columns, name))]));
  }

  saveSnapshot(planId: string, snapshot: Snapshot): void {
    this.saved = { planId, snapshot: structuredClone(snapshot) };
  }

  snapshot(planId: string): Snapshot | undefined {
    return this.saved?.planId === planId ? structuredClone(this.saved.snapshot) : undefined;
  }

  removeSnapshot(): void {
    this.saved = undefined;
  }
}
