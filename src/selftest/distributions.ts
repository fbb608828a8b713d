/** Quantiles and moments of every family against mpmath. */

import { parseDistribution } from '../distributions/index.ts';
import type { Check } from '../report/certificate.ts';
import { relativeError, worst } from './check.ts';
import { printed, type Reference, type ReferenceMember } from './reference.ts';

/** What families promise, in both tails. */
const LIMIT = 1e-12;

/** Members by the name of their family, in the order of the families in the reference. */
export function byFamily(
  members: readonly ReferenceMember[],
): ReadonlyMap<string, readonly ReferenceMember[]> {
  const families = new Map<string, ReferenceMember[]>();
  for (const member of members) {
    const { family } = parseDistribution(member.text);
    families.set(family, [...(families.get(family) ?? []), member]);
  }
  return families;
}

export function distributionChecks({ members }: Pick<Reference, 'members'>): Check[] {
  return [...byFamily(members)].flatMap(([family, its]) => {
    const heading = (what: string) => ({
      group: 'distributions',
      name: `${family} ${what}`,
      measure: 'relative error',
    });
    return [
      worst(heading('quantiles'), LIMIT, its.flatMap(quantileErrors)),
      worst(heading('moments'), LIMIT, its.flatMap(momentErrors)),
    ];
  });
}

function quantileErrors({ text, quantiles, upper, shares }: ReferenceMember): number[] {
  const distribution = parseDistribution(text);
  // Where values lie on both sides of 0, those near it are differences: their errors are relative
  // to the distance between the quartiles.
  const straddles = quantiles[0][1] < 0 && upper[0][1] > 0;
  const least = straddles ? shares[2][0] - shares[0][0] : 0;
  const error = (found: number, truth: number) =>
    Math.abs(truth) >= least ? relativeError(found, truth) : Math.abs(found - truth) / least;
  return [
    ...quantiles.map(([p, x]) => error(distribution.quantile(p), x)),
    ...upper.map(([q, x]) => error(distribution.upperQuantile(q), x)),
  ];
}

function momentErrors({ text, mean, sd }: ReferenceMember): number[] {
  const distribution = parseDistribution(text);
  return [
    relativeError(distribution.mean, printed(mean), sizeOf(sd)),
    relativeError(distribution.sd, printed(sd)),
  ];
}

/**
 * By what an error is divided where the true value is 0: the standard deviation, where there is
 * one.
 */
function sizeOf(sd: ReferenceMember['sd']): number {
  const size = printed(sd);
  return size > 0 && size < Infinity ? size : 1;
}
