/** On whose word a model stands: its register of sources, and what of it is cited by what. */

import type { Compiled } from '../../compile/compile.ts';
import type { Source } from '../../language/model.ts';
import { entry } from '../../text/entry.ts';
import { wrap } from '../../text/table.ts';
import { basisOf, basisSentence, withoutSource } from './basis.ts';
import { count, listed, page, remark, WIDTH } from './setting.ts';

/** Every source that is cited: who says what, and what rests on it. */
export function modelSources(compiled: Compiled): string {
  const { model } = compiled;
  const register = model.sources?.() ?? [];
  const citedBy = citations(compiled);
  const cited = register.filter(({ id }) => citedBy.has(id));
  const { unknown } = sourceGaps(compiled, register);
  const basis = basisOf(compiled);
  const cites = new Set(
    compiled.program.inputs.filter(({ about }) => about.sources?.length).map(({ id }) => id),
  );
  return page([
    [`${model.title}: ${count(cited.length, 'source')} cited`],
    wrap(basisSentence(basis), WIDTH),
    ...cited.map((source) => sourceLines(source, entry(citedBy, source.id))),
    [
      `${count(register.length - cited.length, 'row')} of the register (${register.length}) ${register.length - cited.length === 1 ? 'is' : 'are'} cited by nothing.`,
    ],
    listed('Cited, but not in the register', unknown),
    withoutSource(basis, (id) => cites.has(id)),
  ]);
}

function sourceLines(
  { id, publisher, title, date, claim, value, unit }: Source,
  citedBy: readonly string[],
): string[] {
  const figure = [value, unit].filter((part) => part).join(' ');
  return [
    ...wrap(`${[title, publisher, date].filter((part) => part).join('. ')} (${id})`, WIDTH, 6),
    ...remark(claim),
    ...remark(figure === '' ? '' : `Value: ${figure}`),
    ...remark(`Cited by ${citedBy.join(', ')}`),
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
