/** How precisely something is to be known: a statistic and its Monte Carlo error. */

import type { ConditionNames } from '../condition/names.ts';
import { parseQuery, type Query, QueryError } from '../query/query.ts';

export interface Precision {
  readonly query: Query;
  /** Standard error, above 0. */
  readonly error: number;
}

const WANTED =
  "wanted a statistic, ± (or +-) and a standard error, such as 'P(balance.domesticReached[2028]) ± 0.001'";

/**
 * Reads `P(balance.domesticReached[2028]) ± 0.001`; the error of a probability may be in per cent.
 *
 * @throws QueryError naming what cannot be read
 */
export function parsePrecision(written: string, names: ConditionNames): Precision {
  const text = written.replace(/\s+/g, ' ').trim();
  const parts = /^(.*\)) ?(?:±|\+\/?-) ?([^±]*)$/.exec(text);
  if (parts === null) throw new QueryError(`${text}: found no error to reach; ${WANTED}`);
  const query = parseQuery(parts[1], names);
  const isPercent = parts[2].endsWith('%');
  if (isPercent && query.asked.kind !== 'P')
    throw new QueryError(`${text}: only a probability can be in per cent; ${WANTED}`);
  const number = parts[2].replace(/ ?%$/, '').replaceAll('_', '');
  const error = number === '' ? Number.NaN : Number(number) / (isPercent ? 100 : 1);
  if (!(error > 0 && error < Number.POSITIVE_INFINITY))
    throw new QueryError(`${text}: "${parts[2]}" is no error above 0; ${WANTED}`);
  return { query, error };
}
