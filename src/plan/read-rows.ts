/** The same from a file. */

import type * as z from 'zod';
import { FileError, readText } from '../files/read.ts';
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
    text = readText(file);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    problems.push({
      file,
      path: '',
      message: error.isAbsent ? `${what} does not exist` : error.why,
    });
    return [];
  }
  return rowsOf(text, file, list, form, problems);
}
