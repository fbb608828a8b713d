/** What was edited between two plans, and the plan with some of the edits made. */

import { canonicalJson } from '../compile/canonical.ts';
import type { Program } from '../compile/program.ts';
import { derive } from '../plan/derive.ts';
import type { Plan, PlannedEvidence } from '../plan/plan.ts';

export interface Edit {
  /**
   * `input demand.growth`, `equations`, `evidence E3`, `given ...`, `seed and trials`: also the
   * order in which edits stand.
   */
  readonly name: string;
  /** `0.1 to lognormal(...)`, in words. */
  readonly what: string;
}

/** Everything in which two plans differ, by name. */
export function editsBetween(from: Plan, to: Plan): readonly Edit[] {
  const after = new Map(to.inputs.map(({ id, distribution }) => [id, distribution]));
  const inputs = from.inputs.flatMap(({ id, distribution }): Edit[] => {
    const now = after.get(id);
    if (now === undefined || now === distribution) return [];
    return [{ name: `input ${id}`, what: `${distribution} to ${now}` }];
  });
  const equations = equationsDiffer(from.program, to.program)
    ? [{ name: 'equations', what: equationsWhat(from.program, to.program) }]
    : [];
  const correlations =
    canonicalJson(from.copulas ?? []) === canonicalJson(to.copulas ?? [])
      ? []
      : [{ name: 'correlations', what: 'inputs move together in another way' }];
  const edits = [
    ...inputs,
    ...equations,
    ...correlations,
    ...evidenceEdits(from.evidence, to.evidence),
    ...noise(from, to),
  ];
  return edits.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const NOISE = 'seed and trials';
const METHOD = 'update';

function noise(from: Plan, to: Plan): Edit[] {
  const parts = (['seed', 'trials', 'replicates', 'design'] as const).filter(
    (key) => from[key] !== to[key],
  );
  if (parts.length === 0) return [];
  return [
    { name: NOISE, what: parts.map((key) => `${key} ${from[key]} to ${to[key]}`).join(', ') },
  ];
}

/** What is computed, without the distributions of inputs. */
function structure({ time, values, sections, states, outcomes, inputs }: Program): string {
  return canonicalJson({
    time,
    values,
    sections,
    states,
    outcomes: outcomes.map(({ id, over, value }) => [id, over, value]),
    inputs: inputs.map(({ id, over, loadings, dimensions, used }) => [
      id,
      over,
      loadings,
      dimensions,
      used,
    ]),
  });
}

function equationsDiffer(a: Program, b: Program): boolean {
  return structure(a) !== structure(b);
}

/** Which variables and outcomes are computed otherwise. */
function equationsWhat(a: Program, b: Program): string {
  const [before, after] = [formulas(a), formulas(b)];
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const changed = ids.filter((id) => before.get(id) !== after.get(id));
  if (changed.length === 0) return 'another order or calendar';
  const named = changed.slice(0, 4).join(', ');
  return changed.length > 4 ? `${named} and ${changed.length - 4} more` : named;
}

/**
 * Of each variable and outcome what it is of others: values by their own names where they have one.
 */
function formulas(program: Program): ReadonlyMap<string, string> {
  const named = new Map(program.variables.map(({ id, value }) => [value, id]));
  const text = (index: number, top: boolean): string => {
    const name = top ? undefined : named.get(index);
    if (name !== undefined) return name;
    const value = program.values[index];
    if (value.op === 'input') return program.inputs[value.input].id;
    if (value.op === 'previous') {
      const { next } = program.states[value.state];
      return `previous(${named.get(next) ?? next})`;
    }
    if (value.op === 'aggregate') return `${value.kind}(${text(value.of, false)})`;
    if ('args' in value)
      return `${value.op}(${value.args.map((arg) => text(arg, false)).join(',')})`;
    return canonicalJson(value);
  };
  return new Map(
    [...program.variables, ...program.outcomes].map(({ id, value }) => [id, text(value, true)]),
  );
}

function evidenceEdits(from?: PlannedEvidence, to?: PlannedEvidence): Edit[] {
  const [before, after] = [observationsOf(from), observationsOf(to)];
  const observations = [...new Set([...before.keys(), ...after.keys()])].flatMap((id): Edit[] => {
    const [old, now] = [before.get(id), after.get(id)];
    if (old?.quantity === now?.quantity && old?.likelihood === now?.likelihood) return [];
    const what =
      old === undefined
        ? `new: ${now!.quantity} ${now!.likelihood}`
        : now === undefined
          ? 'dropped'
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

/** The first plan with some of the edits made. */
export function withEdits(from: Plan, to: Plan, made: ReadonlySet<string>): Plan {
  const chosen = made.has('equations') ? to : from;
  const [before, after] = [from, to].map(
    ({ inputs }) => new Map(inputs.map((input) => [input.id, input])),
  );
  const inputs = chosen.inputs.map((own) => {
    const changed = before.has(own.id) && after.has(own.id);
    if (!changed) return own;
    return (made.has(`input ${own.id}`) ? after : before).get(own.id)!;
  });
  const { seed, trials, replicates, design } = made.has(NOISE) ? to : from;
  const { copulas } = made.has('correlations') ? to : from;
  const evidence = evidenceWith(from.evidence, to.evidence, made);
  return derive(chosen, { inputs, seed, trials, replicates, design, copulas, evidence });
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
