/** The manifest of a run, the digests in it, and the name of its folder. */

import { canonicalJson, sha256 } from '../compile/canonical.ts';
import { blockCount, type Plan, type PlannedEvidence } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';

/** The manifest, `run.json`. */
export interface Manifest {
  readonly format: 1;
  readonly id: string;
  readonly name: string;
  readonly model: string;
  /** Of the model, where it says one. */
  readonly edition?: number;
  readonly seed: string;
  readonly design: string;
  readonly trials: number;
  readonly replicates: number;
  readonly blockSize: number;
  readonly presets: readonly string[];
  /** Absent where trials count alike. */
  readonly evidence?: PlannedEvidence;
  /** Inputs that are not the model's own. */
  readonly overrides: Readonly<Record<string, string>>;
  readonly fingerprint: string;
  readonly numerics: number;
  /** SHA-256 over the digests of all blocks in order. */
  readonly digest: string;
  /** SHA-256 of the summary in canonical JSON. */
  readonly summaryDigest: string;
  readonly blocks: number;
  /**
   * SHA-256 of the files that hold the forecast, and of the analyses that were filed since, by
   * name. Absent in runs of versions before 0.2.
   */
  readonly files?: Readonly<Record<string, string>>;
  /** What made it, for the record; none of it is digested. */
  readonly made: {
    readonly at: string;
    readonly version: string;
    readonly node: string;
    readonly host: string;
    readonly executor: string;
    readonly seconds: number;
    readonly resumed: boolean;
  };
}

/** Files that hold the forecast; what is read of others follows from them or is an analysis. */
export const FORECAST_FILES = [
  'program.json',
  'plan.json',
  'summary.json',
  'evidence.json',
  'draws.parquet',
] as const;

/** The text of `run.json`. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 1)}\n`;
}

/** The manifest with other hashes of files; without any, as versions before wrote it. */
export function withFiles(manifest: Manifest, files: Readonly<Record<string, string>>): Manifest {
  const { files: _, made, ...rest } = manifest;
  return { ...rest, ...(Object.keys(files).length === 0 ? {} : { files }), made };
}

/**
 * The manifest as it was when the run finished: what was filed since is left out. This is what a
 * commitment holds.
 */
export function asFinished(manifest: Manifest): Manifest {
  const forecast: readonly string[] = FORECAST_FILES;
  const files = Object.entries(manifest.files ?? {}).filter(([name]) => forecast.includes(name));
  return withFiles(manifest, Object.fromEntries(files));
}

export function folderName(plan: Pick<Plan, 'name' | 'id'>): string {
  return `${plan.name}-${plan.id.slice(0, 8)}`;
}

export function summaryDigest(summary: Summary): string {
  return sha256(canonicalJson(summary));
}

/** The digest of a run from those of its blocks, in order. */
export function runDigest(blockDigests: readonly string[]): string {
  return sha256(blockDigests.join('\n'));
}

/** What the manifest repeats of the plan, for whoever reads that file alone. */
export function manifestOfPlan(plan: Plan) {
  const { id, name, model, seed, design, trials, replicates, blockSize, presets, numerics } = plan;
  const changed = plan.inputs.filter((input) => input.overriddenBy !== undefined);
  return {
    format: 1 as const,
    id,
    name,
    model,
    ...(plan.program.edition === undefined ? {} : { edition: plan.program.edition }),
    seed,
    design,
    trials,
    replicates,
    blockSize,
    presets,
    ...(plan.evidence === undefined ? {} : { evidence: plan.evidence }),
    overrides: Object.fromEntries(changed.map((input) => [input.id, input.distribution])),
    fingerprint: plan.program.fingerprint,
    numerics,
    blocks: blockCount(plan),
  };
}
