/**
 * Every equation of a model, typeset, component after component: what is assumed first, then what
 * is computed from it. A symbol leads to where it is defined.
 */

import type { Program, ProgramInput } from '../../compile/program.ts';
import { parseDistribution } from '../../distributions/index.ts';
import type { Plan } from '../../plan/plan.ts';
import { isShare, unitOf as unitIn } from '../../report/measure.ts';
import { namesOf } from '../../report/names.ts';
import { distributionText } from '../../report/run-facts.ts';
import type { Summary } from '../../stats/summary.ts';
import { bareId } from '../../text/column-name.ts';
import { escaped } from '../../text/escaped.ts';
import { amountText, scaleOf } from '../spoken.ts';
import type { Words } from '../words/en.ts';
import { equationMathml, openingMathml, type Setting } from './mathml.ts';
import { readEquation } from './read.ts';

/** A symbol, whatever it is of the model. */
interface Known {
  readonly quarterly: boolean;
  /** Whether it has an entry of its own: outcomes have one a period. */
  readonly defined: boolean;
  /** As people write it; of an outcome in its last period. */
  readonly median: string | undefined;
}

/** A unit in which numbers of the model are, as people say it. */
type UnitText = (unit: string) => string;

/** @returns HTML; nothing of a run that was made before programs had their equations */
export function equationsHtml(
  { plan, summary }: { readonly plan: Plan; readonly summary: Summary },
  words: Words,
): string | undefined {
  const { program } = plan;
  if (program.variables.every(({ about }) => about === undefined)) return undefined;
  const known = knownOf(plan, summary);
  const setting: Setting = {
    words: words.equations.math,
    isQuarterly: (id) => known.get(id)?.quarterly ?? false,
    symbol: (id) => symbolHtml(id, known),
  };
  const names = namesOf(program, words.code);
  const unitOf: UnitText = (unit) => words.charts.unit(unitIn({ unit }, names));
  const components = [
    ...new Set([
      ...(program.components ?? []).map(({ name }) => name),
      ...program.inputs.map(({ about }) => about.component),
      ...program.variables.map(({ component = '' }) => component),
    ]),
  ];
  const summaries = new Map(
    (program.components ?? []).map(({ name, summary: text }) => [name, text]),
  );
  const parts = components.map((name) => {
    const assumed = program.inputs.flatMap((input, k) =>
      input.about.component === name
        ? [assumedHtml(input, plan.inputs[k].distribution, known, words, unitOf)]
        : [],
    );
    const computed = program.variables
      .filter(({ component }) => component === name)
      .map((variable) => variableHtml(variable, known, setting, words, unitOf));
    if (assumed.length + computed.length === 0) return '';
    return [
      `<h3 id="c-${escaped(name)}">${escaped(summaries.get(name) ?? name)} <code>${escaped(name)}</code></h3>`,
      ...(assumed.length === 0 ? [] : [`<ul class="assumed">${assumed.join('\n')}</ul>`]),
      ...computed,
    ].join('\n');
  });
  return [
    `<p>${escaped(words.equations.note)}</p>`,
    ...parts,
    `<h3 id="c-outcomes">${escaped(words.equations.outcomes)}</h3>`,
    ...program.outcomes.map((outcome) => outcomeHtml(outcome, known, setting, words, unitOf)),
  ].join('\n');
}

function knownOf(plan: Plan, summary: Summary): ReadonlyMap<string, Known> {
  const { program } = plan;
  const medians = new Map(
    summary.outcomes.map(({ id, quantiles }) => [bareId(id), quantiles.p50.value]),
  );
  const told = (unit: string, value: number | null | undefined): string | undefined =>
    typeof value === 'number' && Number.isFinite(value)
      ? amountText(value, scaleOf(unit, program.unitNames), 3)
      : undefined;
  return new Map<string, Known>([
    ...[...program.outcomes, ...program.variables].map((one, k): [string, Known] => [
      one.id,
      {
        quarterly: one.over === 'quarter',
        defined: k >= program.outcomes.length,
        median: told(one.unit, medians.get(one.id)),
      },
    ]),
    ...program.inputs.map(({ id, unit, over }, k): [string, Known] => [
      id,
      {
        quarterly: over === 'quarter',
        defined: true,
        median: told(unit, parseDistribution(plan.inputs[k].distribution).quantile(0.5)),
      },
    ]),
  ]);
}

/** A link to where it is defined, which is what a reader is shown who points at it. */
function symbolHtml(id: string, known: ReadonlyMap<string, Known>): string {
  return known.get(id)?.defined ? `<a href="#e-${escaped(id)}">${escaped(id)}</a>` : escaped(id);
}

function assumedHtml(
  { id, unit, about }: ProgramInput,
  distribution: string,
  known: ReadonlyMap<string, Known>,
  words: Words,
  unitOf: UnitText,
): string {
  const given = `<code>${escaped(id)} = ${escaped(distributionText(distribution))}</code>`;
  const isFixed = distribution.startsWith('point(');
  const own = known.get(id)?.median;
  // The code has a share as the model does.
  const told = isFixed && isShare({ unit }) ? (own ?? '') : unitOf(unit);
  const small = aside(told, isFixed ? undefined : own, about, words);
  return `<li id="e-${escaped(id)}">${escaped(about.label ?? id)} ${given} ${small}</li>`;
}

function variableHtml(
  { id, unit, about }: Program['variables'][number],
  known: ReadonlyMap<string, Known>,
  setting: Setting,
  words: Words,
  unitOf: UnitText,
): string {
  if (about === undefined) return '';
  const isKnown = (name: string) => known.has(name);
  const opening = about.opening === undefined ? undefined : readEquation(about.opening, isKnown);
  const is = readEquation(about.equation, isKnown);
  const told = aside(unitOf(unit), known.get(id)?.median, about, words);
  return entryHtml(`e-${id}`, about.label ?? id, told, [
    is === undefined ? verbatim(id, about.equation) : equationMathml(id, is, setting),
    ...(opening === undefined ? [] : [openingMathml(id, opening, setting)]),
  ]);
}

function outcomeHtml(
  { id, unit, over, about }: Program['outcomes'][number],
  known: ReadonlyMap<string, Known>,
  setting: Setting,
  words: Words,
  unitOf: UnitText,
): string {
  const { equation = '' } = about;
  const is = readEquation(equation, (name) => known.has(name));
  const told = aside(unitOf(unit), known.get(id)?.median, {}, words);
  return entryHtml(`o-${id}-${over}`, about.label ?? id, told, [
    is === undefined ? verbatim(id, equation) : equationMathml(id, is, setting, over === 'quarter'),
  ]);
}

function entryHtml(anchor: string, label: string, told: string, lines: readonly string[]): string {
  return `<div class="equation" id="${escaped(anchor)}"><p>${escaped(label)} ${told}</p><div class="scroll" tabindex="0" role="group" aria-label="${escaped(label)}">${lines.join('')}</div></div>`;
}

/** Unit, median, reason and sources, in small. */
function aside(
  unit: string,
  median: string | undefined,
  about: Pick<ProgramInput['about'], 'why' | 'judgement' | 'sources'>,
  words: Words,
): string {
  const { why, judgement, sources = [] } = about;
  const told = [
    ...(why === undefined ? [] : [why]),
    ...(judgement ? [words.equations.judged] : []),
    ...(sources.length === 0 ? [] : [words.equations.sources(sources)]),
  ].join(' ');
  const parts = [
    unit,
    ...(median === undefined ? [] : [words.equations.median(median)]),
    ...(told === '' ? [] : [told]),
  ];
  return `<small>${parts.map(escaped).join(' · ')}</small>`;
}

function verbatim(id: string, equation: string): string {
  return `<code>${escaped(id)} = ${escaped(equation)}</code>`;
}
