/** What is to be reached: a statistic and a number. */

import type { ConditionNames } from '../condition/names.ts';
import { parseQuery, type Query, QueryError } from '../query/query.ts';

export interface Target {
  readonly query: Query;
  readonly value: number;
}

const WANTED =
  "wanted a statistic, = and a number, such as 'P(balance.domesticReached[2028]) = 0.5'";

/**
 * Reads `P(balance.domesticReached[2028]) = 0.5`; a probability may be in per cent.
 *
 * @throws QueryError naming what cannot be read, or a number that the statistic can never have
 */
export function parseTarget(written: string, names: ConditionNames): Target {
  const text = written.replace(/\s+/g, ' ').trim();
  const parts = /^(.*\)) ?={1,2} ?([^=)]*)$/.exec(text);
  if (parts === null) throw new QueryError(`${text}: found no number to reach; ${WANTED}`);
  const query = parseQuery(parts[1], names);
  const { kind } = query.asked;
  const isPercent = parts[2].endsWith('%');
  const number = parts[2].replace(/ ?%$/, '').replaceAll('_', '');
  const value = number === '' ? Number.NaN : Number(number) / (isPercent ? 100 : 1);
  if (!Number.isFinite(value))
    throw new QueryError(`${text}: "${parts[2]}" is no number; ${WANTED}`);
  if (isPercent && kind !== 'P')
    throw new QueryError(`${text}: only a probability can be in per cent; ${WANTED}`);
  if (kind === 'P' && (value < 0 || value > 1))
    throw new QueryError(
      `${text}: a probability is between 0 and 1${value > 1 && value <= 100 ? `; did you mean ${value / 100}?` : ''}`,
    );
  if (kind === 'Corr' && (value < -1 || value > 1))
    throw new QueryError(`${text}: a correlation is between -1 and 1`);
  return { query, value };
}
