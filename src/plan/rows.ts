/** A list of rows from a YAML text, each of the same form: observations, truths. */

import * as z from 'zod';
import { wanted } from '../text/form.ts';
import { didYouMean } from '../text/nearest.ts';
import { pathText } from './places.ts';
import type { Place, SpecProblem } from './problem.ts';
import { yamlDocument } from './yaml-document.ts';
import { structureFaults, syntaxFaults } from './yaml-faults.ts';

/** A row that has the wanted form, and where it stands. */
export interface ReadRow<T> {
  readonly row: T;
  /** `observations[2]` */
  readonly path: string;
  readonly file: string;
  readonly locate: (key: keyof T) => Place | undefined;
}

/**
 * Reads a text that is a map with one list. What is wrong with it as YAML, and with the form of its
 * rows, is added to the problems; rows that can be read all the same are given, so that they can be
 * judged too.
 *
 * @param text  in YAML
 * @param file  path, as messages show it
 * @param list  the key of the list
 * @param form  of a row
 */
export function rowsOf<Shape extends z.ZodRawShape>(
  text: string,
  file: string,
  list: string,
  form: z.ZodObject<Shape>,
  problems: SpecProblem[],
): readonly ReadRow<z.output<z.ZodObject<Shape>>>[] {
  type Row = z.output<z.ZodObject<Shape>>;
  const { document, lines, placeAt, locate } = yamlDocument(text, file);
  const syntax = syntaxFaults(document, lines);
  for (const { at, message } of syntax) problems.push({ ...placeAt(at), path: '', message });
  if (syntax.length > 0) return [];
  const structure = [...structureFaults(document, lines)];
  for (const { path, part, message } of structure)
    problems.push({ ...(locate(path, part) ?? { file }), path: pathText(path), message });
  if (structure.length > 0) return [];

  const schema = z.strictObject(
    { [list]: z.array(form, wanted(`a list of ${list}`)) },
    wanted(`a map with a list \`${list}\``),
  );
  const data: unknown = document.toJS();
  const checked = schema.safeParse(data);
  for (const issue of checked.success ? [] : checked.error.issues) problems.push(...told(issue));
  const rows = (data as Record<string, unknown> | null)?.[list];
  return (Array.isArray(rows) ? rows : []).flatMap((found: unknown, k) => {
    const row = form.safeParse(found);
    if (!row.success) return [];
    return [
      {
        row: row.data as Row,
        path: `${list}[${k}]`,
        file,
        locate: (key: keyof Row) => locate([list, k, key]),
      },
    ];
  });

  function told(issue: z.core.$ZodIssue): SpecProblem[] {
    const place = (path: readonly PropertyKey[], part?: 'key') =>
      locate(path, part) ?? locate(path.slice(0, -1)) ?? { file };
    if (issue.code !== 'unrecognized_keys')
      return [{ ...place(issue.path), path: pathText(issue.path), message: issue.message }];
    const known = issue.path.length === 0 ? [list] : Object.keys(form.shape);
    return issue.keys.map((key) => ({
      ...place([...issue.path, key], 'key'),
      path: pathText([...issue.path, key]),
      message: `is not a key here${didYouMean(key, known) || `; wanted one of ${known.join(', ')}`}`,
    }));
  }
}
