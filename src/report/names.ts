/**
 * Words for ids and units: what a reader is told in place of the names by which commands and
 * equations know things.
 */

import { type Program, stepWord } from '../compile/program.ts';
import { parseColumnName } from '../text/column-name.ts';
import { readPeriod } from '../text/period.ts';
import type { Named } from './document.ts';
import { plainLabel } from './outcomes.ts';

/** What an id, a column or a condition on columns is called. */
export interface Names {
  /** With the period, as a table has it: `Heat pumps sold, 2028`. */
  of(id: string): Named;
  /** As a sentence has it: `Heat pumps sold in 2028`. */
  in(id: string): Named;
  /** A unit as people say it, with `#` where the number stands; as it is where nobody said. */
  unit(unit: string): string;
}

/** Of draws from elsewhere, whose columns have no labels. */
export const BARE_NAMES: Names = {
  of: (id) => ({ id, label: id }),
  in: (id) => ({ id, label: id }),
  unit: (unit) => unit,
};

const COLUMN = /[A-Za-z][\w.-]*(?:\[[^\]]+\])?/g;

function kindOf(period: string | undefined): string {
  return (period === undefined ? undefined : readPeriod(period)?.kind) ?? 'year';
}

/** Names that a model gave; what it gave none is called by its id. */
export function namesOf({
  inputs,
  outcomes,
  unitNames = {},
  time,
}: Pick<Program, 'inputs' | 'outcomes' | 'unitNames' | 'time'>): Names {
  // An outcome by year and by quarter may have one id and two labels.
  const labels = new Map<string, string>();
  for (const one of [...inputs, ...outcomes]) {
    const { label } = one.about;
    if (label === undefined) continue;
    const whole = 'period' in one && one.period !== undefined ? one.period : undefined;
    const over = one.over === 'quarter' ? stepWord(time) : kindOf(whole);
    for (const key of [`${one.id} ${over}`, one.id])
      if (!labels.has(key)) labels.set(key, plainLabel(label));
  }
  const single = (name: string, between: string): string | undefined => {
    const { id, period } = parseColumnName(name);
    const over = kindOf(period);
    const label = (period && labels.get(`${id} ${over}`)) || labels.get(id);
    return label === undefined || period === undefined ? label : label + between + period;
  };
  // A condition names one column or several.
  const named = (text: string, between: string): Named => ({
    id: text,
    label:
      single(text, between) ?? text.replaceAll(COLUMN, (name) => single(name, between) ?? name),
  });
  return {
    of: (id) => named(id, ', '),
    in: (id) => named(id, ' in '),
    unit: (unit) => (Object.hasOwn(unitNames, unit) ? unitNames[unit] : unit),
  };
}
