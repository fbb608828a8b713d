/** How an equation reads: its text with the handles by id. */

import type { Equation, Part, Quantity } from './declaration.ts';

/** How a part reads in messages and printed equations; what is no part is described. */
export function partText(part: Part, depth = 0): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'function') return isPreviousItself(part) ? 'previous' : 'a function';
  if (typeof part !== 'object' || part === null) {
    return part === null ? 'nothing' : String(part) || 'an empty text';
  }
  switch (part.kind) {
    case 'equation':
      return `(${inside(part, depth + 1)})`;
    case 'previous': {
      const of = typeof part.of === 'function' ? part.of() : part.of;
      return `previous(${of?.id ?? '?'}${part.lag === undefined ? '' : `, ${part.lag}`})`;
    }
    case 'series': {
      const shown = part.values.slice(0, 3).join(', ');
      return `series(${shown}${part.values.length > 3 ? ', ...' : ''})`;
    }
    case 'irr':
      return `irr(${partText(part.of, depth).replace(/^\((.*)\)$/, '$1')})`;
    case 'at':
      return `at(${part.label})`;
    case 'aggregate': {
      const { scope: over } = part;
      const scope =
        over.kind === 'labelled'
          ? `during ${over.label}`
          : over.kind === 'span'
            ? over.by
            : over.kind;
      return `${part.aggregate}(${partText(part.of, depth).replace(/^\((.*)\)$/, '$1')}, ${scope})`;
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

/** Of an equation inside another so much is shown, and so many levels of what stands in it. */
const MOST_INSIDE = 2000;
const MOST_DEPTH = 60;

/**
 * Made once: equations that stand in each other many times over, or thousands deep, have texts of
 * any length.
 */
const insideTexts = new WeakMap<Equation, string>();

function inside(equation: Equation, depth: number): string {
  const known = insideTexts.get(equation);
  if (known !== undefined) return known;
  if (depth > MOST_DEPTH) return '...';
  const whole = oneLine(render(equation, depth).text);
  const text = whole.length > MOST_INSIDE ? `${whole.slice(0, MOST_INSIDE)}...` : whole;
  insideTexts.set(equation, text);
  return text;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The equation with its handles by id, on one line. */
export function equationText(equation: Equation): string {
  return oneLine(render(equation).text);
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

export function render({ strings, parts }: Equation, depth = 0): Rendered {
  let text = strings[0] ?? '';
  const spans = parts.map((part, k) => {
    const from = text.length;
    text += partText(part, depth);
    const to = text.length;
    text += strings[k + 1] ?? '';
    return { from, to };
  });
  return { text, spans };
}
