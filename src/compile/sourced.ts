/** Whether an assumption rests on a source that says where its number is from. */

import type { Program, ProgramInput } from './program.ts';

/** Ids of sources that give a number without saying where it is from: `origin` is `none`. */
function withoutOrigin({ sources = [] }: Pick<Program, 'sources'>): ReadonlySet<string> {
  return new Set(sources.filter((row) => row['origin'] === 'none').map(({ id }) => id));
}

/** Of the inputs of a program, those that cite no source, or none that says where it is from. */
export function unsourcedInputs(
  program: Pick<Program, 'inputs' | 'sources'>,
): ReadonlySet<ProgramInput> {
  const silent = withoutOrigin(program);
  return new Set(
    program.inputs.filter(({ about: { sources = [] } }) => sources.every((id) => silent.has(id))),
  );
}
