/** What an analysis tells apart: inputs one by one, or groups of them. */

import { type Draw, drawnStreams } from '../compile/draws.ts';
import type { Program } from '../compile/program.ts';
import { drawsOf } from '../execute/simulate.ts';
import type { Plan } from '../plan/plan.ts';

export interface Group {
  readonly id: string;
  /** Ids of the inputs and factors in it. */
  readonly inputs: readonly string[];
  /** Ids of the streams that it draws: those of its inputs, and of the t copulas between them. */
  readonly streams: readonly string[];
}

/**
 * How inputs are gathered: each by itself, by component of the model, by kind, or as a table of
 * group by input says.
 */
export type Grouping = 'input' | 'component' | 'kind' | ReadonlyMap<string, string>;

/** Of inputs that a table of groups does not name, or that have no kind. */
const UNNAMED = 'other';

/**
 * Groups in the order of the program. Inputs that are fixed, and those that no outcome of the plan
 * depends on, are in none. An input drawn every quarter is one input, with all its streams.
 *
 * Groups that share a copula are one group, named `a + b`: between them there is no telling whose a
 * common movement is. Where `dependent` is asked for, only those that share a t copula are.
 */
export function groupsOf(plan: Plan, by: Grouping, dependent = false): readonly Group[] {
  const { program, copulas = [] } = plan;
  const moving = movingInputs(program, drawsOf(plan));
  const groups = new Map<string, string[]>();
  for (const { id, about } of moving) {
    const name = groupName(by, id, about);
    groups.set(name, [...(groups.get(name) ?? []), id]);
  }
  const tails = copulas.filter(({ df }) => df !== undefined);
  let joined = [...groups].map(([id, inputs]) => ({ id, inputs }));
  for (const copula of dependent ? tails : copulas) {
    const sharing = joined.filter(({ inputs }) => inputs.some((id) => copula.inputs.includes(id)));
    if (sharing.length < 2) continue;
    const one = {
      id: by === 'input' ? copula.id : sharing.map(({ id }) => id).join(' + '),
      inputs: sharing.flatMap(({ inputs }) => inputs),
    };
    joined = joined.flatMap((group) =>
      group === sharing[0] ? [one] : sharing.includes(group) ? [] : [group],
    );
  }
  return joined.map(({ id, inputs }) => ({
    id,
    inputs,
    streams: [
      ...inputs,
      ...tails.filter((tail) => tail.inputs.some((of) => inputs.includes(of))).map((t) => t.id),
    ],
  }));
}

/** Inputs and factors whose draws differ between trials and reach an outcome. */
function movingInputs(program: Program, draws: readonly Draw[]): Program['inputs'] {
  const fixed = new Set(draws.flatMap(({ input, reads }) => (reads === 'nothing' ? [input] : [])));
  // A factor moves nothing where all that loads on it is fixed.
  const loadedOn = new Set(draws.flatMap(({ loadings }) => loadings.map(({ factor }) => factor)));
  return program.inputs.filter(
    ({ used, about }, k) => used && !fixed.has(k) && (about.role !== 'factor' || loadedOn.has(k)),
  );
}

function groupName(by: Grouping, id: string, about: Program['inputs'][number]['about']): string {
  if (by === 'input') return id;
  if (by === 'component') return about.component;
  if (by === 'kind') return about.kind ?? (about.role === 'factor' ? 'common factor' : UNNAMED);
  return by.get(id) ?? UNNAMED;
}

/** How many low-discrepancy dimensions the streams of a plan take. */
export function dimensionsOf({ program, copulas }: Plan): number {
  const numbers = drawnStreams(program, copulas).flatMap(({ dimensions }) => dimensions);
  return numbers.reduce((most, number) => Math.max(most, number + 1), 0);
}
