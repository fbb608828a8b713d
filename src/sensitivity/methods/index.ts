/**
 * All sensitivity methods, a line each, in the order in which pages show them: the first that has
 * columns orders the rows of a table.
 */

import { delta } from './delta.ts';
import { dgsm } from './dgsm.ts';
import { firstOrder } from './first-order.ts';
import { information } from './information.ts';
import type {
  DrawsMethod,
  ExchangeMethod,
  GradientMethod,
  PathsMethod,
  PriorOnly,
} from './method.ts';
import { morris } from './morris.ts';
import { pawn } from './pawn.ts';
import { regression } from './regression.ts';
import { shapley } from './shapley.ts';
import { shares } from './shares.ts';
import { sobol } from './sobol.ts';
import { spearman } from './spearman.ts';
import { tail } from './tail.ts';
import { tornado } from './tornado.ts';
import { watch } from './watch.ts';

export const METHODS = [
  sobol,
  shapley,
  shares,
  firstOrder,
  delta,
  pawn,
  morris,
  information,
  spearman,
  regression,
  tail,
  dgsm,
  tornado,
  watch,
] as const;

type Method = (typeof METHODS)[number];
export type MethodName = Method['name'];

/** Methods that need this of a model. */
export function methodsThatNeed<Need extends Method['needs']>(
  need: Need,
): readonly Extract<Method, { readonly needs: Need }>[] {
  return METHODS.filter(
    (method): method is Extract<Method, { readonly needs: Need }> => method.needs === need,
  );
}

/** What keeps a method from trials that evidence weighs; undefined where nothing does. */
export function priorOnlyOf(method: Method): PriorOnly | undefined {
  return 'priorOnly' in method ? method.priorOnly : undefined;
}

/** Names of methods that read trials as evidence weighs them. */
export function methodsUnderEvidence(): readonly MethodName[] {
  return METHODS.flatMap((method) => (priorOnlyOf(method) ? [] : [method.name]));
}

/** Methods that say something of each outcome. */
export const OF_OUTCOMES = METHODS.filter(
  (method): method is Exclude<Method, { readonly needs: 'paths' }> => method.needs !== 'paths',
);

type PartOf<M> =
  M extends DrawsMethod<string, infer Part>
    ? Partial<Part>
    : M extends ExchangeMethod<string, infer Part>
      ? Partial<Part>
      : M extends GradientMethod<string, infer Part>
        ? Partial<Part>
        : M extends PathsMethod<string, infer Part>
          ? Partial<Part>
          : never;
type Together<Union> = (Union extends unknown ? (part: Union) => void : never) extends (
  part: infer Part,
) => void
  ? Part
  : never;

/** What methods find of an outcome, by the keys that their forms name. */
export type OutcomeParts = Together<PartOf<(typeof OF_OUTCOMES)[number]>>;

/** What methods find of the question as a whole. */
export type DocumentParts = Together<PartOf<Extract<Method, { readonly needs: 'paths' }>>>;
