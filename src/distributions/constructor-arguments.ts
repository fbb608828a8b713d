/** What a constructor is given where it is called past the compiler of types: as models are. */

import { isDeclared, shownValue } from '../text/shown-value.ts';
import type { Form } from './family.ts';

/** The first quantity, equation or distribution of quantities among the arguments. */
function declaredIn(given: unknown): object | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  if (isDeclared(given)) return given;
  // A distribution, whose parts are numbers.
  if ('quantile' in given) return undefined;
  for (const value of Object.values(given)) {
    const found = declaredIn(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is wrong with the arguments as a whole, if anything. */
export function argumentsProblem(
  name: string,
  form: Form,
  instead: string | undefined,
  given: readonly unknown[],
): string | undefined {
  const [first] = given;
  const record = typeof first === 'object' && first !== null && !Array.isArray(first);
  const byName = form.takes === 'numbers' || form.takes === 'quantiles';
  if (byName && !(record && !isDeclared(first) && given.length === 1))
    return `${name} takes its parameters by name: ${name}(${exampleOf(form)})`;
  const declared = declaredIn(given);
  if (declared !== undefined) {
    const hint = instead === undefined ? '' : `; ${instead}`;
    return `${name} takes numbers alone, not ${shownValue(declared)}${hint}`;
  }
  switch (form.takes) {
    case 'numbers':
    case 'quantiles':
      return undefined;
    case 'pairs':
    case 'values':
    case 'parts':
      return Array.isArray(first) || record
        ? undefined
        : `${name} takes a list, such as ${name}(${exampleOf(form)})`;
    case 'distribution':
      return record && 'quantile' in first
        ? undefined
        : `${name} takes a distribution first, not ${shownValue(first)}`;
  }
}

function exampleOf({ example }: Form): string {
  return example
    .map((one) =>
      JSON.stringify(one)
        .replaceAll(/"(\w+)":/g, ' $1: ')
        .replaceAll('}', ' }'),
    )
    .join(', ');
}
