/**
 * Model to program: collect what is declared, give equations their meaning, check, put in order,
 * hash.
 */

import type { Chart } from '../charts/index.ts';
import type { Model, ModelChart, Source } from '../language/model.ts';
import { type Calendar, overIn } from '../language/time.ts';
import { entry } from '../text/entry.ts';
import { ascendingLevels } from '../text/level.ts';
import { withAwaited } from './awaited.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { checkFits, checkReferences, checkUse } from './check.ts';
import { checkKinds } from './check-kinds.ts';
import { programCopulas } from './copulas.ts';
import { collectDeclarations, type Declarations } from './declarations.ts';
import { type Elaborated, type ElaboratedOutcome, elaborate } from './elaborate.ts';
import { withEquations } from './equation-texts.ts';
import { withHistory } from './history.ts';
import { numberDimensions, programInputs } from './inputs.ts';
import { withObservables } from './observables.ts';
import { order } from './order.ts';
import { ModelError, type Problem } from './problem.ts';
import type { Program, ProgramCopula, ProgramInput, ProgramOutcome } from './program.ts';

export interface Compiled {
  readonly model: Model;
  readonly program: Program;
  readonly declarations: Declarations;
  /** Ids that each equation reads. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
  readonly warnings: readonly Problem[];
}

/**
 * @param keep  ids of variables and stocks that the program computes though no outcome depends on
 *              them; what else stands in it is passed over
 * @throws ModelError with every error of the model (and its warnings, for they are often the cause)
 */
export function compile(model: Model, keep: ReadonlySet<string> = new Set()): Compiled {
  const problems: Problem[] = [];
  const declarations = collectDeclarations(model, problems);
  if (declarations.outcomes.length === 0) {
    problems.push({
      severity: 'error',
      subject: model.name,
      message: 'declares no outcome, so there is nothing to forecast',
    });
  }
  const inputs = programInputs(declarations, problems);
  const elaborated = elaborate(model, declarations, problems);
  const copulas = programCopulas(declarations, inputs, problems);
  const observed = withObservables(
    assemble(model, declarations, elaborated, inputs, copulas, keep),
    model.observables,
    declarations,
    problems,
  );
  const program = withAwaited(withHistory(observed, model, problems), model, problems);
  checkUse(declarations, elaborated, program, problems);
  checkFits(declarations, problems);
  checkKinds(model, declarations, problems);
  checkReferences(model, program, problems);
  if (problems.some((problem) => problem.severity === 'error'))
    throw new ModelError(model.name, problems);
  return {
    model,
    program: withEquations(program, declarations, model.calendar),
    declarations,
    reads: elaborated.reads,
    warnings: problems,
  };
}

function assemble(
  model: Model,
  declarations: Declarations,
  { graph, quantities, outcomes, states, inputs: graphInputs }: Elaborated,
  inputs: readonly ProgramInput[],
  copulas: readonly ProgramCopula[],
  keep: ReadonlySet<string>,
): Program {
  const numberOf = new Map(inputs.map(({ id }, number) => [id, number]));
  const reported = [...outcomes].sort((a, b) =>
    a.outcome.id === b.outcome.id
      ? RANKS[a.over] - RANKS[b.over]
      : a.outcome.id < b.outcome.id
        ? -1
        : 1,
  );
  const ordered = order(
    graph,
    states,
    [
      ...reported.map(({ value }) => value),
      // After the outcomes, so that what these need anyway moves nothing.
      ...[...quantities].filter(([id]) => keep.has(id)).map(([, value]) => value),
    ],
    graphInputs.map((id) => entry(numberOf, id)),
  );
  const used = new Set([...ordered.usedInputs].map((number) => graphInputs[number]));
  // A factor is used where an input that loads on it is.
  for (const { id, loadings } of inputs)
    if (used.has(id)) loadings.forEach(({ factor }) => used.add(factor));
  const computed = {
    time: timeOf(model.calendar),
    ...numberDimensions(
      model,
      inputs.map((input) => ({ ...input, used: used.has(input.id) })),
      copulas,
    ),
    values: ordered.values,
    sections: ordered.sections,
    states: ordered.states,
    outcomes: reported.map(({ outcome, over, period, value }): ProgramOutcome => {
      const { id, unit, label, basis, outcomeKind, codes, set } = outcome;
      const kind = outcomeKind ?? (codes === undefined ? undefined : 'category');
      return {
        id,
        unit,
        over,
        ...(period === undefined ? {} : { period }),
        value: entry(ordered.indexOf, value),
        about: {
          ...(label === undefined ? {} : { label }),
          ...(basis === undefined ? {} : { basis }),
          ...(kind === undefined ? {} : { kind }),
          ...(codes === undefined ? {} : { codes }),
          ...(set === undefined ? {} : { set }),
        },
      };
    }),
  };
  return {
    format: 1,
    name: model.name,
    title: model.title,
    ...(model.edition === undefined ? {} : { edition: model.edition }),
    fingerprint: programFingerprint(computed),
    ...computed,
    variables: [...quantities]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([id, value]) => {
        const definition = entry(declarations.quantities, id);
        const index = ordered.indexOf.get(value);
        if (index === undefined || (definition.kind !== 'variable' && definition.kind !== 'stock'))
          return [];
        const component = declarations.componentOf.get(id) ?? '';
        const { unit, over } = definition;
        return [
          { id, unit, over: over === undefined ? 'trial' : 'quarter', value: index, component },
        ];
      }),
    components: model.components.map(({ name, summary }) => ({ name, summary })),
    ...(model.headlines === undefined ? {} : { headlines: [...model.headlines] }),
    ...(model.quantiles === undefined ? {} : { quantiles: ascendingLevels(model.quantiles) }),
    ...(model.charts === undefined
      ? {}
      : { charts: model.charts.map((chart) => charted(chart, model.calendar)) }),
    ...(model.forecasts === undefined ? {} : { forecasts: model.forecasts }),
    ...(model.presets === undefined ? {} : { presets: model.presets }),
    ...(model.knows === undefined ? {} : { knows: model.knows }),
    ...(model.unitNames === undefined ? {} : { unitNames: model.unitNames }),
    ...translationsOf(model),
    ...citedSources(model, inputs),
  };
}

function translationsOf({ translations }: Model): Pick<Program, 'translations'> {
  if (translations === undefined) return {};
  return {
    translations: Object.fromEntries(
      Object.entries(translations).map(([language, read]) => [language, read()]),
    ),
  };
}

/**
 * The rows of the register that some input, past value or awaited report cites, so that a report can show them without the model.
 */
function citedSources(
  model: Model,
  inputs: readonly ProgramInput[],
): { readonly sources?: readonly Source[] } {
  if (model.sources === undefined) return {};
  const cited = new Set([
    ...inputs.flatMap(({ about }) => about.sources ?? []),
    ...(model.history ?? []).flatMap(({ sources = [] }) => sources),
    ...(model.awaited ?? []).flatMap(({ sources = [] }) => sources),
  ]);
  return { sources: model.sources().filter(({ id }) => cited.has(id)) };
}

/** Of outcomes with one id those by year come first. */
const RANKS: Readonly<Record<ElaboratedOutcome['over'], number>> = {
  year: 0,
  quarter: 1,
  horizon: 2,
};

function timeOf({ step, start, steps, years }: Calendar): Program['time'] {
  return { ...(step === 'quarter' ? {} : { step }), start, quarters: steps, years };
}

/** In a program a step is called a quarter, and whatever is longer a year. */
function charted(chart: ModelChart, calendar: Calendar): Chart {
  const { over } = chart;
  const found = overIn(calendar, over);
  // What is wrong of it, the form of charts tells.
  if (found === undefined || found === 'horizon') return chart as Chart;
  return { ...chart, over: found === 'step' ? 'quarter' : 'year' } as Chart;
}

/**
 * Over what is computed and nothing else: no labels, units, sources, names of variables, nor inputs
 * without effect.
 */
export function programFingerprint(
  program: Pick<
    Program,
    'time' | 'inputs' | 'copulas' | 'values' | 'sections' | 'states' | 'outcomes'
  >,
): string {
  const used = new Map<number, number>();
  program.inputs.forEach((input, number) => input.used && used.set(number, used.size));
  return sha256(
    canonicalJson({
      time: program.time,
      inputs: program.inputs
        .filter((input) => input.used)
        .map(({ id, over, distribution, loadings, dimensions }) => ({
          id,
          over,
          distribution,
          loadings,
          dimensions,
        })),
      ...(program.copulas === undefined
        ? {}
        : {
            copulas: program.copulas.map(
              ({ id, df, measure, inputs, target, over, dimensions }) => ({
                id,
                df,
                measure,
                inputs,
                target,
                over,
                dimensions,
              }),
            ),
          }),
      values: program.values.map((value) =>
        value.op === 'input' ? { ...value, input: used.get(value.input) } : value,
      ),
      sections: program.sections,
      states: program.states,
      outcomes: program.outcomes.map(({ id, over, period, value }) => ({
        id,
        over,
        ...(period === undefined ? {} : { period }),
        value,
      })),
    }),
  );
}
