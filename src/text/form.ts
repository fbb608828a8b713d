/** The form of a document that comes from outside, and what of it is not so. */

import * as z from 'zod';
import { firstOf, plural } from './listed.ts';
import { didYouMean } from './nearest.ts';

/** A document that cannot be believed: everything that is wrong with it. */
export class FormError extends Error {
  override readonly name = 'FormError';

  constructor(readonly faults: readonly string[]) {
    super([plural(faults.length, 'problem'), ...firstOf(faults).map((f) => `  ${f}`)].join('\n'));
  }
}

/** A document whose content is not what its own hash says. */
export class AlteredError extends FormError {
  /**
   * @param what    the name of the hash: `fingerprint`, `id`
   * @param found   the hash of what stands there
   * @param wanted  the hash that is named
   */
  constructor(
    readonly what: string,
    readonly found: string,
    readonly wanted: string,
  ) {
    super([
      `${what}: it says ${wanted.slice(0, 16)}, but what stands there has ${found.slice(0, 16)}; it was altered`,
    ]);
  }
}

/**
 * A form of all keys of T and no others: a key that T has and the form lacks does not compile, so a
 * form cannot fall behind its type.
 */
export function closed<T>() {
  return <Shape extends { [K in keyof Required<T>]: z.ZodType<Required<T>[K]> }>(shape: Shape) =>
    z.strictObject(shape);
}

/** A message that tells what was found and what is wanted. */
export const wanted = (what: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined
      ? `is missing; wanted ${what}`
      : `found ${JSON.stringify(input)}; wanted ${what}`,
});

/** A whole number from `least` to `most`. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): z.ZodType<number> {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  return z.custom<number>(
    (value) =>
      Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
    { error: ({ input }) => `found ${excerpt(input)}; wanted a whole number ${range}` },
  );
}

/** Any number, also one that is not finite. */
export const anyNumber: z.ZodType<number> = z.custom<number>((value) => typeof value === 'number', {
  error: ({ input }) => `found ${excerpt(input)}; wanted a number`,
});

/** A SHA-256 in hexadecimal digits. */
export const hash: z.ZodType<string> = z.custom<string>(
  (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
  { error: ({ input }) => `found ${excerpt(input)}; wanted the 64 digits of a SHA-256` },
);

/**
 * The document itself, if it has the form.
 *
 * @throws FormError with every fault: where it stands, what was found, what was wanted
 */
export function checkForm<T>(form: z.ZodType<T>, content: unknown): T {
  const checked = form.safeParse(content);
  if (checked.success) return content as T;
  throw new FormError(checked.error.issues.flatMap((issue) => faultsOf(issue, content)));
}

function faultsOf(issue: z.core.$ZodIssue, content: unknown): string[] {
  const place = pathOf(issue.path);
  const lead = place === '' ? '' : `${place}: `;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${lead}has a key ${excerpt(key)}, which has no meaning here`);
  const found = at(content, issue.path);
  if (found === undefined && issue.path.length > 0) return [`${place} is missing`];
  const wanted = wantedBy(issue, found);
  return [`${lead}${wanted === undefined ? issue.message : `found ${excerpt(found)}; ${wanted}`}`];
}

function wantedBy(issue: z.core.$ZodIssue, found: unknown): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `wanted ${WORDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return wantedAmong(issue.values.map(String), found);
    case 'too_small':
      return `wanted ${issue.minimum}${issue.origin === 'array' ? ' items' : issue.origin === 'string' ? ' characters' : ''} or more`;
    case 'too_big':
      return `wanted ${issue.maximum}${issue.origin === 'array' ? ' items' : issue.origin === 'string' ? ' characters' : ''} or fewer`;
    case 'invalid_union':
      if ('options' in issue && Array.isArray(issue.options))
        return wantedAmong(issue.options.map(String), found);
      return 'which is of no form that is known here';
    case 'invalid_format':
      return `wanted a text of the form ${issue.pattern ?? issue.format}`;
    default:
      return undefined;
  }
}

function wantedAmong(values: readonly string[], found: unknown): string {
  const near = typeof found === 'string' ? didYouMean(found, values) : '';
  return near === '' ? `wanted ${values.join(' or ')}` : `wanted another value${near}`;
}

const WORDS: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a map',
  record: 'a map',
  string: 'a text',
  number: 'a finite number',
  boolean: 'true or false',
  tuple: 'a list of fixed length',
};

function at(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      Object.hasOwn(Object(inner), step)
        ? (inner as Record<PropertyKey, unknown>)[step]
        : undefined,
    content,
  );
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((step, k) =>
      typeof step === 'number' ? `[${step}]` : `${k > 0 ? '.' : ''}${String(step)}`,
    )
    .join('');
}

const EXCERPT = 60;

/** A value as a message shows it: short, on one line, without control characters. */
export function excerpt(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > EXCERPT ? `${value.slice(0, EXCERPT)}...` : value);
}

/** Freezes a document with all that is in it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
