/** The families of families/index.ts as a list, by name. */

import type { Constructor } from './define-family.ts';
import * as constructors from './families/index.ts';
import type { Family } from './family.ts';

const all: readonly Constructor[] = Object.values(constructors);

export const families: readonly Family[] = Object.freeze(
  all.map(({ family }) => family).toSorted((one, other) => (one.name < other.name ? -1 : 1)),
);
