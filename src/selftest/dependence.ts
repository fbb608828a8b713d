/** Rank correlations of dependent draws: achieved against asked for. */

import { compile } from '../compile/compile.ts';
import { gev, gumbelmin, lognormal, pareto } from '../distributions/index.ts';
import { correlations } from '../execute/correlations.ts';
import { loadKernel } from '../kernel/load.ts';
import { eq } from '../language/equation.ts';
import { component, model } from '../language/model.ts';
import { copula, input, outcome } from '../language/quantity.ts';
import { quarterly } from '../language/time.ts';
import { resolvePlan } from '../plan/resolve.ts';
import type { Check } from '../report/certificate.ts';
import { worstScore } from './check.ts';

const TRIALS = 32_768;
/** So many that a score over them is nearly normal: beyond 4.5 once in 33,000 times. */
const REPLICATES = 64;

/**
 * Tails that have no mean, tails to the left, an end within a hair of the mode: ranks know nothing
 * of them.
 */
const margins = {
  paretoWithoutMean: pareto({ min: 1, shape: 0.9 }),
  mirrored: gumbelmin({ location: -1000, scale: 0.5 }),
  endToTheRight: gev({ location: 0, scale: 1, shape: -0.9 }),
  sixDecades: lognormal({ p10: 0.001, p90: 1000 }),
};

export function dependenceChecks(): Check[] {
  const inputs = Object.entries(margins).map(([id, distribution]) =>
    input(id, { unit: '-', distribution }),
  );
  const [one, two, three, four] = inputs;
  const copulas = [
    copula('gaussian', { of: [one, two], rank: 0.7 }),
    copula('t', { of: [three, four], rank: -0.6, df: 1 }),
  ];
  const outcomes = inputs.map((read) =>
    outcome(`drawn.${read.id}`, { unit: '-', is: eq`${read}` }),
  );
  const { program } = compile(
    model('dependence', {
      title: 'Pairs that move together',
      calendar: quarterly('2026Q1', 1),
      components: [component('all', 'Everything.', [...inputs, ...copulas, ...outcomes])],
    }),
  );
  const plan = resolvePlan({
    program,
    design: 'monte-carlo',
    seed: 'self-test',
    trials: TRIALS,
    replicates: REPLICATES,
  });
  const pairs = correlations(plan, loadKernel())?.pairs ?? [];
  return copulas.map(({ id }) => {
    const scores = pairs
      .filter(({ by }) => by === id)
      .map(
        ({ rank: { asked, achieved } }) => ((achieved.value ?? NaN) - asked) / (achieved.se ?? NaN),
      );
    return worstScore({ group: 'dependence', name: `rank correlation, ${id}` }, scores);
  });
}
