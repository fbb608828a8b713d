/** The copulas of a program: which inputs move together, and how closely. */

import type { Copula, Correlations } from '../language/declaration.ts';
import { present } from '../text/entry.ts';
import type { Declarations } from './declarations.ts';
import type { Problem } from './problem.ts';
import type { Measure, ProgramCopula, ProgramInput } from './program.ts';

const MEASURES: readonly Measure[] = ['rank', 'kendall', 'pearson'];

export function programCopulas(
  declarations: Declarations,
  inputs: readonly ProgramInput[],
  problems: Problem[],
): ProgramCopula[] {
  const sorted = declarations.copulas.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const copulas = sorted.flatMap((declared): ProgramCopula[] => {
    const tell = (message: string): void => {
      problems.push({ severity: 'error', subject: declared.id, message, where: declared.where });
    };
    const { id, df, label, why, sources } = declared;
    const target = targetOf(declared, tell);
    const ids = declared.of.map((input) => input.id);
    if (target === undefined) return [];
    const faults = [...loadedFaults(ids, inputs), ...memberFaults(ids, inputs)];
    faults.forEach(tell);
    if (faults.length > 0) return [];
    const over = present(
      inputs.find((input) => input.id === ids[0]),
      `the input ${ids[0]}`,
    ).over;
    return [
      {
        id,
        ...(df === undefined ? {} : { df }),
        measure: target.measure,
        inputs: ids,
        target: fullMatrix(target.correlations, ids.length),
        over,
        dimensions: [],
        about: {
          ...(label === undefined ? {} : { label }),
          ...(why === undefined ? {} : { why }),
          ...(sources === undefined ? {} : { sources: [...sources] }),
        },
      },
    ];
  });
  for (const { subject, message } of overlaps(copulas)) {
    problems.push({ severity: 'error', subject, message });
  }
  return copulas;
}

function targetOf(
  declared: Copula,
  tell: (message: string) => void,
): { measure: Measure; correlations: Correlations } | undefined {
  const given = MEASURES.filter((measure) => declared[measure] !== undefined);
  if (given.length === 1) return { measure: given[0], correlations: declared[given[0]]! };
  tell(
    `has ${given.length === 0 ? 'no target' : given.join(' and ')}; wanted one of rank, kendall and pearson`,
  );
  return undefined;
}

/**
 * Why these inputs cannot be members of one copula, among them that they load on factors or are
 * factors.
 */
function loadedFaults(
  ids: readonly string[],
  inputs: readonly Pick<ProgramInput, 'id' | 'loadings' | 'about'>[],
): string[] {
  const members = ids.flatMap((id) => inputs.find((input) => input.id === id) ?? []);
  return members.flatMap(({ id, about, loadings }) => [
    ...(about.role === 'factor' ? [`${id} is a factor; wanted inputs only`] : []),
    ...(loadings.length === 0
      ? []
      : [
          `${id} loads on ${loadings.map(({ factor }) => factor).join(' and ')}; an input has one reason to move with others, a factor or a copula`,
        ]),
  ]);
}

/** Why these inputs cannot be members of one copula, whatever they load on. */
export function memberFaults(
  ids: readonly string[],
  inputs: readonly Pick<ProgramInput, 'id' | 'over' | 'about'>[],
): string[] {
  const members = ids.flatMap((id) => inputs.find((input) => input.id === id) ?? []);
  const faults = members.flatMap(({ id, about }) =>
    about.role === 'input' || about.role === 'factor'
      ? []
      : [`${id} is a ${about.role}; wanted inputs only`],
  );
  const twice = ids.filter((id, k) => ids.indexOf(id) < k);
  const other = members.find(({ over }) => over !== members[0].over);
  return [
    ...(ids.length < 2
      ? [`has ${ids.length === 1 ? 'one input' : 'no inputs'}; wanted two or more`]
      : []),
    ...[...new Set(twice)].map((id) => `names ${id} twice`),
    ...faults,
    ...(other === undefined
      ? []
      : [
          `${members[0].id} is drawn once a ${members[0].over} and ${other.id} once a ${other.over}; wanted all the same`,
        ]),
  ];
}

/** Inputs that two copulas claim. */
export function overlaps(
  copulas: readonly Pick<ProgramCopula, 'id' | 'inputs'>[],
): { subject: string; message: string }[] {
  return copulas.flatMap(({ id, inputs }, k) =>
    copulas.slice(0, k).flatMap((earlier) =>
      inputs
        .filter((input) => earlier.inputs.includes(input))
        .map((input) => ({
          subject: id,
          message: `${input} is in the copula ${earlier.id} already; an input is in one, put all that move together into it`,
        })),
    ),
  );
}

/** One number for all pairs as a matrix; a matrix as it is. */
export function fullMatrix(correlations: Correlations, size: number): number[][] {
  if (typeof correlations !== 'number') return correlations.map((row) => [...row]);
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 1 : correlations)),
  );
}
