/**
 * The model as its equations and what they rest on, for who knows the subject and not the language.
 */

import type { Compiled } from '../../compile/compile.ts';
import { stepWord } from '../../compile/program.ts';
import type { Opening, Outcome } from '../../language/declaration.ts';
import { equationText, partText } from '../../language/equation-text.ts';
import { INFIX_OPERATORS } from '../../language/syntax.ts';
import { significant } from '../../stats/round.ts';
import { entry } from '../../text/entry.ts';
import { wrap } from '../../text/table.ts';
import { type Assumption, asWritten, byComponent, type Computed } from './members.ts';
import { page, remark, rule, sentences, WIDTH } from './setting.ts';

/** Component after component: what is assumed, on whose word, and the equations over it. */
export function modelEquations(compiled: Compiled): string {
  const { model, program, declarations } = compiled;
  const members = byComponent(compiled);
  const step = stepWord(program.time);
  const textOf = new Map(program.inputs.map(({ id, distribution }) => [id, distribution]));
  const components = model.components.flatMap(({ name, summary }) => {
    const member = members.get(name);
    if (!member) return [];
    return [
      [rule(name), ...wrap(summary, WIDTH)],
      ...member.assumptions.map((assumption) =>
        assumptionLinesOf(assumption, entry(textOf, assumption.id), step),
      ),
      ...member.equations.map(equationLines),
    ];
  });
  const outcomes = asWritten(declarations.outcomes).map((one) => outcomeLines(one, step));
  return page([
    [
      model.title,
      `A name followed by ~ is uncertain and drawn from what stands behind it; previous(x) is x a ${step} earlier, in the first ${step} its opening.`,
    ].flatMap((line) => wrap(line, WIDTH)),
    ...components,
    [rule('outcomes'), 'What is recorded of every trial.'],
    ...outcomes,
  ]);
}

function assumptionLinesOf(assumption: Assumption, distribution: string, step: string): string[] {
  const fixed = assumption.kind === 'lever' || assumption.kind === 'constant';
  const given = fixed ? `= ${assumption.value} (${assumption.kind})` : `~ ${distribution}`;
  const quarterly =
    assumption.kind === 'input' && assumption.over !== undefined ? `, one draw a ${step}` : '';
  const range = assumption.kind === 'factor' ? undefined : assumption.range;
  const judged = assumption.kind !== 'factor' && assumption.judgement;
  const sources = assumption.sources ?? [];
  const loadings = assumption.kind === 'input' ? (assumption.loadings ?? []) : [];
  const word = [
    ...(range === undefined
      ? []
      : [`Range ${range.map((end) => significant(end, 6)).join(' to ')}.`]),
    ...(loadings.length === 0
      ? []
      : [`Loads ${loadings.map(({ factor, weight }) => `${weight} on ${factor.id}`).join(', ')}.`]),
    ...(judged ? ['Judgement.'] : []),
    ...(sources.length === 0
      ? []
      : [`${sources.length === 1 ? 'Source' : 'Sources'} ${sources.join(', ')}.`]),
  ].join(' ');
  return [
    ...wrap(`  ${assumption.id} [${assumption.unit}] ${given}${quarterly}`, WIDTH, 8),
    ...remark(sentences(assumption.label, assumption.why)),
    ...remark(word),
  ];
}

function equationLines(definition: Computed): string[] {
  const { id, unit, over, opening, label, why, sources = [] } = definition;
  const is =
    definition.kind === 'stock'
      ? `previous + (${equationText(definition.change)})`
      : equationText(definition.is);
  const start = opening === undefined ? '' : ` ; opening ${openingText(opening)}`;
  const often = over === undefined ? ' (once a trial)' : '';
  return [
    ...foldEquation(`  ${id} [${unit}] = ${is}${start}`),
    ...remark(sentences(label === undefined ? undefined : `${label}${often}`, why) || often.trim()),
    ...remark(sources.length === 0 ? '' : `Sources ${sources.join(', ')}.`),
  ];
}

function outcomeLines({ id, unit, over, basis, label, why, is }: Outcome, step: string): string[] {
  const often = over === undefined ? '' : `, each ${over === 'step' ? step : over}`;
  const text = is.kind === 'equation' ? equationText(is) : partText(is);
  return [
    ...foldEquation(
      `  ${id} [${unit}${basis === undefined ? '' : `, ${basis} basis`}]${often} = ${text}`,
    ),
    ...remark(sentences(label, why)),
  ];
}

function openingText(opening: Opening): string {
  return typeof opening === 'object' && opening.kind === 'equation'
    ? equationText(opening)
    : partText(opening);
}

/** What a line begins with: operators, the sign between name and equation, and that before more. */
const LEADING: ReadonlySet<string> = new Set([...INFIX_OPERATORS, '=', ';']);

/**
 * Folds before operators, so that every line of an equation begins with what it does to the lines
 * above.
 */
function foldEquation(text: string): string[] {
  const tight = text.replaceAll('( ', '(').replaceAll(' )', ')');
  const joined = tight
    .split(' ')
    .map((word) => (LEADING.has(word) ? `${word}\u00A0` : `${word} `))
    .join('')
    .trimEnd();
  return wrap(joined, WIDTH, 8).map((line) => line.replaceAll('\u00A0', ' '));
}
