/** Measures by group: what every method finds, and the form in which it is written down. */

import * as z from 'zod';
import type { Estimate } from '../stats/summary.ts';
import { estimateForm } from '../stats/summary-form.ts';
import { anyNumber, whole } from '../text/form.ts';

export type ByGroup<T> = Readonly<Record<string, T>>;

/**
 * An estimate of a group; null where the outcome is constant, or the measure is not defined for the
 * input.
 */
export type Index = Estimate | null;

export function byGroup(
  groups: readonly { readonly id: string }[],
  estimates: readonly (Index | undefined)[] | undefined,
): ByGroup<Index> {
  return Object.fromEntries(groups.map(({ id }, i) => [id, estimates?.[i] ?? null]));
}

/** One number of what is known of each group. */
export function pick<T>(of: ByGroup<T>, value: (one: T) => Index): ByGroup<Index> {
  return Object.fromEntries(Object.entries(of).map(([id, one]) => [id, value(one)]));
}

/** Ids by the size of a measure, largest first; what has none comes last. */
export function ranked(of: ByGroup<Index>): readonly string[] {
  const size = (id: string): number => Math.abs(of[id]?.value ?? -1);
  return Object.keys(of).toSorted((a, b) => size(b) - size(a));
}

export const textForm = z.string().max(100_000);
export const textsForm = z.array(textForm).max(100_000);
export const countForm = whole(0);
export const numberOrNullForm = z.union([anyNumber, z.null()]);
export const indexForm: z.ZodType<Index> = z.union([estimateForm, z.null()]);
export const byGroupForm = <T>(of: z.ZodType<T>): z.ZodType<ByGroup<T>> => z.record(textForm, of);
export const indicesForm = byGroupForm(indexForm);
