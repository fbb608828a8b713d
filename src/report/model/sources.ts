/** On whose word a model stands: its register of sources, and what of it is cited by what. */

import type { Compiled } from '../../compile/compile.ts';
import type { Source } from '../../language/model.ts';
import { entry } from '../../text/entry.ts';
import { plural } from '../../text/listed.ts';
import { type Block, type Document, listOf, type Section, sectionOf } from '../document.ts';
import { basisOf, basisSentence } from './basis.ts';

/** Every source that is cited: who says what, and what rests on it. */
export function modelSources(compiled: Compiled): Document {
  const { model, program } = compiled;
  const register = model.sources?.() ?? [];
  const citedBy = citations(compiled);
  const cited = register.filter(({ id }) => citedBy.has(id));
  const idle = register.length - cited.length;
  const basis = basisOf(compiled);
  const cites = new Set(
    program.inputs.filter(({ about }) => about.sources?.length).map(({ id }) => id),
  );
  return {
    subject: 'Sources of a model',
    title: `${model.title}: ${plural(cited.length, 'source')} cited`,
    summary: [basisSentence(basis)],
    facts: [
      `${plural(idle, 'row')} of the register (${register.length}) ${idle === 1 ? 'is' : 'are'} cited by nothing`,
    ],
    sections: [
      ...sectionOf(
        'Sources',
        cited.flatMap((source) => sourceBlocks(source, entry(citedBy, source.id))),
      ),
      ...idSection('Cited, but not in the register', sourceGaps(compiled, register).unknown),
      ...idSection(
        'Judgement that cites no source',
        basis.judgement.filter((id) => !cites.has(id)),
      ),
      ...idSection('Assumptions without a source', basis.unsourced),
    ],
  };
}

/** How many there are, and all of them. */
export function idSection(title: string, ids: readonly string[]): readonly Section[] {
  if (ids.length === 0) return [];
  return [{ title: `${title}: ${ids.length}`, blocks: [{ kind: 'text', text: ids.join(', ') }] }];
}

/** Title, publisher and date, as far as the table has them. */
export function citation({ title, publisher, date }: Source): string {
  return [title, publisher, date].filter((part) => part).join('. ');
}

/** The value that a source gives, with its unit; empty where it gives none. */
export function sourceValue({ value, unit }: Source): string {
  return [value, unit].filter((part) => part).join(' ');
}

function sourceBlocks(source: Source, citedBy: readonly string[]): Block[] {
  const { id, claim } = source;
  const figure = sourceValue(source);
  return [
    {
      kind: 'part',
      title: `${citation(source)} (${id})`,
      blocks: listOf([
        ...(claim === '' ? [] : [claim]),
        ...(figure === '' ? [] : [`Value: ${figure}`]),
        `Cited by ${citedBy.join(', ')}`,
      ]),
    },
  ];
}

/** What rests on a source, by the id of the source: quantities, then history and evidence. */
function citations({ declarations, model }: Compiled): ReadonlyMap<string, readonly string[]> {
  const citedBy = new Map<string, string[]>();
  const cite = (id: string, sources: readonly string[] = []): void => {
    for (const source of sources) {
      const own = citedBy.get(source) ?? [];
      if (!own.includes(id)) citedBy.set(source, [...own, id]);
    }
  };
  const quantities = [...declarations.quantities.values(), ...declarations.outcomes];
  for (const { id, sources } of quantities.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    cite(id, sources);
  for (const { outcome, sources } of model.history ?? []) cite(`history ${outcome}`, sources);
  for (const { id, sources } of model.evidence ?? []) cite(`evidence ${id}`, sources);
  return citedBy;
}

/** Citations that lead nowhere, and assumptions without one. */
export function sourceGaps(
  compiled: Compiled,
  register: readonly Source[],
): { unknown: string[]; bare: string[] } {
  const known = new Set(register.map(({ id }) => id));
  const citedBy = citations(compiled);
  return {
    unknown: [...citedBy]
      .filter(([id]) => !known.has(id))
      .map(([id, by]) => `${id} (${by.join(', ')})`),
    // A latent factor is a scale of its own and measures nothing.
    bare: compiled.program.inputs
      .filter(({ about }) => about.role !== 'factor' && (about.sources ?? []).length === 0)
      .map(({ id }) => id),
  };
}
