/** What a program from outside computes: that every value is known by the time it is read. */

import { excerpt } from '../text/form.ts';
import { repeated } from '../text/repeated.ts';
import type { Nature } from './graph.ts';
import type { Program, Section, Value, ValueIndex } from './program.ts';

/** Is told each fault, with the place in the program. */
export type Tell = (place: string, what: string) => void;

/**
 * What each value varies with, as the graph of a model has it; and that it reads what stands before
 * it.
 */
export function naturesOf(program: Program, tell: Tell): readonly Nature[] {
  const natures: Nature[] = [];
  program.values.forEach((value, k) => natures.push(natureOf(value, k)));
  return natures;

  function natureOf(value: Value, k: number): Nature {
    const where = `values[${k}]`;
    const read = (index: ValueIndex): Nature => {
      if (index < k) return natures[index];
      tell(where, `reads value ${index}, which does not stand before it`);
      return FIXED;
    };
    switch (value.op) {
      case 'constant':
        return FIXED;
      case 'schedule':
        if (value.values.length !== program.time.quarters.length)
          tell(
            where,
            `has ${value.values.length} numbers; there are ${program.time.quarters.length} quarters`,
          );
        return { ...FIXED, byQuarter: true };
      case 'input': {
        const input = program.inputs[value.input];
        if (input === undefined)
          tell(where, `is input ${value.input}; there are ${program.inputs.length}`);
        else if (!input.used) tell(where, `is input ${input.id}, which is not drawn`);
        return { ...FIXED, byTrial: true, byQuarter: input?.over === 'quarter' };
      }
      case 'previous':
        if (program.states[value.state] === undefined)
          tell(where, `is state ${value.state}; there are ${program.states.length}`);
        return { ...FIXED, byTrial: true, byQuarter: true };
      case 'aggregate': {
        const of = read(value.of);
        if (of.byYear || of.final)
          tell(where, `aggregates value ${value.of}, which is an aggregate itself`);
        const { window } = value;
        if (window && !(window[0] < window[1] && window[1] <= program.time.quarters.length))
          tell(
            where,
            `is over quarters ${window[0]} to ${window[1]}; there are ${program.time.quarters.length}`,
          );
        return {
          ...FIXED,
          byTrial: true,
          byYear: window === undefined,
          final: window !== undefined,
        };
      }
      default: {
        const operands = value.args.map(read);
        return {
          byTrial: operands.some((nature) => nature.byTrial),
          byQuarter: operands.some((nature) => nature.byQuarter),
          byYear: operands.some((nature) => nature.byYear),
          final: operands.some((nature) => nature.final),
        };
      }
    }
  }
}

const STAGES: readonly Section[] = ['once', 'quarter', 'year', 'end'];

/**
 * That every value that is computed stands in the section of its nature, once, after what it reads.
 */
export function checkSections(
  { values, sections }: Program,
  natures: readonly Nature[],
  tell: Tell,
): void {
  const computed = new Set<ValueIndex>();
  for (const section of STAGES) {
    for (const index of sections[section]) {
      const where = `sections.${section}`;
      const value = values[index];
      if (value === undefined) tell(where, `names value ${index}; there are ${values.length}`);
      else if (!isComputed(value))
        tell(where, `names value ${index}, a ${value.op}, which is not computed`);
      else if (computed.has(index))
        tell(where, `names value ${index}, which stands in a section already`);
      else if (sectionOf(natures[index]) !== section)
        tell(where, `names value ${index}, which belongs to section ${sectionOf(natures[index])}`);
      else {
        const late = ('args' in value ? value.args : []).find(
          (arg) => isComputed(values[arg]) && !computed.has(arg),
        );
        if (late !== undefined)
          tell(where, `computes value ${index} before value ${late}, which it reads`);
      }
      computed.add(index);
    }
  }
  values.forEach((value, k) => {
    if (isComputed(value) && !computed.has(k)) tell(`values[${k}]`, 'stands in no section');
  });
}

/** That states, outcomes and variables read values that are there, and known by then. */
export function checkReaders(
  { values, states, outcomes, variables }: Program,
  natures: readonly Nature[],
  tell: Tell,
): void {
  const natureAt = (index: ValueIndex, where: string): Nature => {
    if (natures[index] === undefined) tell(where, `is value ${index}; there are ${values.length}`);
    return natures[index] ?? FIXED;
  };
  states.forEach(({ opening, next }, k) => {
    const before = natureAt(opening, `states[${k}].opening`);
    if (before.byQuarter || before.byYear || before.final)
      tell(`states[${k}].opening`, 'is known only after the first quarter begins');
    const after = natureAt(next, `states[${k}].next`);
    if (after.byYear || after.final)
      tell(`states[${k}].next`, 'is known only after the quarter ends');
  });
  outcomes.forEach(({ id, over, value }, k) => {
    const where = `outcomes[${k}] ${id}`;
    const { byQuarter, byYear, final } = natureAt(value, where);
    const early = {
      quarter: byYear || final,
      year: byQuarter || final,
      horizon: byQuarter || byYear,
    };
    if (early[over]) tell(where, `is reported by ${over}, but its value is of another time`);
  });
  outcomes.forEach(({ id, over, period }, k) => {
    if (period !== undefined && over !== 'horizon')
      tell(`outcomes[${k}] ${id}`, `is reported by ${over} and of ${excerpt(period)} alone`);
  });
  repeated(outcomes.map(({ id, over, period = over }) => `${id} over ${period}`)).forEach((id) =>
    tell('outcomes', `${id} stands twice`),
  );
  variables.forEach(({ id, over, value }, k) => {
    const where = `variables[${k}] ${id}`;
    const { byQuarter, byYear, final } = natureAt(value, where);
    if (byYear || final || (over === 'trial' && byQuarter))
      tell(where, `has a value a ${over}, but its value is of another time`);
  });
  repeated(variables.map(({ id }) => id)).forEach((id) => tell('variables', `${id} stands twice`));
}

const FIXED: Nature = { byTrial: false, byQuarter: false, byYear: false, final: false };

function isComputed(value: Value): boolean {
  return value.op === 'aggregate' || 'args' in value;
}

function sectionOf({ final, byYear, byQuarter }: Nature): Section {
  if (final) return 'end';
  if (byYear) return 'year';
  return byQuarter ? 'quarter' : 'once';
}
