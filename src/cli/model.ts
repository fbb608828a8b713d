/**
 * What `chipcast model` prints: the model as its readers meet it. Every page is a function of the
 * compiled model to text.
 */

import type { Compiled } from '../compile/compile.ts';
import { describeProblems } from '../compile/problem.ts';
import { streamNames } from '../compile/program.ts';
import { padRight, widest, wrap } from '../text/table.ts';
import { count, listed, page, WIDTH } from './model-page.ts';
import { sourceGaps } from './model-sources.ts';

export { modelEquations } from './model-equations.ts';
export { modelGraph } from './model-graph.ts';
export { modelOverview } from './model-overview.ts';
export { modelSources } from './model-sources.ts';

/** What others published about the same outcomes. */
export function modelForecasts({ model }: Compiled): string {
  const forecasts = model.forecasts ?? [];
  if (forecasts.length === 0)
    return page([[`${model.title}: no published forecasts to compare with.`]]);
  const left = widest(forecasts.map(({ id }) => id)) + 2;
  return page([
    [`${model.title}: ${count(forecasts.length, 'published forecast')}`],
    ...forecasts.map(({ id, claimant, claim, outcomes, statistic, value, note }) => [
      ...wrap(`${padRight(id, left - 1)} ${value}: ${claim} (${claimant})`, WIDTH, left),
      ...wrap(
        `${' '.repeat(left)}against ${outcomes.join(', ')} by ${statistic}${note === '' ? '' : `; ${note}`}`,
        WIDTH,
        left,
      ),
    ]),
  ]);
}

/** What is doubtful in a model that compiles. */
export function modelCheck(compiled: Compiled): string {
  const { model, program, warnings } = compiled;
  const register = model.sources?.();
  const gaps = register === undefined ? { unknown: [], bare: [] } : sourceGaps(compiled, register);
  const good = warnings.length === 0 && gaps.unknown.length === 0 && gaps.bare.length === 0;
  return page([
    wrap(
      `Model "${model.name}" compiles: ${count(program.inputs.length, 'assumption')}, ${count(program.variables.length, 'equation')}, ` +
        `${count(program.outcomes.length, 'outcome')}, units agree, no circles. Fingerprint ${program.fingerprint}.`,
      WIDTH,
    ),
    warnings.length === 0 ? [] : [describeProblems(model.name, warnings)],
    listed('Cited, but not in the register of sources', gaps.unknown),
    listed('Assumptions without a source', gaps.bare),
    good ? ['No problems.'] : [],
  ]);
}

/**
 * The names of all uniforms, one a line, in the order of their low-discrepancy dimensions: those
 * that the model lists, whether still used or not, then new ones. Written to the model's list, it
 * keeps every draw where it is.
 */
export function modelDimensions({ model, program }: Compiled): string {
  const listed = model.dimensions ?? [];
  const added = program.inputs
    .flatMap((input) => {
      const names = streamNames(input, program.time.quarters);
      return input.dimensions.map((dimension, k) => ({ dimension, name: names[k]! }));
    })
    .filter(({ dimension }) => dimension >= listed.length)
    .sort((a, b) => a.dimension - b.dimension);
  return `${[...listed, ...added.map(({ name }) => name)].join('\n')}\n`;
}
