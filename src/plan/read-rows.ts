/** The same from a file. */

import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import type { SpecProblem } from './problem.ts';
import { type ReadRow, rowsOf } from './rows.ts';

/**
 * @param file  path, as messages show it
 * @param what  of the file, for the message that it is not there: `the file of evidence`
 */
export function readRows<Shape extends z.ZodRawShape>(
  file: string,
  what: string,
  list: string,
  form: z.ZodObject<Shape>,
  problems: SpecProblem[],
): readonly ReadRow<z.output<z.ZodObject<Shape>>>[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    problems.push({
      file,
      path: '',
      message: code === 'ENOENT' ? `${what} does not exist` : message,
    });
    return [];
  }
  return rowsOf(text, file, list, form, problems);
}
