/** What a page is about: as of which day, under which scenario, with what changed. */

import type { Plan } from '../plan/plan.ts';
import { changedCorrelations, changedInputs } from '../report/run-facts.ts';
import type { Words } from './words/en.ts';

/** The day up to which something is known; undefined where neither model nor question says. */
export function informationOf({ evidence, program }: Plan): string | undefined {
  return evidence?.asOf ?? program.knows;
}

export interface Setting {
  readonly model: string;
  readonly information: string | undefined;
  readonly scenario: string;
  /** What is changed beside the scenario, in short. */
  readonly changed: readonly string[];
}

export function settingOf(plan: Plan, words: Words): Setting {
  const { title, presets = {} } = plan.program;
  const day = informationOf(plan);
  const names = plan.presets.map((name) =>
    presets[name] === undefined ? name : words.scenario(presets[name].question),
  );
  const others = changedInputs(plan).filter(({ by }) => !by.startsWith('preset '));
  const given = plan.evidence?.given ?? [];
  return {
    model: title,
    information: day === undefined ? undefined : words.information(day),
    scenario: names.length === 0 ? words.baselineName : words.scenarioIs(names.join(' + ')),
    changed: [
      ...(others.length === 0 ? [] : [words.changed(others.length)]),
      ...(changedCorrelations(plan).length === 0 ? [] : [words.changedCorrelations]),
      ...(given.length === 0 ? [] : [words.conditioned(given.join(', '))]),
    ],
  };
}
