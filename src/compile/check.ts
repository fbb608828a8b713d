/** What compiles but is odd, and what the data of a model name that does not exist. */

import { type Chart, chartFaults, chartForm } from '../charts/index.ts';
import type { Distribution } from '../distributions/index.ts';
import type { Model } from '../language/model.ts';
import { dayFault } from '../text/day.ts';
import { checkForm, FormError } from '../text/form.ts';
import { levelFault } from '../text/level.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Declarations } from './declarations.ts';
import type { Elaborated } from './elaborate.ts';
import type { Problem } from './problem.ts';
import { outcomeColumns, type Program, shownOver, streamNames } from './program.ts';

/** What no outcome needs, directly or through other equations. */
export function checkUse(
  declarations: Declarations,
  elaborated: Elaborated,
  program: Program,
  problems: Problem[],
): void {
  const usedInputs = new Set(program.inputs.filter((input) => input.used).map((input) => input.id));
  const needed = new Set<string>();
  const waiting = declarations.outcomes.map(({ id }) => id);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    elaborated.reads.get(id)?.forEach((read) => {
      if (needed.has(read)) return;
      needed.add(read);
      waiting.push(read);
    });
  for (const definition of declarations.quantities.values()) {
    const assumption = definition.kind !== 'variable' && definition.kind !== 'stock';
    if (
      assumption
        ? usedInputs.has(definition.id) || needed.has(definition.id)
        : needed.has(definition.id)
    )
      continue;
    const name = {
      input: 'input',
      lever: 'lever',
      constant: 'constant',
      factor: 'factor',
      variable: 'variable',
      stock: 'stock',
    }[definition.kind];
    problems.push({
      severity: 'warning',
      subject: definition.id,
      message: `unused ${name}: no outcome depends on it`,
      where: definition.where,
    });
  }
}

/** A fit that misses a probability by more than this says something else than was given. */
const LARGEST_MISS = 0.05;

/** Inputs whose distribution was fitted to values that it does not meet. */
export function checkFits(declarations: Declarations, problems: Problem[]): void {
  for (const definition of declarations.quantities.values()) {
    if (definition.kind !== 'input') continue;
    const message = fitDoubt(definition.distribution);
    if (message === undefined) continue;
    problems.push({
      severity: 'warning',
      subject: definition.id,
      message,
      where: definition.where,
    });
  }
}

/** That a fit is far from what it was fitted to; undefined if it is not, or there is none. */
export function fitDoubt({ text, fit }: Pick<Distribution, 'text' | 'fit'>): string | undefined {
  if (fit === undefined || fit.greatest <= LARGEST_MISS) return undefined;
  const { name, p, x, reached } = fit.levels.reduce((worst, level) =>
    Math.abs(level.reached - level.p) > Math.abs(worst.reached - worst.p) ? level : worst,
  );
  const percent = (share: number) => Number((100 * share).toPrecision(3));
  return `${text} is a poor fit: ${percent(reached)} % lie at or below ${x}, its ${name}, and ${percent(p)} % were wanted; metalog passes through all`;
}

/** What of a chart has not the form of its kind: a model in JavaScript may hold anything. */
function formFaults(chart: Chart): readonly string[] {
  try {
    checkForm(chartForm, chart);
    return [];
  } catch (error) {
    if (error instanceof FormError) return error.faults;
    throw error;
  }
}

/**
 * Days that the model's data state, and what of a source's date has the form of a day; sources may
 * also be dated in words.
 */
function daysOf(
  { knows, evidence = [] }: Model,
  { sources = [] }: Program,
): readonly (readonly [string, string])[] {
  return [
    ...(knows === undefined ? [] : [['knows', knows] as const]),
    ...evidence.map(({ id, known }) => [`evidence ${id}`, known] as const),
    ...sources.flatMap(({ id, date }) =>
      [...date.matchAll(/\b\d{4}-\d{2}-\d{2}\b/g)].map(([day]) => [`source ${id}`, day] as const),
    ),
  ];
}

/**
 * Names that the model's data use: presets, headlines, published forecasts, dimensions, sources.
 */
export function checkReferences(model: Model, program: Program, problems: Problem[]): void {
  const inputs = new Set(program.inputs.map((input) => input.id));
  const outcomes = new Set([
    ...program.outcomes.map(({ id }) => id),
    ...outcomeColumns(program).map(({ id }) => id),
  ]);
  const unknown = (subject: string, what: string, id: string, known: Iterable<string>): void => {
    problems.push({
      severity: 'error',
      subject,
      message: `${what} "${id}" does not exist${didYouMean(id, known)}`,
    });
  };
  const { edition } = model;
  if (edition !== undefined && !(Number.isInteger(edition) && edition >= 1))
    problems.push({
      severity: 'error',
      subject: model.name,
      message: `edition is ${String(edition)}; wanted a whole number from 1`,
    });
  for (const [name, preset] of Object.entries(model.presets ?? {})) {
    for (const id of Object.keys(preset.set))
      if (!inputs.has(id)) unknown(`preset ${name}`, 'input', id, inputs);
  }
  for (const level of model.quantiles ?? []) {
    const message = levelFault(level);
    if (message !== undefined) problems.push({ severity: 'error', subject: 'quantiles', message });
  }
  for (const id of model.headlines ?? [])
    if (!outcomes.has(id)) unknown('headlines', 'outcome', id, outcomes);
  for (const chart of program.charts ?? []) {
    const subject = `chart "${chart.title}"`;
    const malformed = formFaults(chart);
    const faults = malformed.length > 0 ? malformed : chartFaults(chart);
    for (const message of faults) problems.push({ severity: 'error', subject, message });
    if (malformed.length > 0) continue;
    for (const id of chart.outcomes) {
      const there = program.outcomes.some((one) => one.id === id && shownOver(one) === chart.over);
      if (!there) unknown(subject, `outcome by ${chart.over}`, id, outcomes);
    }
  }
  for (const [subject, text] of daysOf(model, program)) {
    const message = dayFault(text);
    if (message !== undefined) problems.push({ severity: 'error', subject, message });
  }
  for (const forecast of model.forecasts ?? []) {
    for (const id of forecast.outcomes) {
      if (!outcomes.has(id)) unknown(`published forecast ${forecast.id}`, 'outcome', id, outcomes);
    }
  }
  if (model.dimensions === undefined) return;
  const listed = new Set(model.dimensions);
  const streams = program.inputs.flatMap((input) =>
    input.used && input.dimensions.length > 0 ? streamNames(input, program.time.quarters) : [],
  );
  for (const copula of program.copulas ?? []) {
    if (copula.df !== undefined) streams.push(...streamNames(copula, program.time.quarters));
  }
  const spare = model.dimensions.filter((name) => !streams.includes(name));
  for (const name of streams) {
    if (listed.has(name)) continue;
    const message = `is not in the model's list of dimensions, so a later input may move its draws; append it${didYouMean(name, spare)}`;
    problems.push({ severity: 'warning', subject: name, message });
  }
  const doubled = model.dimensions.filter((name, k, all) => all.indexOf(name) !== k);
  for (const name of doubled) {
    problems.push({
      severity: 'error',
      subject: 'dimensions',
      message: `"${name}" stands twice; every dimension is one stream`,
    });
  }
}
