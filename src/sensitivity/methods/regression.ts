/** Standardised coefficients and partial correlations, of values and of ranks. */

import * as z from 'zod';
import { earnedPair } from '../../stats/round.ts';
import { closed } from '../../text/form.ts';
import { type ByGroup, byGroup, type Index, indexForm, indicesForm } from '../by-group.ts';
import { regression as fit, rankRegression } from '../given/regression.ts';
import type { DrawsMethod } from './method.ts';

export interface RegressionPart {
  readonly src: ByGroup<Index>;
  readonly pcc: ByGroup<Index>;
  readonly prcc: ByGroup<Index>;
  /**
   * How much of the variance the linear fits of values and of ranks explain; below 0.7 their
   * coefficients are no measure.
   */
  readonly linear: {
    readonly rSquared: Index;
    readonly rankRSquared: Index;
    readonly poor: boolean;
    readonly rankPoor: boolean;
  };
}

export const regression: DrawsMethod<'regression', RegressionPart> = {
  name: 'regression',
  about:
    'standardised coefficients, partial correlations, of values and of ranks, with the R squared of the fits',
  needs: 'draws',
  form: {
    src: indicesForm,
    pcc: indicesForm,
    prcc: indicesForm,
    linear: closed<RegressionPart['linear']>()({
      rSquared: indexForm,
      rankRSquared: indexForm,
      poor: z.boolean(),
      rankPoor: z.boolean(),
    }),
  },
  measure(data, single) {
    const alone = { ...data, inputs: single };
    const [values, ranks] = [fit(alone), rankRegression(alone)];
    return {
      src: byGroup(single, values?.src),
      pcc: byGroup(single, values?.pcc),
      prcc: byGroup(single, ranks?.pcc),
      linear: {
        rSquared: values?.rSquared ?? null,
        rankRSquared: ranks?.rSquared ?? null,
        poor: values?.poor ?? true,
        rankPoor: ranks?.poor ?? true,
      },
    };
  },
  columns: ({ prcc, src, pcc }) =>
    (
      [
        ['PRCC', prcc],
        ['SRC', src],
        ['PCC', pcc],
      ] as const
    ).flatMap(([heading, of]) => (of === undefined ? [] : [{ heading, of, single: true }])),
  notes({ linear }, { tell }) {
    if (linear === undefined) return [];
    const text = (index: Index): string => earnedPair(index?.value ?? null, index?.se ?? null);
    return [
      ...(linear.poor
        ? [
            tell('The linear fit explains {share} of the variance: SRC and PCC say little.', {
              share: text(linear.rSquared),
            }),
          ]
        : []),
      ...(linear.rankPoor
        ? [
            tell('The linear fit of ranks explains {share}: PRCC says little.', {
              share: text(linear.rankRSquared),
            }),
          ]
        : []),
    ];
  },
};
