/** Named numbers that families take: other names, what may be left out, what is allowed. */

import { about, type Findings, type Numbers } from './family.ts';

/** A named number of a form. */
export interface Parameter {
  /** In lower case. */
  readonly aliases: readonly string[];
  /** What a number must be that it is not, as in `it must be above 0`; never asked about NaN. */
  wanted(value: number): string | false;
}

/** One that may be left out. */
export interface OptionalParameter extends Parameter {
  readonly fallback: number;
}

/** Parameters by name, in the order in which they may be given without names. */
export type Parameters = Readonly<Record<string, Parameter | OptionalParameter>>;

/** The numbers that a body is made of: none is missing. */
export type NumbersOf<P extends Parameters> = { readonly [Name in keyof P & string]: number };

type OptionalNames<P extends Parameters> = {
  [Name in keyof P & string]: P[Name] extends OptionalParameter ? Name : never;
}[keyof P & string];

/** The numbers that a constructor takes. */
export type GivenTo<P extends Parameters> = {
  [Name in Exclude<keyof P & string, OptionalNames<P>>]: number;
} & { [Name in OptionalNames<P>]?: number };

/** A number of any size. */
export function real(...aliases: string[]): Parameter {
  return { aliases, wanted: () => false };
}

/** @param wanted  the end of the sentence: "it must be ..." */
export function checked(
  wanted: (value: number) => string | false,
  ...aliases: string[]
): Parameter {
  return { aliases, wanted };
}

export function positive(...aliases: string[]): Parameter {
  return checked((value) => value <= 0 && 'above 0', ...aliases);
}

/** Between two bounds, both allowed. */
export function within([least, most]: Range, ...aliases: string[]): Parameter {
  return checked(
    (value) => (value < least || value > most) && `from ${least} to ${most}`,
    ...aliases,
  );
}

export type Range = readonly [least: number, most: number];

/** A whole number between two bounds. */
export function whole([least, most]: Range, ...aliases: string[]): Parameter {
  return checked(
    (value) =>
      !(Number.isInteger(value) && value >= least && value <= most) &&
      `a whole number from ${least} to ${most}`,
    ...aliases,
  );
}

export function optional(parameter: Parameter, fallback: number): OptionalParameter {
  return { ...parameter, fallback };
}

export const PROBABILITY = checked((p) => (p < 0 || p > 1) && 'in [0, 1]', 'prob', 'probability');
export const SD = positive('std', 'stdev', 'stddev');
export const LOCATION = real('loc', 'shift');
/** Where a family begins, 0 if that is left out. */
export const START = optional(LOCATION, 0);
export const MIN = real('low', 'lower', 'minimum');
export const MAX = real('high', 'upper', 'maximum');

/** The same parameter under further names. */
export function also(parameter: Parameter, ...aliases: string[]): Parameter {
  return { ...parameter, aliases: [...parameter.aliases, ...aliases] };
}

/** What is wrong with numbers one by one. */
export function parameterProblems(parameters: Parameters, given: Numbers): Findings {
  return Object.entries(parameters).map(([name, { wanted }]) => {
    const value = given[name];
    const missed = Number.isNaN(value) ? false : wanted(value);
    return missed !== false && about(name, `${name} is ${value}; it must be ${missed}`);
  });
}

/** What every pair of bounds must satisfy. */
export function boundsProblems(min: number, max: number): Findings {
  return [
    min > max && about('min', `min is ${min} and max is ${max}; min must be below max. Swapped?`),
    min === max &&
      about(
        'min',
        `min and max are both ${min}; min must be below max. point(${min}) is a certain value.`,
      ),
    max - min === Infinity && about('max', 'max - min is too large for a number'),
  ];
}
