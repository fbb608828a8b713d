/** What was edited between two plans, and the plan with some of the edits made. */

import { canonicalJson } from '../compile/canonical.ts';
import type { Program, ProgramInput } from '../compile/program.ts';
import { derive } from '../plan/derive.ts';
import type { Plan, PlannedEvidence, PlannedInput } from '../plan/plan.ts';
import { entry } from '../text/entry.ts';
import { type Mixing, mixingOf } from './mixing.ts';

export interface Edit {
  /**
   * `input demand.growth`, `equations of demand`, `evidence E3`, `given ...`, `seed and trials`:
   * also the order in which edits stand.
   */
  readonly name: string;
  /** `0.1 to lognormal(...)`, in words. */
  readonly what: string;
}

/** What lies between two plans. */
export interface Change {
  /** Everything in which they differ, by name. */
  readonly edits: readonly Edit[];
  /** The first plan with some of the edits made, by their names. */
  with(made: ReadonlySet<string>): Plan;
}

export function changeBetween(from: Plan, to: Plan): Change {
  const mixing = mixingOf(from.program, to.program);
  const equations = equationEdits(mixing);
  const edits = [
    ...inputEdits(from, to),
    ...equations.map(({ edit }) => edit),
    ...correlationEdits(from, to, mixing !== undefined),
    ...evidenceEdits(from.evidence, to.evidence),
    ...noise(from, to, mixing !== undefined),
  ];
  return {
    edits: edits.sort((a, b) => (a.name < b.name ? -1 : 1)),
    with(made) {
      const parts = equations.filter(({ edit }) => made.has(edit.name)).map(({ part }) => part);
      const program =
        mixing?.program(new Set(parts), assumedWith(from.program, to.program, made)) ??
        (parts.length > 0 ? to : from).program;
      const planned = plannedWith(from, to, made);
      const { seed, trials, replicates, design } = made.has(NOISE) ? to : from;
      const { copulas } = made.has(CORRELATIONS) ? to : from;
      return derive(from, {
        program,
        inputs: program.inputs.map(({ id }) => entry(planned, id)),
        seed,
        trials,
        replicates,
        design,
        copulas,
        evidence: evidenceWith(from.evidence, to.evidence, made),
      });
    },
  };
}

function inputEdits(from: Plan, to: Plan): Edit[] {
  const after = new Map(to.inputs.map(({ id, distribution }) => [id, distribution]));
  return from.inputs.flatMap(({ id, distribution }): Edit[] => {
    const now = after.get(id);
    if (now === undefined || now === distribution) return [];
    return [{ name: `input ${id}`, what: `${distribution} to ${now}` }];
  });
}

const EQUATIONS = 'equations';

/**
 * One edit for each part of the equations that can change by itself; one for all where there is no
 * more than that.
 */
function equationEdits(
  mixing: Mixing | undefined,
): { readonly edit: Edit; readonly part: string }[] {
  if (mixing === undefined) {
    return [{ edit: { name: EQUATIONS, what: 'another calendar, or other draws' }, part: '' }];
  }
  const alone = mixing.parts.length === 1;
  return mixing.parts.map(({ name, changed }) => ({
    edit: { name: alone ? EQUATIONS : `${EQUATIONS} of ${name}`, what: few(changed) },
    part: name,
  }));
}

function few(ids: readonly string[]): string {
  const named = ids.slice(0, 4).join(', ');
  return ids.length > 4 ? `${named} and ${ids.length - 4} more` : named;
}

const CORRELATIONS = 'correlations';

/** Copulas and, of inputs that both have, loadings on factors. */
function correlationEdits(from: Plan, to: Plan, mixable: boolean): Edit[] {
  const after = new Map(to.program.inputs.map(({ id, loadings }) => [id, loadings]));
  const loads = from.program.inputs.flatMap(({ id, loadings }) => {
    const now = after.get(id);
    return now === undefined || canonicalJson(now) === canonicalJson(loadings) ? [] : [id];
  });
  const copulas = canonicalJson(from.copulas ?? []) !== canonicalJson(to.copulas ?? []);
  const what = [
    ...(copulas ? ['inputs move together in another way'] : []),
    ...(mixable && loads.length > 0 ? [`other loadings on factors: ${few(loads)}`] : []),
  ];
  return what.length === 0 ? [] : [{ name: CORRELATIONS, what: what.join('; ') }];
}

/** Every input of either program; of those of both, loadings and dimensions as they are by now. */
function assumedWith(
  from: Program,
  to: Program,
  made: ReadonlySet<string>,
): ReadonlyMap<string, ProgramInput> {
  const before = new Map(from.inputs.map((one) => [one.id, one]));
  const all = new Map<string, ProgramInput>([
    ...before,
    ...to.inputs.map((one) => [one.id, one] as const),
  ]);
  for (const now of to.inputs) {
    const old = before.get(now.id);
    if (old === undefined) continue;
    const { loadings } = made.has(CORRELATIONS) ? now : old;
    const { dimensions } = made.has(NOISE) ? now : old;
    all.set(now.id, { ...now, loadings, dimensions });
  }
  return all;
}

function plannedWith(
  from: Plan,
  to: Plan,
  made: ReadonlySet<string>,
): ReadonlyMap<string, PlannedInput> {
  const [before, after] = [from, to].map(
    ({ inputs }) => new Map(inputs.map((input) => [input.id, input])),
  );
  return new Map(
    [...before.keys(), ...after.keys()].map((id) => {
      const later = made.has(`input ${id}`) || !before.has(id);
      return [id, entry(later ? after : before, id)];
    }),
  );
}

const NOISE = 'seed and trials';
const METHOD = 'update';

function noise(from: Plan, to: Plan, mixable: boolean): Edit[] {
  const parts = (['seed', 'trials', 'replicates', 'design'] as const)
    .filter((key) => from[key] !== to[key])
    .map((key) => `${key} ${from[key]} to ${to[key]}`);
  const after = new Map(to.program.inputs.map(({ id, dimensions }) => [id, dimensions]));
  const moved = from.program.inputs.flatMap(({ id, dimensions, used }) =>
    used && canonicalJson(after.get(id) ?? dimensions) !== canonicalJson(dimensions) ? [id] : [],
  );
  if (mixable && moved.length > 0) parts.push(`other dimensions of ${few(moved)}`);
  return parts.length === 0 ? [] : [{ name: NOISE, what: parts.join(', ') }];
}

function evidenceEdits(from?: PlannedEvidence, to?: PlannedEvidence): Edit[] {
  const [before, after] = [observationsOf(from), observationsOf(to)];
  const observations = [...new Set([...before.keys(), ...after.keys()])].flatMap((id): Edit[] => {
    const [old, now] = [before.get(id), after.get(id)];
    if (old?.quantity === now?.quantity && old?.likelihood === now?.likelihood) return [];
    const what =
      now === undefined
        ? 'dropped'
        : old === undefined
          ? `new: ${now.quantity} ${now.likelihood}`
          : `${old.likelihood} to ${now.likelihood}`;
    return [{ name: `evidence ${id}`, what }];
  });
  const [givenBefore, givenAfter] = [from?.given ?? [], to?.given ?? []];
  const given = [...new Set([...givenBefore, ...givenAfter])].flatMap((text): Edit[] =>
    givenBefore.includes(text) === givenAfter.includes(text)
      ? []
      : [{ name: `given ${text}`, what: givenAfter.includes(text) ? 'new' : 'dropped' }],
  );
  const both = from !== undefined && to !== undefined && from.method !== to.method;
  return [
    ...observations,
    ...given,
    ...(both ? [{ name: METHOD, what: `${from.method} to ${to.method}` }] : []),
  ];
}

function observationsOf(evidence: PlannedEvidence | undefined) {
  return new Map((evidence?.observations ?? []).map((one) => [one.id, one]));
}

function evidenceWith(
  from: PlannedEvidence | undefined,
  to: PlannedEvidence | undefined,
  made: ReadonlySet<string>,
): PlannedEvidence | undefined {
  const [before, after] = [observationsOf(from), observationsOf(to)];
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  const observations = ids.flatMap((id) => {
    const one = (made.has(`evidence ${id}`) ? after : before).get(id);
    // What is the same in both has no edit, and stands in the first.
    return one === undefined ? [] : [one];
  });
  const texts = [...new Set([...(from?.given ?? []), ...(to?.given ?? [])])].sort();
  const given = texts.filter((text) =>
    (made.has(`given ${text}`) ? to : from)?.given.includes(text),
  );
  if (observations.length === 0 && given.length === 0) return undefined;
  const method =
    from === undefined || (to !== undefined && made.has(METHOD)) ? to!.method : from.method;
  return { method, observations, given };
}
