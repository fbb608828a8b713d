/** All operations of the language, found by name or by what an author writes. */

import { arithmetic } from './arithmetic.ts';
import { distributions } from './distributions.ts';
import { composed, functions } from './functions.ts';
import type { Composed, OperationRows } from './row.ts';
import { mirrored, truths } from './truth.ts';
import { vocabulary } from './word.ts';

/** What the machine computes, by its name in a program. */
export const OPERATIONS: OperationRows = {
  ...arithmetic,
  ...truths,
  ...functions,
  ...distributions,
};

/** What is made of these. */
export const COMPOSED: Readonly<Record<string, Composed>> = { ...mirrored, ...composed };

/** What can be written: all of it, functions by name, operators by sign. */
export const {
  words: WORDS,
  functions: FUNCTIONS,
  infix: INFIX,
  prefix: PREFIX,
} = vocabulary(OPERATIONS, COMPOSED);
