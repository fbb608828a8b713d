/** On what the assumptions of a model rest: published numbers, judgement, or nothing that is named. */

import type { Compiled } from '../../compile/compile.ts';
import type { Program, ProgramInput } from '../../compile/program.ts';
import { unsourcedInputs } from '../../compile/sourced.ts';
import { plural } from '../../text/listed.ts';

export interface Basis {
  /** With a source whose number they are, and which says where it is from. */
  readonly published: readonly string[];
  /** Said to be judgement; sources may bear on them. */
  readonly judgement: readonly string[];
  /** Neither: nobody says where they are from, and they are never called sourced. */
  readonly unsourced: readonly string[];
  /** Latent factors: how strongly inputs move together is judgement too. */
  readonly factors: readonly string[];
}

/**
 * Ids of the inputs that rest on judgement: those that say so, latent factors, and those for which
 * no source says where their number comes from.
 */
export function judgedInputs(program: Pick<Program, 'inputs' | 'sources'>): ReadonlySet<string> {
  const unsourced = unsourcedInputs(program);
  const judged = (input: ProgramInput): boolean =>
    input.about.judgement === true || input.about.role === 'factor' || unsourced.has(input);
  return new Set(program.inputs.filter(judged).map(({ id }) => id));
}

export function basisOf({ program }: Pick<Compiled, 'program'>): Basis {
  const idsOf = (rows: Compiled['program']['inputs']) => rows.map(({ id }) => id);
  const own = program.inputs.filter(({ about }) => about.role !== 'factor');
  const without = unsourcedInputs(program);
  return {
    published: idsOf(own.filter((one) => !without.has(one) && !one.about.judgement)),
    judgement: idsOf(own.filter(({ about }) => about.judgement)),
    unsourced: idsOf(own.filter((one) => without.has(one) && !one.about.judgement)),
    factors: idsOf(program.inputs.filter(({ about }) => about.role === 'factor')),
  };
}

/** How far a model rests on judgement, latent factors included. */
export function basisSentence({ published, judgement, unsourced, factors }: Basis): string {
  const all = published.length + judgement.length + unsourced.length + factors.length;
  const parts = [
    `${published.length} ${published.length === 1 ? 'rests' : 'rest'} on published numbers`,
    `${judgement.length} ${judgement.length === 1 ? 'is' : 'are'} judgement`,
    ...(unsourced.length === 0
      ? []
      : [
          `${unsourced.length} ${unsourced.length === 1 ? 'has' : 'have'} no source that says where the number comes from`,
        ]),
    ...(factors.length === 0
      ? []
      : [
          `${factors.length} ${factors.length === 1 ? 'is a latent factor, which makes' : 'are latent factors, which make'} others move together and ${factors.length === 1 ? 'is' : 'are'} judgement too`,
        ]),
  ];
  return `Of ${plural(all, 'assumption')} ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`;
}
