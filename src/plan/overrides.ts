/**
 * What replaces the model's own distributions: presets, then the spec, then `--set`, the later over
 * the earlier.
 */

import { type Program, type ProgramInput, stepWord, type ValueIndex } from '../compile/program.ts';
import {
  type Distribution,
  parseDistribution,
  point,
  type ReadColumn,
} from '../distributions/index.ts';
import type { Preset } from '../language/model.ts';
import { bareId } from '../text/column-name.ts';
import { nearest } from '../text/nearest.ts';
import type { Locate } from './places.ts';
import { type Place, SpecError, type SpecProblem, shown } from './problem.ts';
import { AN_ASSUMPTION, distributionProblems } from './run-spec.ts';

interface Override {
  readonly id: string;
  readonly value: number | string;
  /** How a message names it: `set.costs.price`, `--set costs.price=3`. */
  readonly path: string;
  /** Where its key stands, or a character of its value. */
  readonly locate?: (part: 'key' | 'value' | number) => Place | undefined;
  /** Where its text may name a file. */
  readonly readColumn?: ReadColumn | undefined;
}

/** Overrides that are laid over the earlier levels together. */
export interface Level {
  /** Who says so: `preset open-door`, `spec`, `--set`. */
  readonly by: string;
  readonly overrides: readonly Override[];
}

export interface Overridden {
  /** Canonical text. */
  readonly distribution: string;
  readonly by: string;
}

/**
 * `ID=VALUE`, the value a number or the text of a distribution.
 *
 * @throws SpecError if it is not of that form; whether id and value are good is for
 *   `applyOverrides` to say
 */
export function parseAssignment(text: string): { id: string; value: string } {
  const equals = text.indexOf('=');
  const id = text.slice(0, equals === -1 ? undefined : equals).trim();
  const value = equals === -1 ? '' : text.slice(equals + 1).trim();
  if (id === '' || value === '') {
    const lack = equals === -1 ? 'has no "="' : `has nothing ${id === '' ? 'before' : 'after'} "="`;
    const message = `${lack}; wanted ID=VALUE, such as costs.price=9000 or 'costs.price=lognormal(p10=8000, p90=15500)'`;
    throw new SpecError('--set cannot be read', [{ path: `--set ${shellQuoted(text)}`, message }]);
  }
  return { id, value };
}

export function presetLevel(name: string, preset: Preset): Level {
  const by = `preset ${name}`;
  return {
    by,
    overrides: Object.entries(preset.set).map(([id, value]) => ({
      id,
      value,
      path: `${by}: ${id}`,
    })),
  };
}

export function specLevel(
  set: Readonly<Record<string, number | string>>,
  locate: Locate | undefined,
  readColumn?: ReadColumn,
): Level {
  const overrides = Object.entries(set).map(([id, value]) => ({
    id,
    value,
    path: `set.${id}`,
    readColumn,
    ...(locate ? { locate: (part: 'key' | 'value' | number) => locate(['set', id], part) } : {}),
  }));
  return { by: 'spec', overrides };
}

/** @param texts  as given after each `--set` */
export function optionLevel(
  texts: readonly string[],
  problems: SpecProblem[],
  readColumn?: ReadColumn,
): Level {
  const given = new Map<string, Override>();
  for (const text of texts) {
    const path = `--set ${shellQuoted(text)}`;
    try {
      const { id, value } = parseAssignment(text);
      const earlier = given.get(id);
      if (earlier === undefined) given.set(id, { id, value, path, readColumn });
      else
        problems.push({
          path,
          message: `${id} is set twice, first to ${earlier.value}; wanted once`,
        });
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      problems.push(...error.problems);
    }
  }
  return { by: '--set', overrides: [...given.values()] };
}

function shellQuoted(text: string): string {
  return /^[\w.=:+-]+$/.test(text) ? text : `'${text}'`;
}

/**
 * What the levels, laid one over the other, make of a program's inputs. Every override of every
 * level is checked, also one that a later level replaces.
 *
 * @param problems  where faults are added
 * @returns         by id of input
 */
export function applyOverrides(
  program: Program,
  levels: readonly Level[],
  problems: SpecProblem[],
): ReadonlyMap<string, Overridden> {
  const inputs = new Map(program.inputs.map((input) => [input.id, input]));
  const overridden = new Map<string, Overridden>();
  for (const { by, overrides } of levels) {
    for (const override of overrides) {
      const { id, path, locate } = override;
      const tell = (part: 'key' | 'value' | number, message: string): void => {
        problems.push({ ...locate?.(part), path, message });
      };
      const input = inputs.get(id);
      if (input === undefined) tell('key', notAnInput(program, id));
      const distribution = read(override, tell);
      if (input === undefined || distribution === undefined) continue;
      const fault = misfit(input, distribution);
      if (fault !== undefined) tell('value', fault);
      overridden.set(id, { distribution: distribution.text, by });
    }
  }
  return overridden;
}

function read(
  { value, readColumn }: Override,
  tell: (part: 'value' | number, message: string) => void,
): Distribution | undefined {
  if (typeof value === 'string') {
    const problems = distributionProblems(value, readColumn);
    problems.forEach(({ message, at }) => tell(at ?? 'value', message));
    return problems.length === 0 ? parseDistribution(value, readColumn) : undefined;
  }
  // Presets come from models, which may be plain JavaScript.
  if (typeof value === 'number' && Number.isFinite(value)) return point({ value });
  tell('value', `found ${shown(value)}; wanted ${AN_ASSUMPTION}`);
  return undefined;
}

/** Why a distribution cannot stand in for the input's own. */
function misfit(input: ProgramInput, distribution: Distribution): string | undefined {
  const { id, unit, about } = input;
  const fixed = distribution.family === 'point';
  if (about.role === 'factor' && !fixed && distribution.text !== 'normal(mean=0, sd=1)') {
    return `${id} is a latent factor, always normal(mean=0, sd=1); it can only be fixed at a number of standard deviations`;
  }
  const impossible = notAnEvent(input, distribution);
  if (impossible !== undefined) return impossible;
  if (about.range === undefined) return undefined;
  const [least, greatest] = about.range;
  const middle = distribution.quantile(0.5);
  if (middle >= least && middle <= greatest) return undefined;
  const measured = unit === '-' || unit === '' ? '' : ` (${unit})`;
  const found = fixed
    ? `${id} is ${middle}`
    : `the median of ${id} is ${Number(middle.toPrecision(6))}`;
  return `${found}; wanted from ${least} to ${greatest}${measured}${percentHint(middle, unit, about.range)}`;
}

/** Whether something happens is 1 or 0: equations compare it with these and nothing else. */
function notAnEvent(
  { id, distribution: own }: ProgramInput,
  { family, text, support, discrete }: Distribution,
): string | undefined {
  if (!own.startsWith('bernoulli(')) return undefined;
  const [least, greatest] = support;
  const isEvent = (x: number): boolean => x === 0 || x === 1;
  if (discrete && isEvent(least) && isEvent(greatest)) return undefined;
  const asked = family === 'point' ? least : undefined;
  if (asked !== undefined && isEvent(asked)) return undefined;
  const instead =
    asked !== undefined && asked > 0 && asked < 1
      ? `; a probability of ${asked} is ${id}=bernoulli(${asked})`
      : '';
  return `${id} is ${asked ?? text}; it happens or not, so wanted 0, 1 or bernoulli(p)${instead}`;
}

/** 15 where a fraction is wanted is mostly 15 %. */
function percentHint(
  value: number,
  unit: string,
  [least, greatest]: readonly [number, number],
): string {
  const fraction = Number((value / 100).toPrecision(12));
  const likely = /fraction|probability|^1\/(?:year|quarter)$/.test(unit) && value > 1;
  return likely && fraction >= least && fraction <= greatest ? `. ${value} % is ${fraction}` : '';
}

/** What an id that is no input may be instead. */
function notAnInput(program: Program, id: string): string {
  const bare = bareId(id);
  const input = program.inputs.find((candidate) => candidate.id === bare);
  if (input !== undefined) {
    const once =
      input.over === 'quarter'
        ? `is set for all ${stepWord(program.time)}s at once`
        : 'has one value a trial';
    return `${bare} ${once}; wanted ${bare} without ${id.slice(bare.length)}`;
  }
  const computed =
    program.variables.find((variable) => variable.id === bare) ??
    program.outcomes.find((outcome) => outcome.id === bare);
  if (computed !== undefined) {
    return `${id} is computed, not assumed; it depends on ${listed(inputsOf(program, computed.value))}`;
  }
  const near = nearest(
    id,
    program.inputs.map((candidate) => candidate.id),
  );
  const hint =
    near.length > 0
      ? `; did you mean ${near.join(' or ')}?`
      : `; chipcast model lists the ${program.inputs.length} there are`;
  return `there is no input ${shown(id)}${hint}`;
}

/**
 * Ids of the inputs that a value depends on, over last quarters too; those fewest steps away first.
 */
function inputsOf(program: Program, value: ValueIndex): string[] {
  const seen = new Set([value]);
  const ids = new Set<string>();
  // The set grows while it is walked, which makes it the queue.
  for (const index of seen) {
    const node = program.values[index];
    if (node.op === 'input') ids.add(program.inputs[node.input].id);
    else if (node.op === 'aggregate') seen.add(node.of);
    else if (node.op === 'previous') {
      const { next, opening } = program.states[node.state];
      seen.add(next).add(opening);
    } else if ('args' in node) node.args.forEach((arg) => seen.add(arg));
  }
  return [...ids];
}

function listed(ids: readonly string[]): string {
  if (ids.length === 0) return 'no input';
  const named = ids.length > 5 ? ids.slice(0, 4) : ids;
  const more = ids.length - named.length;
  const parts = more > 0 ? [...named, `${more} more inputs`] : named;
  return parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
