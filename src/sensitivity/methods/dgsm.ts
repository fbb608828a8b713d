/** Derivative-based measures: how steep the outcome is. */

import * as z from 'zod';
import { closed } from '../../text/form.ts';
import { type ByGroup, byGroupForm, type Index, indexForm, pick } from '../by-group.ts';
import { dgsm as measure } from '../dgsm.ts';
import type { GradientMethod } from './method.ts';

interface Steepness {
  readonly nu: Index;
  readonly nuScores: Index;
  readonly share: Index;
  readonly jumps: boolean;
}

export interface DgsmPart {
  readonly dgsm: ByGroup<Steepness>;
}

export const dgsm: GradientMethod<'dgsm', DgsmPart> = {
  name: 'dgsm',
  about: 'mean squared slopes, and the bound on the total share that they give where nothing jumps',
  needs: 'gradient',
  priorOnly: {
    because: 'bounds shares of variance by slopes only where inputs are independent',
    instead: ['first-order', 'regression'],
  },
  form: {
    dgsm: byGroupForm<Steepness>(
      closed<Steepness>()({
        nu: indexForm,
        nuScores: indexForm,
        share: indexForm,
        jumps: z.boolean(),
      }),
    ),
  },
  measure: (plan, columns) =>
    measure(plan, columns).map((rows = []) => ({
      dgsm: Object.fromEntries(
        rows.map(({ id, nu, nuScores, share, jumps }) => [
          id,
          { nu: nu ?? null, nuScores: nuScores ?? null, share: share ?? null, jumps },
        ]),
      ),
    })),
  columns: ({ dgsm: found }) =>
    found === undefined
      ? []
      : [{ heading: 'DGSM bound', of: pick(found, ({ share }) => share), single: true }],
};
