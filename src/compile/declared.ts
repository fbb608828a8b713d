/** What a declaration says of itself that cannot be: TypeScript sees some of it, plain JavaScript none. */

import type { Declaration } from '../language/declaration.ts';
import { didYouMean } from '../text/nearest.ts';

const DESCRIBED = ['kind', 'id', 'where', 'label', 'why', 'sources'];
const ASSUMED = [...DESCRIBED, 'unit', 'range', 'judgement', 'inputKind', 'codes'];

const KEYS: Readonly<Record<Declaration['kind'], readonly string[]>> = {
  input: [...ASSUMED, 'distribution', 'over', 'loadings'],
  lever: [...ASSUMED, 'value'],
  constant: [...ASSUMED, 'value'],
  factor: [...DESCRIBED, 'unit'],
  copula: [...DESCRIBED, 'of', 'rank', 'kendall', 'pearson', 'df'],
  forward: [...DESCRIBED, 'unit', 'opening'],
  variable: [...DESCRIBED, 'unit', 'over', 'opening', 'is'],
  stock: [...DESCRIBED, 'unit', 'over', 'opening', 'change'],
  outcome: [...DESCRIBED, 'unit', 'basis', 'outcomeKind', 'codes', 'over', 'is', 'set'],
};

/** Keys that mean nothing, a unit that is missing, a range that is none. */
export function declaredFaults(declaration: Declaration): readonly string[] {
  const { kind } = declaration;
  const known = KEYS[kind];
  const faults = Object.keys(declaration)
    .filter((key) => !known.includes(key))
    .map((key) => `"${key}" means nothing in ${kind}(...)${didYouMean(key, known)}`);
  if (kind !== 'copula' && typeof declaration.unit !== 'string')
    faults.push(`has no unit; wanted one such as 'USD/unit', or '-' for a plain number`);
  const range: unknown = 'range' in declaration ? declaration.range : undefined;
  if (range === undefined) return faults;
  const [least, greatest] = Array.isArray(range) ? range : [];
  if (!(least < greatest))
    faults.push(
      `range is ${JSON.stringify(range)}; wanted [least, greatest], the first below the second`,
    );
  return faults;
}
