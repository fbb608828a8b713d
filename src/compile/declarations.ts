/** Finds everything that a model declares: what its components export, and what those read. */

import type {
  Copula,
  Declaration,
  Equation,
  Outcome,
  Part,
  Previous,
  Quantity,
} from '../language/declaration.ts';
import { isQuantity } from '../language/equation-text.ts';
import type { Model } from '../language/model.ts';
import { overFault, overIn } from '../language/time.ts';
import { declaredFaults } from './declared.ts';
import type { Problem } from './problem.ts';

export type Definition = Exclude<Quantity, { kind: 'forward' }>;

export interface Declarations {
  /** By id; a quantity announced with `forward` stands here as its definition. */
  readonly quantities: ReadonlyMap<string, Definition>;
  readonly outcomes: readonly Outcome[];
  readonly copulas: readonly Copula[];
  /** Name of the component in which a quantity is declared. */
  readonly componentOf: ReadonlyMap<string, string>;
}

const KINDS = new Set([
  'input',
  'lever',
  'constant',
  'factor',
  'forward',
  'variable',
  'stock',
  'outcome',
  'copula',
]);

export function collectDeclarations(model: Model, problems: Problem[]): Declarations {
  const quantities = new Map<string, Definition>();
  const announced = new Map<string, Declaration>();
  const outcomes = new Map<string, Outcome>();
  const copulas = new Map<string, Copula>();
  const componentOf = new Map<string, string>();
  const seen = new Set<unknown>();
  // Breadth first, so that what a file exports belongs to its own component and not to whoever
  // reads it first.
  let queue = model.components.flatMap(({ name, declarations }) =>
    exported(declarations).map((declaration) => ({ declaration, component: name })),
  );
  while (queue.length > 0) {
    const next: typeof queue = [];
    for (const { declaration, component } of queue) {
      if (seen.has(declaration)) continue;
      seen.add(declaration);
      register(declaration, component);
      for (const read of readBy(declaration)) next.push({ declaration: read, component });
    }
    queue = next;
  }
  for (const [id, declaration] of announced) {
    if (quantities.has(id)) continue;
    problems.push({
      severity: 'error',
      subject: id,
      message: 'is announced with forward, but no component defines it',
      where: declaration.where,
    });
  }
  return {
    quantities,
    outcomes: [...outcomes.values()],
    copulas: [...copulas.values()],
    componentOf,
  };

  /** What tells two outcomes of one id apart. */
  function periodsOf({ over }: Outcome): string {
    const found = overIn(model.calendar, over);
    return found === 'span' || found === undefined ? String(over) : found;
  }

  function register(declaration: Declaration, component: string): void {
    const { kind, id } = declaration;
    for (const message of declaredFaults(declaration))
      problems.push({ severity: 'error', subject: id, message, where: declaration.where });
    if (!/^[A-Za-z][\w.-]*$/.test(id)) {
      problems.push({
        severity: 'error',
        subject: `"${id}"`,
        message:
          'is not an id: letters, digits, dots, dashes and underscores, beginning with a letter',
        where: declaration.where,
      });
    }
    if (kind === 'forward') {
      if (!announced.has(id)) announced.set(id, declaration);
      return;
    }
    if ('over' in declaration) {
      const message = overFault(model.calendar, declaration);
      if (message !== undefined)
        problems.push({ severity: 'error', subject: id, message, where: declaration.where });
    }
    const key = kind === 'outcome' ? `${id} over ${periodsOf(declaration)}` : id;
    // A copula has a stream of its own, so it shares names with quantities; an outcome does not.
    const earlier =
      kind === 'outcome' ? outcomes.get(key) : (quantities.get(key) ?? copulas.get(key));
    if (earlier) {
      problems.push({
        severity: 'error',
        subject: id,
        message: `is declared twice, as ${article(earlier.kind)} and as ${article(kind)}; every id is one thing`,
        where: declaration.where,
      });
      return;
    }
    if (kind === 'outcome') outcomes.set(key, declaration);
    else if (kind === 'copula') copulas.set(id, declaration);
    else quantities.set(id, declaration);
    if (kind !== 'outcome') componentOf.set(id, component);
  }
}

function article(kind: string): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

/** The handles in a namespace, array or record, to any depth. */
function exported(declarations: unknown, depth = 0): Declaration[] {
  if (typeof declarations !== 'object' || declarations === null || depth > 6) return [];
  if (isDeclaration(declarations)) return [declarations];
  const children =
    declarations instanceof Map ? [...declarations.values()] : Object.values(declarations);
  return children.flatMap((child) => exported(child, depth + 1));
}

function isDeclaration(value: object): value is Declaration {
  return 'kind' in value && 'id' in value && KINDS.has(String(value.kind));
}

/** What a declaration reads. */
function readBy(declaration: Declaration): Declaration[] {
  switch (declaration.kind) {
    case 'input':
      return (declaration.loadings ?? []).map(({ factor }) => factor);
    case 'copula':
      return [...declaration.of];
    case 'variable':
      return [...readByPart(declaration.opening), ...readByPart(declaration.is)];
    case 'stock':
      return [...readByPart(declaration.opening), ...readByPart(declaration.change)];
    case 'forward':
      return readByPart(declaration.opening);
    case 'outcome':
      return readByPart(declaration.is);
    default:
      return [];
  }
}

function readByPart(part: Part | undefined): Declaration[] {
  return readIn(part)
    .map((read) =>
      read.kind === 'previous' ? (typeof read.of === 'function' ? read.of() : read.of) : read,
    )
    .filter(isQuantity);
}

/**
 * What a part reads, from left to right, each equation once however often it stands in others: as
 * it is in this quarter, or as it was in the last.
 */
export function readIn(part: Part | undefined): (Quantity | Previous)[] {
  const found: (Quantity | Previous)[] = [];
  const met = new Set<Equation>();
  const waiting: (Part | undefined)[] = [part];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (next.kind === 'equation') {
      if (met.has(next)) continue;
      met.add(next);
      for (const inner of next.parts.toReversed()) waiting.push(inner);
    } else if (next.kind === 'aggregate' || next.kind === 'irr') waiting.push(next.of);
    else if (next.kind === 'previous' || isQuantity(next)) found.push(next);
  }
  return found;
}
