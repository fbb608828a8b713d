/** How an equation reads: its text with the handles by id. */

import type { Equation, Part, Quantity } from './declaration.ts';

/** How a part reads in messages and printed equations; what is no part is described. */
export function partText(part: Part): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'function') return isPreviousItself(part) ? 'previous' : 'a function';
  if (typeof part !== 'object' || part === null) {
    return part === null ? 'nothing' : String(part) || 'an empty text';
  }
  switch (part.kind) {
    case 'equation':
      return `(${equationText(part)})`;
    case 'previous': {
      const of = typeof part.of === 'function' ? part.of() : part.of;
      return `previous(${of?.id ?? '?'})`;
    }
    case 'aggregate': {
      const scope = part.scope.kind === 'labelled' ? `during ${part.scope.label}` : part.scope.kind;
      return `${part.aggregate}(${partText(part.of).replace(/^\((.*)\)$/, '$1')}, ${scope})`;
    }
    default:
      return isQuantity(part) ? part.id : describeOther(part);
  }
}

/**
 * Whether a function that stands in an equation is `previous` itself, the last value of the stock
 * around it.
 */
export function isPreviousItself(part: unknown): boolean {
  return typeof part === 'function' && part.name === 'previous';
}

const QUANTITIES = new Set([
  'input',
  'lever',
  'constant',
  'factor',
  'forward',
  'variable',
  'stock',
]);

export function isQuantity(value: unknown): value is Quantity {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id } = value as { kind?: unknown; id?: unknown };
  return typeof id === 'string' && QUANTITIES.has(String(kind));
}

function describeOther(value: object): string {
  if (Array.isArray(value)) return 'a list';
  const { kind, family } = value as { kind?: unknown; family?: unknown };
  if (typeof kind === 'string') return `the ${kind} ${(value as { id?: string }).id ?? ''}`.trim();
  return typeof family === 'string' ? `the distribution ${family}` : 'a record';
}

/** The equation with its handles by id, on one line. */
export function equationText(equation: Equation): string {
  return render(equation).text.replace(/\s+/g, ' ').trim();
}

/** The equation as written, with its handles by id; places in messages count in this text. */
export function renderedText(equation: Equation): string {
  return render(equation).text;
}

export interface Rendered {
  readonly text: string;
  /** Where each part stands. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
}

export function render({ strings, parts }: Equation): Rendered {
  let text = strings[0] ?? '';
  const spans = parts.map((part, k) => {
    const from = text.length;
    text += partText(part);
    const to = text.length;
    text += strings[k + 1] ?? '';
    return { from, to };
  });
  return { text, spans };
}
