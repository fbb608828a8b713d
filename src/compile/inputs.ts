/**
 * The inputs of a program: what is assumed, how it is drawn, and which dimensions its streams have.
 */

import type { Declaration } from '../language/declaration.ts';
import type { Model } from '../language/model.ts';
import type { Declarations, Definition } from './declarations.ts';
import type { Problem } from './problem.ts';
import { type ProgramCopula, type ProgramInput, streamNames } from './program.ts';

type Assumption = Extract<Definition, { kind: 'input' | 'lever' | 'constant' | 'factor' }>;

export function programInputs(declarations: Declarations, problems: Problem[]): ProgramInput[] {
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
 * The dimensions of the streams: as the model lists them; those that the list does not name yet
 * come after it, what is used first, in order of id, then the streams of t copulas. A fixed value
 * holds no dimension.
 */
export function numberDimensions(
  model: Model,
  inputs: readonly ProgramInput[],
  copulas: readonly ProgramCopula[],
): { inputs: ProgramInput[]; copulas?: ProgramCopula[] } {
  const listed = new Map((model.dimensions ?? []).map((name, dimension) => [name, dimension]));
  let next = model.dimensions?.length ?? 0;
  const unlisted = new Map<string, number>();
  for (const input of inputs.toSorted((a, b) => Number(b.used) - Number(a.used))) {
    if (input.distribution.startsWith('point(')) continue;
    for (const name of streamNames(input, model.calendar.steps)) {
      if (!listed.has(name)) unlisted.set(name, next++);
    }
  }
  for (const copula of copulas) {
    if (copula.df === undefined) continue;
    for (const name of streamNames(copula, model.calendar.steps)) {
      if (!listed.has(name)) unlisted.set(name, next++);
    }
  }
  const numbered = <T extends { id: string; over: 'trial' | 'quarter' }>(drawn: T) => {
    const numbers = streamNames(drawn, model.calendar.steps).map(
      (name) => listed.get(name) ?? unlisted.get(name),
    );
    return { ...drawn, dimensions: numbers.filter((number) => number !== undefined) };
  };
  return {
    inputs: inputs.map(numbered),
    ...(copulas.length === 0 ? {} : { copulas: copulas.map(numbered) }),
  };
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
  const [least, greatest] = assumption.range ?? [
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ];
  if (assumption.value < least || assumption.value > greatest) {
    problems.push({
      severity: 'error',
      subject: assumption.id,
      message: `value is ${assumption.value}, outside its own range of ${least} to ${greatest} (${assumption.unit})`,
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
  const twice = loadings.find(
    ({ factor }, k) => loadings.findIndex((other) => other.factor.id === factor.id) < k,
  );
  if (twice) {
    problems.push({
      severity: 'error',
      subject: assumption.id,
      message: `loads on ${twice.factor.id} twice; once, with the weight that is meant`,
      where: assumption.where,
    });
    return;
  }
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
    ...('codes' in declaration && declaration.codes !== undefined
      ? { codes: declaration.codes }
      : {}),
  };
}
