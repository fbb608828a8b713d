/** On what the assumptions of a model rest: published numbers, judgement, or nothing that is named. */

import type { Compiled } from '../../compile/compile.ts';
import type { ProgramInput } from '../../compile/program.ts';
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

/** Whether an input rests on judgement: how strongly a factor moves others together does. */
export function isJudged({ judgement, role }: ProgramInput['about']): boolean {
  return judgement === true || role === 'factor';
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
          `${unsourced.length} ${unsourced.length === 1 ? 'has' : 'have'} no source, or one that names none`,
        ]),
    ...(factors.length === 0
      ? []
      : [
          `${plural(factors.length, 'latent factor')} of judgement ${factors.length === 1 ? 'makes' : 'make'} others move together`,
        ]),
  ];
  return `Of ${plural(all, 'assumption')} ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`;
}
