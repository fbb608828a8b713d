/** Uniforms of trials from a file. */

import { FileError, readText } from '../files/read.ts';
import { checkedUniforms, type Uniforms } from '../forecast/trial.ts';
import { UsageError } from '../forecast/usage-error.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * @param file  JSON, `{ trials: [ { uniforms: { ID: u } } ] }`
 * @throws FileError if it is not there; UsageError naming everything that is wrong with it
 */
export function readUniforms(file: string, plan: Plan): Uniforms[] {
  let content: unknown;
  try {
    content = JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
  return checkedUniforms(content, file, plan);
}
