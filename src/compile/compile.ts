/** Model to program: collect what is declared, give equations their meaning, check, put in order, hash. */

import type { Model } from '../language/model.ts';
import type { Declaration, Outcome } from '../language/quantity.ts';
import { didYouMean } from '../text/nearest.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { type Declarations, type Definition, collectDeclarations } from './declarations.ts';
import { type Elaborated, elaborate } from './elaborate.ts';
import { order } from './order.ts';
import { ModelError, type Problem } from './problem.ts';
import {
  type Program,
  type ProgramInput,
  type ProgramOutcome,
  outcomeColumns,
  streamNames,
} from './program.ts';

export interface Compiled {
  readonly model: Model;
  readonly program: Program;
  readonly declarations: Declarations;
  /** Ids that each equation reads. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
  readonly warnings: readonly Problem[];
}

/** @throws ModelError with every error of the model (and its warnings, for they are often the cause) */
export function compile(model: Model): Compiled {
  const problems: Problem[] = [];
  const declarations = collectDeclarations(model, problems);
  if (declarations.outcomes.length === 0) {
    problems.push({
      severity: 'error',
      subject: model.name,
      message: 'declares no outcome, so there is nothing to forecast',
    });
  }
  const inputs = programInputs(declarations, problems);
  const elaborated = elaborate(model, declarations, problems);
  const program = assemble(model, declarations, elaborated, inputs);
  checkUse(declarations, elaborated, program, problems);
  checkReferences(model, program, problems);
  if (problems.some((problem) => problem.severity === 'error'))
    throw new ModelError(model.name, problems);
  return { model, program, declarations, reads: elaborated.reads, warnings: problems };
}

type Assumption = Extract<Definition, { kind: 'input' | 'lever' | 'constant' | 'factor' }>;

function programInputs(declarations: Declarations, problems: Problem[]): ProgramInput[] {
  const assumptions = [...declarations.quantities.values()].filter(
    (q): q is Assumption =>
      q.kind === 'input' || q.kind === 'lever' || q.kind === 'constant' || q.kind === 'factor',
  );
  assumptions.sort((a, b) => (a.id < b.id ? -1 : 1));
  const inputs = assumptions.map((assumption): ProgramInput => {
    const loadings = assumption.kind === 'input' ? (assumption.loadings ?? []) : [];
    checkLoadings(assumption, loadings, problems);
    return {
      id: assumption.id,
      unit: assumption.unit,
      over: assumption.kind === 'input' && assumption.over !== undefined ? 'quarter' : 'trial',
      distribution: distributionText(assumption, problems),
      loadings: loadings.map(({ factor, weight }) => ({ factor: factor.id, weight })),
      dimensions: [],
      used: false,
      about: about(assumption, declarations),
    };
  });
  return inputs;
}

/**
 * The dimensions of the streams: as the model lists them; those that the list does not name yet come after it, what is used first,
 * in order of id. A fixed value holds no dimension.
 */
function numberDimensions(model: Model, inputs: readonly ProgramInput[]): ProgramInput[] {
  const listed = new Map((model.dimensions ?? []).map((name, dimension) => [name, dimension]));
  let next = model.dimensions?.length ?? 0;
  const unlisted = new Map<string, number>();
  for (const input of inputs.toSorted((a, b) => Number(b.used) - Number(a.used))) {
    if (input.distribution.startsWith('point(')) continue;
    for (const name of streamNames(input, model.calendar.quarters)) {
      if (!listed.has(name)) unlisted.set(name, next++);
    }
  }
  return inputs.map((input) => {
    const numbers = streamNames(input, model.calendar.quarters).map(
      (name) => listed.get(name) ?? unlisted.get(name),
    );
    return { ...input, dimensions: numbers.filter((number) => number !== undefined) };
  });
}

function distributionText(assumption: Assumption, problems: Problem[]): string {
  if (assumption.kind === 'factor') return 'normal(mean=0, sd=1)';
  if (assumption.kind === 'input') {
    if (typeof assumption.distribution?.text === 'string') return assumption.distribution.text;
    problems.push({
      severity: 'error',
      subject: assumption.id,
      message: `distribution is ${String(assumption.distribution)}; wanted one such as lognormal({ p10: 1, p90: 2 })`,
      where: assumption.where,
    });
    return 'point(value=0)';
  }
  if (typeof assumption.value !== 'number' || !Number.isFinite(assumption.value)) {
    problems.push({
      severity: 'error',
      subject: assumption.id,
      message: `value is ${String(assumption.value)}; a ${assumption.kind} is a finite number`,
      where: assumption.where,
    });
  }
  return `point(value=${assumption.value})`;
}

function checkLoadings(
  assumption: Assumption,
  loadings: readonly { readonly weight: number; readonly factor: { readonly id: string } }[],
  problems: Problem[],
): void {
  const square = loadings.reduce((sum, { weight }) => sum + weight * weight, 0);
  if (square < 1 && loadings.every(({ weight }) => Number.isFinite(weight))) return;
  const list = loadings.map(({ factor, weight }) => `${weight} on ${factor.id}`).join(', ');
  problems.push({
    severity: 'error',
    subject: assumption.id,
    message: `loads ${list}; the squares of the weights must add up to less than 1, they add up to ${square}`,
    where: assumption.where,
  });
}

function about(declaration: Declaration, declarations: Declarations): ProgramInput['about'] {
  const { label, why, sources } = declaration;
  const assumed = 'range' in declaration || 'judgement' in declaration ? declaration : undefined;
  return {
    component: declarations.componentOf.get(declaration.id) ?? '',
    role: declaration.kind,
    ...(label === undefined ? {} : { label }),
    ...(why === undefined ? {} : { why }),
    ...(sources === undefined ? {} : { sources: [...sources] }),
    ...(assumed?.range === undefined ? {} : { range: assumed.range }),
    ...(assumed?.judgement === undefined ? {} : { judgement: assumed.judgement }),
    ...('inputKind' in declaration && declaration.inputKind !== undefined
      ? { kind: declaration.inputKind }
      : {}),
  };
}

function assemble(
  model: Model,
  declarations: Declarations,
  { graph, quantities, outcomes, states, inputs: graphInputs }: Elaborated,
  inputs: readonly ProgramInput[],
): Program {
  const numberOf = new Map(inputs.map(({ id }, number) => [id, number]));
  const reported = [...outcomes.keys()].sort((a, b) =>
    a.id === b.id ? periodRank(a) - periodRank(b) : a.id < b.id ? -1 : 1,
  );
  const ordered = order(
    graph,
    states,
    reported.map((outcome) => outcomes.get(outcome)!),
    graphInputs.map((id) => numberOf.get(id)!),
  );
  const used = new Set([...ordered.usedInputs].map((number) => graphInputs[number]));
  // A factor is used where an input that loads on it is.
  for (const { id, loadings } of inputs)
    if (used.has(id)) loadings.forEach(({ factor }) => used.add(factor));
  const computed = {
    time: {
      start: model.calendar.start,
      quarters: model.calendar.quarters,
      years: model.calendar.years,
    },
    inputs: numberDimensions(
      model,
      inputs.map((input) => ({ ...input, used: used.has(input.id) })),
    ),
    values: ordered.values,
    sections: ordered.sections,
    states: ordered.states,
    outcomes: reported.map((outcome): ProgramOutcome => {
      const { id, unit, over, label, basis } = outcome;
      return {
        id,
        unit,
        over: over ?? 'horizon',
        value: ordered.indexOf.get(outcomes.get(outcome)!)!,
        about: {
          ...(label === undefined ? {} : { label }),
          ...(basis === undefined ? {} : { basis }),
        },
      };
    }),
  };
  return {
    format: 1,
    name: model.name,
    title: model.title,
    fingerprint: programFingerprint(computed),
    ...computed,
    variables: [...quantities].flatMap(([id, value]) => {
      const definition = declarations.quantities.get(id)!;
      const index = ordered.indexOf.get(value);
      if (index === undefined || (definition.kind !== 'variable' && definition.kind !== 'stock'))
        return [];
      return [{ id, unit: definition.unit, over: definition.over ?? 'trial', value: index }];
    }),
    ...(model.headlines === undefined ? {} : { headlines: [...model.headlines] }),
  };
}

function periodRank({ over }: Outcome): number {
  return over === 'year' ? 0 : over === 'quarter' ? 1 : 2;
}

/** Over what is computed and nothing else: no labels, units, sources, names of variables, nor inputs without effect. */
export function programFingerprint(
  program: Pick<Program, 'time' | 'inputs' | 'values' | 'sections' | 'states' | 'outcomes'>,
): string {
  const used = new Map<number, number>();
  program.inputs.forEach((input, number) => input.used && used.set(number, used.size));
  return sha256(
    canonicalJson({
      time: program.time,
      inputs: program.inputs
        .filter((input) => input.used)
        .map(({ id, over, distribution, loadings, dimensions }) => ({
          id,
          over,
          distribution,
          loadings,
          dimensions,
        })),
      values: program.values.map((value) =>
        value.op === 'input' ? { ...value, input: used.get(value.input) } : value,
      ),
      sections: program.sections,
      states: program.states,
      outcomes: program.outcomes.map(({ id, over, value }) => ({ id, over, value })),
    }),
  );
}

/** What no outcome needs, directly or through other equations. */
function checkUse(
  declarations: Declarations,
  elaborated: Elaborated,
  program: Program,
  problems: Problem[],
): void {
  const usedInputs = new Set(program.inputs.filter((input) => input.used).map((input) => input.id));
  const needed = new Set<string>();
  const mark = (id: string): void => {
    if (needed.has(id)) return;
    needed.add(id);
    elaborated.reads.get(id)?.forEach(mark);
  };
  declarations.outcomes.forEach(({ id }) => elaborated.reads.get(id)?.forEach(mark));
  for (const definition of declarations.quantities.values()) {
    const assumption = definition.kind !== 'variable' && definition.kind !== 'stock';
    if (
      assumption
        ? usedInputs.has(definition.id) || needed.has(definition.id)
        : needed.has(definition.id)
    )
      continue;
    const name = {
      input: 'input',
      lever: 'lever',
      constant: 'constant',
      factor: 'factor',
      variable: 'variable',
      stock: 'stock',
    }[definition.kind];
    problems.push({
      severity: 'warning',
      subject: definition.id,
      message: `unused ${name}: no outcome depends on it`,
      where: definition.where,
    });
  }
}

/** Names that the model's data use: presets, headlines, published forecasts, dimensions, sources. */
function checkReferences(model: Model, program: Program, problems: Problem[]): void {
  const inputs = new Set(program.inputs.map((input) => input.id));
  const outcomes = new Set([
    ...program.outcomes.map(({ id }) => id),
    ...outcomeColumns(program).map(({ id }) => id),
  ]);
  const unknown = (subject: string, what: string, id: string, known: Iterable<string>): void => {
    problems.push({
      severity: 'error',
      subject,
      message: `${what} "${id}" does not exist${didYouMean(id, known)}`,
    });
  };
  for (const [name, preset] of Object.entries(model.presets ?? {})) {
    for (const id of Object.keys(preset.set))
      if (!inputs.has(id)) unknown(`preset ${name}`, 'input', id, inputs);
  }
  for (const id of model.headlines ?? [])
    if (!outcomes.has(id)) unknown('headlines', 'outcome', id, outcomes);
  for (const forecast of model.forecasts ?? []) {
    for (const id of forecast.outcomes) {
      if (!outcomes.has(id)) unknown(`published forecast ${forecast.id}`, 'outcome', id, outcomes);
    }
  }
  if (model.dimensions === undefined) return;
  const listed = new Set(model.dimensions);
  const streams = program.inputs.flatMap((input) =>
    input.used && input.dimensions.length > 0 ? streamNames(input, program.time.quarters) : [],
  );
  const spare = model.dimensions.filter((name) => !streams.includes(name));
  for (const name of streams) {
    if (listed.has(name)) continue;
    const message = `is not in the model's list of dimensions, so a later input may move its draws; append it${didYouMean(name, spare)}`;
    problems.push({ severity: 'warning', subject: name, message });
  }
  const doubled = model.dimensions.filter((name, k, all) => all.indexOf(name) !== k);
  for (const name of doubled) {
    problems.push({
      severity: 'error',
      subject: 'dimensions',
      message: `"${name}" stands twice; every dimension is one stream`,
    });
  }
}
