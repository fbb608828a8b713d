/** A manifest that comes from outside: its form, and that it is the one of its plan. */

import * as z from 'zod';
import { canonicalJson } from '../compile/canonical.ts';
import { evidenceForm, runName } from '../plan/check-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { checkForm, closed, deepFreeze, FormError, hash, whole } from '../text/form.ts';
import { type Manifest, manifestOfPlan } from './manifest.ts';

const text = z.string().max(100_000);
/** A file of the folder itself, never of another. */
const fileName = z
  .string()
  .max(200)
  .regex(/^[\w-][\w.-]*$/);

const manifestForm: z.ZodType<Manifest> = closed<Manifest>()({
  format: z.literal(1),
  id: hash,
  name: runName,
  model: text,
  edition: z.exactOptional(whole(1, 1_000_000)),
  seed: text,
  design: text,
  trials: whole(1),
  replicates: whole(1),
  blockSize: whole(1),
  presets: z.array(text).max(100_000),
  evidence: z.exactOptional(evidenceForm),
  overrides: z.record(text, z.string()),
  fingerprint: hash,
  numerics: whole(1, 1000),
  digest: hash,
  summaryDigest: hash,
  blocks: whole(1),
  files: z.exactOptional(z.record(fileName, hash)),
  made: closed<Manifest['made']>()({
    at: text,
    version: text,
    node: text,
    host: text,
    executor: text,
    seconds: z.number(),
    resumed: z.boolean(),
  }),
});

/** @throws FormError with every fault of its form */
export function checkManifest(content: unknown): Manifest {
  return deepFreeze(checkForm(manifestForm, content));
}

/**
 * That a manifest says of its plan what the plan says.
 *
 * @throws FormError naming each part that differs
 */
export function checkBelongs(manifest: Manifest, plan: Plan): void {
  const wanted: Readonly<Record<string, unknown>> = manifestOfPlan(plan);
  const found: Readonly<Record<string, unknown>> = { ...manifest };
  const keys = Object.keys({ ...wanted, ...found }).filter(
    (key) => !['digest', 'summaryDigest', 'files', 'made'].includes(key),
  );
  const faults = keys.flatMap((key) =>
    canonicalJson(found[key]) === canonicalJson(wanted[key])
      ? []
      : [`${key} is ${short(found[key])}, but plan.json says ${short(wanted[key])}`],
  );
  if (faults.length > 0) throw new FormError(faults);
}

function short(value: unknown): string {
  const json = canonicalJson(value);
  return json.length > 60 ? `${json.slice(0, 60)}...` : json;
}
