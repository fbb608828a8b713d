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
  readonly seed: string;
  readonly design: string;
  readonly trials: number;
  readonly replicates: number;
  readonly blockSize: number;
  readonly presets: readonly string[];
  /** Absent where worlds count alike. */
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
