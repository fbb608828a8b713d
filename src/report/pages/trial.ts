/** One trial, with every intermediate value. */

import { outcomeColumns, type Program, stepWord } from '../../compile/program.ts';
import { percent, significant } from '../../stats/round.ts';
import { bareId } from '../../text/column-name.ts';
import { InputError } from '../../text/input-error.ts';
import { didYouMean } from '../../text/nearest.ts';
import { padLeft } from '../../text/table.ts';
import { type Block, type Document, sectionOf, tableOf } from '../document.ts';
import { isShare, unitOf } from '../measure.ts';
import type { Names } from '../names.ts';

type Values = Readonly<Record<string, number | readonly number[]>>;

/** Values by id. */
export interface Trial {
  readonly inputs: Values;
  readonly outcomes: Values;
  /** Quarterly outcomes. */
  readonly series: Values;
  readonly variables: Values;
}

/** Which trial it is, and whose: a run or a file. */
export interface TrialName {
  readonly number: number;
  readonly of: string;
}

/**
 * @param of    which trial it is
 * @param only   ids to show, `*` for any letters in them; all if empty
 * @throws InputError naming each pattern that no id fits, with the nearest ids
 */
export function trialPage(
  program: Program,
  trial: Trial,
  of: TrialName,
  names: Names,
  only: readonly string[] = [],
): Document {
  const { inputs, outcomes, series, variables } = chosen(trial, only);
  const { tell, language } = names;
  // An outcome may share its id with what it reports, and not its unit.
  const assumed = unitsOf([...program.inputs, ...program.variables]);
  const yearly = unitsOf(outcomeColumns(program));
  const quarterly = unitsOf(program.outcomes.filter(({ over }) => over === 'quarter'));
  const once = (values: Values, units: Units) => singles(values, units, names);
  const often = (values: Values, units: Units) => rows(values, units, program.time.quarters, names);
  return {
    language,
    subject: tell('One trial'),
    title: tell('Trial {number} of {of}', of),
    summary: [failuresText(trial, names)],
    facts: [tell('six digits of each number; --json has them all')],
    sections: [
      ...sectionOf(tell('Inputs'), [...once(inputs, assumed), ...often(inputs, assumed)]),
      ...sectionOf(tell('Once a trial'), once(variables, assumed)),
      ...sectionOf(
        tell('By {step}', { step: tell(stepWord(program.time)) }),
        often(variables, assumed),
      ),
      ...sectionOf(tell('Outcomes'), [...once(outcomes, yearly), ...often(series, quarterly)]),
    ],
  };
}

type Units = ReadonlyMap<string, string>;

function unitsOf(all: readonly { readonly id: string; readonly unit: string }[]): Units {
  return new Map(all.map(({ id, unit }) => [id, unit]));
}

function failuresText({ outcomes, series }: Trial, { tell, many, marks }: Names): string {
  const failed = Object.entries({ ...outcomes, ...series }).flatMap(([id, value]) =>
    [value].flat().every(Number.isFinite) ? [] : [id],
  );
  if (failed.length === 0) return tell('Every outcome has a value.');
  const shown = failed.slice(0, 5).join(marks.comma);
  return failed.length > 5
    ? tell('No finite value: {outcomes} and {more}.', {
        outcomes: shown,
        more: many(failed.length - 5, 'other outcome'),
      })
    : tell('No finite value: {outcomes}.', { outcomes: shown });
}

/** The values whose ids fit one of the patterns, a period in brackets or not. */
function chosen(trial: Trial, only: readonly string[]): Trial {
  if (only.length === 0) return trial;
  const parts = [trial.inputs, trial.variables, trial.outcomes, trial.series];
  const ids = new Set(
    parts.flatMap((values) => Object.keys(values)).flatMap((id) => [id, bareId(id)]),
  );
  const patterns = only.map((text) => ({
    text,
    fits: new RegExp(
      `^${text
        .split('*')
        .map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`))
        .join('.*')}$`,
      'i',
    ),
  }));
  const unknown = patterns.filter(({ fits }) => ![...ids].some((id) => fits.test(id)));
  if (unknown.length > 0)
    throw new InputError(
      unknown
        .map(
          ({ text }) =>
            `--only ${text}: no id of the trial fits${didYouMean(text.replaceAll('*', ''), ids)}`,
        )
        .join('\n'),
    );
  const fits = (id: string): boolean =>
    patterns.some((one) => one.fits.test(id) || one.fits.test(bareId(id)));
  const own = (values: Values): Values =>
    Object.fromEntries(Object.entries(values).filter(([id]) => fits(id)));
  return {
    inputs: own(trial.inputs),
    variables: own(trial.variables),
    outcomes: own(trial.outcomes),
    series: own(trial.series),
  };
}

function singles(values: Values, units: Units, names: Names): Block[] {
  const single = Object.entries(values).filter(([, value]) => typeof value === 'number');
  if (single.length === 0) return [];
  return [
    tableOf(names.tell('Values'), single as readonly (readonly [string, number])[], [
      { heading: names.tell('id'), kind: 'code', of: ([id]) => id },
      {
        heading: names.tell('value'),
        kind: 'number',
        of: ([id, value]) => numberText(value, units.get(id)),
      },
      { heading: names.tell('unit'), of: ([id]) => unitOf({ unit: units.get(id) ?? '' }, names) },
    ]),
  ];
}

const A_LINE = 4;
const DIGITS = 12;

/** A line a year: beside each other, quarters are compared at a glance. */
function rows(values: Values, units: Units, quarters: readonly string[], names: Names): Block[] {
  const lines = Object.entries(values).flatMap(([id, value]) => {
    if (typeof value === 'number') return [];
    const unit = unitOf({ unit: units.get(id) ?? '' }, names);
    const cells = value.map((x) => padLeft(numberText(x, units.get(id)), DIGITS));
    const years = Array.from({ length: Math.ceil(cells.length / A_LINE) }, (_, k) => k * A_LINE);
    return [
      `  ${id}${unit === '' ? '' : ` [${unit}]`}`,
      ...years.map((k) => `    ${quarters[k]}  ${cells.slice(k, k + A_LINE).join(' ')}`),
    ];
  });
  return lines.length === 0 ? [] : [{ kind: 'verbatim', lines }];
}

/** Six significant digits, and whole numbers in full: enough to follow the arithmetic. */
function numberText(value: number, unit = ''): string {
  if (!Number.isFinite(value)) return String(value);
  const x = isShare({ unit }) ? (percent(value) ?? value) : value;
  return significant(x, Number.isInteger(x) ? 15 : 6);
}
