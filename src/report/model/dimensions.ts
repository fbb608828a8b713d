/** The uniforms of a model, for the model to keep. */

import type { Compiled } from '../../compile/compile.ts';
import { streamNames } from '../../compile/program.ts';

/**
 * The names of all uniforms, one a line, in the order of their low-discrepancy dimensions: those
 * that the model lists, whether still used or not, then new ones. Written to the model's list, it
 * keeps every draw where it is.
 */
export function modelDimensions({ model, program }: Compiled): string {
  const listed = model.dimensions ?? [];
  const added = program.inputs
    .flatMap((input) => {
      const names = streamNames(input, program.time.quarters);
      return input.dimensions.map((dimension, k) => ({ dimension, name: names[k] }));
    })
    .filter(({ dimension }) => dimension >= listed.length)
    .sort((a, b) => a.dimension - b.dimension);
  return `${[...listed, ...added.map(({ name }) => name)].join('\n')}\n`;
}
