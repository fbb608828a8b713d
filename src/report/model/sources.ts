/** On whose word a model stands: its register of sources, and what of it is cited by what. */

import type { Compiled } from '../../compile/compile.ts';
import type { Source } from '../../language/model.ts';
import { entry } from '../../text/entry.ts';
import { wrap } from '../../text/table.ts';
import { count, listed, page, remark, WIDTH } from './setting.ts';

/** Every source that is cited: who says what, and what rests on it. */
export function modelSources(compiled: Compiled): string {
  const { model } = compiled;
  const register = model.sources?.() ?? [];
  const citedBy = citations(compiled);
  const cited = register.filter(({ id }) => citedBy.has(id));
  const { unknown, bare } = sourceGaps(compiled, register);
  return page([
    [`${model.title}: ${count(cited.length, 'source')} cited`],
    ...cited.map((source) => sourceLines(source, entry(citedBy, source.id))),
    [
      `${count(register.length - cited.length, 'row')} of the register (${register.length}) ${register.length - cited.length === 1 ? 'is' : 'are'} cited by nothing.`,
    ],
    listed('Cited, but not in the register', unknown),
    bare.length === 0
      ? ['Every assumption has a source.']
      : listed('Assumptions without a source', bare),
  ]);
}

function sourceLines(
  { id, publisher, title, date, claim, value, unit }: Source,
  citedBy: readonly string[],
): string[] {
  const figure = [value, unit].filter((part) => part).join(' ');
  return [
    ...wrap(`${id}  ${publisher}`, WIDTH, 6),
    ...remark([title, date].filter((part) => part).join(', ')),
    ...remark(claim),
    ...remark(figure === '' ? '' : `Value: ${figure}`),
    ...remark(`Cited by ${citedBy.join(', ')}`),
  ];
}

/** Ids of what rests on a source, by the id of the source. */
function citations({ declarations }: Compiled): ReadonlyMap<string, readonly string[]> {
  const citedBy = new Map<string, string[]>();
  for (const { id, sources } of [...declarations.quantities.values(), ...declarations.outcomes]) {
    for (const source of sources ?? []) citedBy.set(source, [...(citedBy.get(source) ?? []), id]);
  }
  for (const ids of citedBy.values()) ids.sort();
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
