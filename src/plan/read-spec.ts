/** A run spec from the text of its YAML file, every fault with its line and column. */

import { type Document, isMap, isScalar } from 'yaml';
import type * as z from 'zod';
import { nearest } from '../text/nearest.ts';
import { type Fault, type Locate, type Path, pathText } from './places.ts';
import { SpecError, type SpecProblem } from './problem.ts';
import { type RunSpec, replicatesFault, runSpecSchema } from './run-spec.ts';
import { yamlDocument } from './yaml-document.ts';
import { settleCutValues, structureFaults, syntaxFaults } from './yaml-faults.ts';

/** The schema of a run spec, or of one with further keys. */
export type SpecSchema<Spec extends RunSpec> = z.ZodType<Spec> & {
  readonly shape: Readonly<Record<string, unknown>>;
};

export interface SpecFile<Spec = RunSpec> {
  readonly spec: Spec;
  /** For messages about what only the model can tell, as `resolvePlan` does. */
  readonly locate: Locate;
}

/**
 * Reads a run spec.
 *
 * @param fileName  as messages show it; no file is opened
 * @throws SpecError with everything that is wrong with the file as such. Whether its presets and
 *   inputs exist is for
 * `resolvePlan` to say, for it knows the model.
 */
export function readRunSpec(text: string, fileName: string): SpecFile {
  return readSpecOf(runSpecSchema, text, fileName);
}

/** The same for specs that are run specs and more. */
export function readSpecOf<Spec extends RunSpec>(
  schema: SpecSchema<Spec>,
  text: string,
  fileName: string,
): SpecFile<Spec> {
  const { document, lines, placeAt, locate } = yamlDocument(text, fileName);
  const refuse = (problems: readonly SpecProblem[], rest?: SpecFile<Spec>): never => {
    throw new SpecError(`${fileName} cannot be read`, problems, rest);
  };

  const syntax = syntaxFaults(document, lines);
  if (syntax.length > 0) {
    refuse(syntax.map(({ at, message }) => ({ ...placeAt(at), path: '', message })));
  }
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    const message = 'the file is empty; wanted at least a line such as `name: high-uptake`';
    refuse([{ file: fileName, path: '', message }]);
  }

  const faults = [...structureFaults(document, lines)];
  let rest: Spec | undefined;
  if (!faults.some(({ fatal }) => fatal)) {
    const data = plainData(document, faults);
    const checked = schema.safeParse(data);
    if (checked.success) {
      const { trials, replicates } = checked.data;
      const fault = replicatesFault(trials, replicates);
      const path = [locate(['replicates']) === undefined ? 'trials' : 'replicates'];
      if (fault !== undefined) faults.push({ path, message: fault });
      if (faults.length === 0) return { spec: checked.data, locate };
    } else faults.push(...schemaFaults(schema, checked.error.issues, faults));
    rest = withoutFaults(schema, data, faults);
  }
  return refuse(
    settleCutValues(document, faults).map(({ path, part, message }) => ({
      ...(locate(path, part) ?? { file: fileName }),
      path: pathText(path),
      message,
    })),
    rest && { spec: rest, locate },
  );
}

/**
 * The spec less what is at fault in it, so that a model can judge the rest; nothing where too
 * little is left.
 */
function withoutFaults<Spec extends RunSpec>(
  schema: SpecSchema<Spec>,
  data: unknown,
  faults: readonly Fault[],
): Spec | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const left: Record<string, unknown> = { ...data };
  for (const { path } of faults) {
    const [key, inner] = path;
    const within = left[String(key)];
    if (path.length > 1 && key === 'set' && typeof within === 'object' && within !== null) {
      left['set'] = Object.fromEntries(Object.entries(within).filter(([id]) => id !== inner));
    } else delete left[String(key)];
  }
  const checked = schema.safeParse({ name: 'spec', ...left });
  return checked.success ? checked.data : undefined;
}

/** The document as plain data, a seed of digits as it is written. */
function plainData(document: Document, faults: Fault[]): unknown {
  let data: unknown;
  try {
    data = document.toJS();
  } catch (error) {
    // Aliases of aliases, without end or nearly so.
    if (!(error instanceof ReferenceError)) throw error;
    faults.push({ path: [], message: `the aliases cannot be followed: ${error.message}` });
    return {};
  }
  const seed = isMap(document.contents) ? document.get('seed', true) : undefined;
  // A number would lose the digits of a long seed, and `--seed 007` would not be `seed: 007`.
  if (isScalar(seed) && typeof seed.value === 'number' && seed.source !== undefined) {
    Object.assign(data as object, { seed: seed.source });
  }
  return data;
}

/** What the schema says, save what follows from faults already known. */
function schemaFaults(
  { shape }: Pick<SpecSchema<RunSpec>, 'shape'>,
  issues: readonly z.core.$ZodIssue[],
  known: readonly Fault[],
): Fault[] {
  const keys = Object.keys(shape);
  const merged = known.filter(({ path }) => path.at(-1) === '<<').map(({ path }) => pathText(path));
  const faults = issues
    .flatMap((issue) => expand(keys, issue))
    .filter(({ path }) => !merged.includes(pathText(path)));
  // A misspelt key is told once, not as one unknown and one missing.
  const meant = new Set(
    faults
      .filter(({ part }) => part === 'key')
      .flatMap(({ path }) => nearest(pathText(path), keys)),
  );
  return faults.filter(
    ({ path, message }) => !(message.startsWith('is missing') && meant.has(pathText(path))),
  );
}

/** What to write in place of a key that a run spec has not. */
function topLevelHint(key: string, keys: readonly string[]): string {
  if (key === 'matrix') return 'a spec with a matrix is for `chipcast batch`';
  const near = nearest(key, keys);
  return near.length > 0
    ? `did you mean ${near.join(' or ')}?`
    : `wanted one of ${keys.join(', ')}`;
}

/**
 * The faults of one issue: of a union those of the branch that was meant, of unknown keys one each.
 */
function expand(keys: readonly string[], issue: z.core.$ZodIssue, base: Path = []): Fault[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const hint =
        path.length > 0 ? `has no meaning in ${pathText(path)}` : topLevelHint(key, keys);
      return { path: [...path, key], part: 'key', message: `is not a key of a run spec; ${hint}` };
    });
  }
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((branch) => branch.every((inner) => inner.path.length > 0));
    if (meant !== undefined) return meant.flatMap((inner) => expand(keys, inner, path));
  }
  const at: unknown = issue.code === 'custom' ? issue.params?.['at'] : undefined;
  return [{ path, message: issue.message, ...(typeof at === 'number' ? { part: at } : {}) }];
}
