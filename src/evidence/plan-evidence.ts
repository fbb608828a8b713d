/**
 * From what is asked of evidence to what a plan holds of it: checked against the program, in order,
 * and nothing of after the vintage.
 */

import type { OutcomeKind } from '../compile/outcome-kind.ts';
import type { Program } from '../compile/program.ts';
import { recordableKinds, recordableNames } from '../compile/record.ts';
import {
  type Condition,
  ConditionError,
  parseCondition,
  parseExpression,
} from '../condition/condition.ts';
import type { ConditionNames } from '../condition/names.ts';
import type { Observation } from '../language/model.ts';
import type { PlannedEvidence, PlannedObservation } from '../plan/plan.ts';
import type { Place, SpecProblem } from '../plan/problem.ts';
import type { UpdateMethod } from '../plan/updates.ts';
import { type Day, dayFault, lastDayOf, toDay, toVintage, vintageFault } from '../text/day.ts';
import { LikelihoodError, parseLikelihood } from './likelihood.ts';

/** An observation and where it stands, for messages. */
export interface AskedObservation {
  readonly observation: Observation;
  /** How a message names it: `observations[2] of evidence.yaml`, `E3 of the model`. */
  readonly path: string;
  /** Where it was read; absent of those of the model. */
  readonly file?: string;
  readonly locate?: (key: keyof Observation) => Place | undefined;
}

export interface AskedEvidence {
  /**
   * `2026-11` or `2026-11-24`: what was known up to then. Without it, the observations of the model
   * are left out.
   */
  readonly asOf?: string | undefined;
  /** Those of the model, which count where `asOf` is given. */
  readonly ofModel?: readonly AskedObservation[];
  /** The day up to which the model's own assumptions know the world. */
  readonly modelKnows?: string | undefined;
  /** Of files and of the spec; they count always, up to `asOf` where it is given. */
  readonly added?: readonly AskedObservation[];
  readonly given?: readonly string[];
  readonly method?: UpdateMethod | undefined;
  /** Trials that the weights must be worth at least. */
  readonly least?: number | undefined;
}

export interface EvidencePlan {
  /** Undefined where nothing is left that could weigh trials. */
  readonly evidence: PlannedEvidence | undefined;
  /** Observations that were left out because they became known after the vintage. */
  readonly later: readonly { readonly id: string; readonly known: Day }[];
}

/** What a program can be asked about in evidence. */
export function evidenceNames(program: Program): ConditionNames {
  return { columns: recordableNames(program) };
}

/**
 * @param problems  where faults are added; what is at fault is left out
 */
export function planEvidence(
  program: Program,
  asked: AskedEvidence,
  problems: SpecProblem[],
): EvidencePlan {
  const names = evidenceNames(program);
  const asOf =
    asked.asOf === undefined ? undefined : vintageDay(asked.asOf, asked.modelKnows, problems);
  const stated = [
    ...(asked.asOf === undefined ? [] : (asked.ofModel ?? [])),
    ...(asked.added ?? []),
  ];
  const before = problems.length;
  const kinds = recordableKinds(program);
  const read = stated.flatMap((one) => planned(one, names, kinds, problems) ?? []);
  const twice = read.filter(({ id }, k) => read.findIndex((one) => one.id === id) < k);
  for (const { id } of twice)
    problems.push({ path: id, message: 'two observations have this id; wanted one each' });
  const given = (asked.given ?? []).flatMap((text) => {
    try {
      return [parseCondition(text, names).text];
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      problems.push({ path: `--given ${quoted(text)}`, message: error.message });
      return [];
    }
  });
  const known = (day: Day): boolean => asOf === undefined || day <= asOf;
  const observations = read
    .filter((one) => known(one.known))
    .sort((a, b) => (a.known === b.known ? (a.id < b.id ? -1 : 1) : a.known < b.known ? -1 : 1));
  const later = read
    .filter((one) => !known(one.known))
    .map(({ id, known: day }) => ({ id, known: day }));
  const nothing = observations.length === 0 && given.length === 0;
  if (nothing || problems.length > before) return { evidence: undefined, later };
  return {
    evidence: {
      method: asked.method ?? 'weights',
      observations,
      given: [...new Set(given)],
      ...(asOf === undefined ? {} : { asOf }),
      ...(asked.least === undefined ? {} : { least: asked.least }),
    },
    later,
  };
}

/** The last day of a vintage, `2026-11-30` of `2026-11`. */
function vintageDay(
  text: string,
  modelKnows: string | undefined,
  problems: SpecProblem[],
): Day | undefined {
  const fault = vintageFault(text);
  if (fault !== undefined) {
    problems.push({ path: '--as-of', message: fault });
    return undefined;
  }
  const day = lastDayOf(toVintage(text));
  if (modelKnows !== undefined && day < modelKnows)
    problems.push({
      path: '--as-of',
      message: `found ${text}, but the assumptions of the model know the world up to ${modelKnows}; wanted that day or a later one`,
    });
  return day;
}

function planned(
  { observation, path, file, locate }: AskedObservation,
  names: ConditionNames,
  kinds: ReadonlyMap<string, OutcomeKind>,
  problems: SpecProblem[],
): PlannedObservation | undefined {
  const before = problems.length;
  const tell = (key: keyof Observation, message: string): void => {
    problems.push({ ...locate?.(key), path: `${path}.${key}`, message });
  };
  const { id, known, quantity, likelihood, reading, sources } = observation;
  const fault = dayFault(known, 'the day on which it was known, such as 2026-05-20');
  if (fault !== undefined) tell('known', fault);
  let expression: Condition | undefined;
  try {
    expression = parseExpression(quantity, names);
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    tell('quantity', error.message);
  }
  let text = likelihood;
  try {
    const read = parseLikelihood(likelihood);
    text = read.text;
    const other = read.values?.filter((value) => value !== 0 && value !== 1) ?? [];
    if (other.length > 0 && expression !== undefined && kinds.get(expression.text) === 'event')
      tell('likelihood', `found ${other.join(', ')}; "${expression.text}" is an event, 0 or 1`);
  } catch (error) {
    if (!(error instanceof LikelihoodError)) throw error;
    tell('likelihood', error.message);
  }
  if (expression === undefined || problems.length > before) return undefined;
  return {
    id,
    known: toDay(known),
    quantity: expression.text,
    likelihood: text,
    about: {
      ...(reading === undefined ? {} : { reading }),
      ...(sources === undefined ? {} : { sources }),
      ...(file === undefined ? {} : { file }),
    },
  };
}

const LONGEST_QUOTED = 100;

function quoted(text: string): string {
  return `'${text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED)}...` : text}'`;
}
