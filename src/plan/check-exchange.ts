/** The matrices of an analysis whose plan comes from outside: their form, and what they point to. */

import * as z from 'zod';
import { checkForm, closed, FormError, whole } from '../text/form.ts';
import { EXCHANGE_DESIGNS, type Exchange, type Matrix } from './exchange.ts';
import type { Plan } from './plan.ts';

const MOST_MATRICES = 100_000;

const numbers = z.array(whole(0, MOST_MATRICES)).max(MOST_MATRICES);

const matrix: z.ZodType<Matrix> = z.union([
  z.array(numbers).min(1).max(1024),
  closed<{ readonly walk: number; readonly steps: number }>()({
    walk: whole(0, MOST_MATRICES),
    steps: whole(0, MOST_MATRICES),
  }),
]);

const form: z.ZodType<Exchange> = closed<Exchange>()({
  groups: z.array(z.array(z.string().max(1000)).max(100_000)).max(100_000),
  matrices: z.array(matrix).min(1).max(MOST_MATRICES),
  orders: z.exactOptional(z.array(z.array(numbers).max(1024)).max(MOST_MATRICES)),
  second: z.enum(['independent', 'half-away']),
  dimensions: whole(0, 1_000_000),
});

/**
 * The matrices, if their groups, walks and replicates are there.
 *
 * @throws FormError with every fault
 */
export function checkExchange(
  content: unknown,
  { design, replicates }: Pick<Plan, 'design' | 'replicates'>,
): Exchange {
  const exchange = checkForm(form, content);
  const { groups, matrices, orders = [] } = exchange;
  const faults: string[] = [];
  const tell = (place: string, what: string): void =>
    void faults.push(`exchange.${place}: ${what}`);
  const isGroup = (group: number): boolean => group < groups.length;
  if (!EXCHANGE_DESIGNS.some((one) => one === design))
    tell('second', `the design ${design} has none; wanted ${EXCHANGE_DESIGNS.join(' or ')}`);
  orders.forEach((order, k) => {
    if (order.length !== replicates)
      tell(`orders[${k}]`, `has ${order.length} replicates; wanted ${replicates}`);
    if (!order.every((of) => of.every(isGroup)))
      tell(`orders[${k}]`, `names a group beyond the ${groups.length} there are`);
  });
  matrices.forEach((one, k) => {
    if ('walk' in one) {
      if (one.walk >= orders.length)
        tell(`matrices[${k}]`, `is of walk ${one.walk}; there are ${orders.length}`);
    } else if (one.length !== 1 && one.length !== replicates)
      tell(`matrices[${k}]`, `has ${one.length} lists; wanted 1 or ${replicates}`);
    else if (!one.every((of) => of.every(isGroup)))
      tell(`matrices[${k}]`, `names a group beyond the ${groups.length} there are`);
  });
  if (faults.length > 0) throw new FormError(faults);
  return exchange;
}
