/** Observations of a YAML file. */

import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import type { Observation } from '../language/model.ts';
import { locator, pathText, placesIn } from '../plan/places.ts';
import type { SpecProblem } from '../plan/problem.ts';
import { structureFaults, syntaxFaults } from '../plan/yaml-faults.ts';
import { didYouMean } from '../text/nearest.ts';
import type { AskedObservation } from './plan-evidence.ts';

const wanted = (what: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined
      ? `is missing; wanted ${what}`
      : `found ${JSON.stringify(input)}; wanted ${what}`,
});
const aText = wanted('a text');

const observation = z.strictObject(
  {
    id: z.string(wanted('a short name, such as E1')).min(1, wanted('a short name, such as E1')),
    known: z.string(wanted('the day on which it was known, such as 2026-05-20')),
    quantity: z.string(wanted('what was observed, such as h200.units[2026Q1]')),
    likelihood: z.string(wanted('a likelihood, such as normal(0, 8)')),
    reading: z.exactOptional(z.string(aText)),
    sources: z.exactOptional(z.array(z.string(aText), wanted('a list of sources'))),
  },
  wanted('a map with id, known, quantity and likelihood'),
);

export const evidenceSchema = z.strictObject(
  { observations: z.array(observation, wanted('a list of observations')) },
  wanted('a map with a list `observations`'),
);

/**
 * Reads a file of observations. What is wrong with it as YAML, and with the form of its observations, is added to the problems; what of
 * it can be read all the same is given, so that it can be judged too.
 *
 * @param file  path, as messages show it
 */
export function readEvidence(file: string, problems: SpecProblem[]): readonly AskedObservation[] {
  let source: string;
  try {
    source = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    problems.push({
      file,
      path: '',
      message: code === 'ENOENT' ? 'the file of evidence does not exist' : message,
    });
    return [];
  }
  const lines = new LineCounter();
  const document = parseDocument(source, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: false,
    resolveKnownTags: false,
    logLevel: 'error',
  });
  const placeAt = placesIn(file, lines);
  const locate = locator(document, source, placeAt);
  const syntax = syntaxFaults(document, lines);
  for (const { at, message } of syntax) problems.push({ ...placeAt(at), path: '', message });
  if (syntax.length > 0) return [];
  const structure = [...structureFaults(document, lines)];
  for (const { path, part, message } of structure)
    problems.push({ ...(locate(path, part) ?? { file }), path: pathText(path), message });
  if (structure.length > 0) return [];

  const data: unknown = document.toJS();
  const checked = evidenceSchema.safeParse(data);
  const faulty = new Set<PropertyKey>();
  for (const issue of checked.success ? [] : checked.error.issues) {
    if (issue.path[0] === 'observations' && issue.path.length > 1) faulty.add(issue.path[1]);
    problems.push(...told(issue));
  }
  const rows = (data as { observations?: unknown } | null)?.observations;
  return (Array.isArray(rows) ? (rows as Observation[]) : []).flatMap((row, k) => {
    if (faulty.has(k) || !observation.safeParse(row).success) return [];
    return [
      {
        observation: row,
        path: `observations[${k}]`,
        file,
        locate: (key: keyof Observation) => locate(['observations', k, key]),
      },
    ];
  });

  function told(issue: z.core.$ZodIssue): SpecProblem[] {
    const place = (path: readonly PropertyKey[], part?: 'key') =>
      locate(path, part) ?? locate(path.slice(0, -1)) ?? { file };
    if (issue.code !== 'unrecognized_keys')
      return [{ ...place(issue.path), path: pathText(issue.path), message: issue.message }];
    const known = Object.keys(issue.path.length === 0 ? evidenceSchema.shape : observation.shape);
    return issue.keys.map((key) => ({
      ...place([...issue.path, key], 'key'),
      path: pathText([...issue.path, key]),
      message: `is not a key here${didYouMean(key, known) || `; wanted one of ${known.join(', ')}`}`,
    }));
  }
}
