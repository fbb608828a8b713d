/**
 * Makes the hashes of an edited run fit again, as somebody can who knows how: what is left to
 * refuse it is what it means.
 */

import { lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromJson, sha256, toJson } from '../../src/compile/canonical.ts';
import { programFingerprint } from '../../src/compile/compile.ts';
import type { Program } from '../../src/compile/program.ts';
import { planId } from '../../src/plan/derive.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Summary } from '../../src/stats/summary.ts';
import { type Manifest, manifestOfPlan, summaryDigest } from '../../src/store/manifest.ts';

/** Where the edit left nothing that could be sealed, the rest stays as it is. */
export function seal(folder: string, edited: string): void {
  for (const step of [sealProgram, sealPlan, sealSummary, sealJournal, sealManifest])
    try {
      step(folder, edited);
    } catch {
      // Of a document that is none there is no hash.
    }
}

/** A device would never end. */
const textOf = (folder: string, name: string): string => {
  const path = join(folder, name);
  if (!lstatSync(path).isFile()) throw new Error(`${name} is no file`);
  return readFileSync(path, 'utf8');
};
const read = <T>(folder: string, name: string): T => fromJson(textOf(folder, name)) as T;
const write = (folder: string, name: string, content: unknown): void =>
  writeFileSync(join(folder, name), toJson(content));

function sealProgram(folder: string): void {
  const program = read<Program>(folder, 'program.json');
  write(folder, 'program.json', { ...program, fingerprint: programFingerprint(program) });
}

const planOf = (folder: string): Plan =>
  ({ ...read<Plan>(folder, 'plan.json'), program: read<Program>(folder, 'program.json') }) as Plan;

function sealPlan(folder: string): void {
  const plan = planOf(folder);
  // A run of a million blocks is no fault, and nobody waits for it here.
  const trials = plan.trials > 20_000 ? 20_000 : plan.trials;
  const { program: _, ...stored } = { ...plan, trials };
  write(folder, 'plan.json', { ...stored, id: planId({ ...plan, trials }) });
}

function sealSummary(folder: string): void {
  const manifest = read<Manifest>(folder, 'run.json');
  const digest = summaryDigest(read<Summary>(folder, 'summary.json'));
  write(folder, 'run.json', { ...manifest, summaryDigest: digest });
}

function sealJournal(folder: string, edited: string): void {
  if (edited === 'journal') return;
  const { id } = read<Plan>(folder, 'plan.json');
  const line = JSON.stringify({ plan: id });
  const blocks = textOf(folder, 'journal').split('\n').slice(1);
  const lines = [`${sha256(line).slice(0, 16)} ${line}`, ...blocks];
  writeFileSync(join(folder, 'journal'), lines.join('\n'));
}

function sealManifest(folder: string, edited: string): void {
  const manifest = read<Manifest>(folder, 'run.json');
  const repeated = edited === 'run.json' ? {} : manifestOfPlan(planOf(folder));
  const names = Object.keys(manifest.files ?? {}).filter(
    (name) => lstatSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true,
  );
  const files = Object.fromEntries(
    names.map((name) => [name, sha256(readFileSync(join(folder, name)))]),
  );
  write(folder, 'run.json', { ...manifest, ...repeated, files });
}
