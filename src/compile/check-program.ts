/**
 * A program that comes from outside: its form, and that every number in it points to something that
 * is there, of the right kind, and known by the time it is read. What passes can be lowered and
 * evaluated without a fault.
 */

import { chartFaults } from '../charts/index.ts';
import { DistributionError, parseDistribution } from '../distributions/index.ts';
import { entry } from '../text/entry.ts';
import { AlteredError, checkForm, deepFreeze, excerpt, FormError } from '../text/form.ts';
import { repeated } from '../text/repeated.ts';
import { checkReaders, checkSections, naturesOf, type Tell } from './check-values.ts';
import { programFingerprint } from './compile.ts';
import { memberFaults, overlaps } from './copulas.ts';
import type { Nature } from './graph.ts';
import {
  outcomeColumns,
  type Program,
  type ProgramCopula,
  type ProgramInput,
  shownOver,
  streamNames,
} from './program.ts';
import { programForm } from './program-form.ts';

/**
 * The program, frozen, if it can be believed. Costs some 10 ms for 10,000 operands.
 *
 * @param content  what was read, of any form
 * @throws FormError with every fault of its form, else every fault of its meaning, else that its
 *   fingerprint is another
 */
export function checkProgram(content: unknown): Program {
  const program = checkForm(programForm, content);
  const faults: string[] = [];
  const tell: Tell = (place, what) => faults.push(`${place}: ${what}`);
  let natures: readonly Nature[] = [];
  checkTime(program, tell);
  checkInputs(program, tell);
  // Natures rest on the inputs and the calendar, and everything else rests on natures.
  if (faults.length === 0) checkCopulas(program, program.copulas ?? [], tell);
  if (faults.length === 0) natures = naturesOf(program, tell);
  if (faults.length === 0) checkSections(program, natures, tell);
  if (faults.length === 0) checkReaders(program, natures, tell);
  if (faults.length === 0) checkAbout(program, tell);
  if (faults.length > 0) throw new FormError(faults);
  const fingerprint = programFingerprint(program);
  if (fingerprint !== program.fingerprint)
    throw new AlteredError('fingerprint', fingerprint, program.fingerprint);
  return deepFreeze(program);
}

function checkTime({ time: { quarters, years } }: Program, tell: Tell): void {
  repeated(quarters).forEach((label) => tell('time.quarters', `${excerpt(label)} stands twice`));
  repeated(years.map(({ label }) => label)).forEach((label) =>
    tell('time.years', `${excerpt(label)} stands twice`),
  );
  let end = 0;
  years.forEach(({ from, to }, k) => {
    if (from !== end || to <= from || to > quarters.length)
      tell(
        `time.years[${k}]`,
        `is quarters ${from} to ${to}; wanted from ${end} on, at most ${quarters.length}`,
      );
    end = to;
  });
  if (end !== quarters.length)
    tell('time.years', `end with quarter ${end}; there are ${quarters.length}`);
}

function checkInputs({ inputs, time: { quarters } }: Program, tell: Tell): void {
  const numberOf = new Map(inputs.map(({ id }, k) => [id, k]));
  repeated(inputs.map(({ id }) => id)).forEach((id) => tell('inputs', `${id} stands twice`));
  inputs.forEach((input, k) => {
    const place = `inputs[${k}] ${input.id}`;
    const fault = distributionFault(input.distribution);
    if (fault !== undefined) tell(`${place} distribution`, fault);
    if (input.dimensions.length > streamNames(input, quarters).length)
      tell(place, `has ${input.dimensions.length} dimensions for fewer streams`);
    checkLoadings(input, place);
  });

  function checkLoadings({ loadings, used, over }: ProgramInput, place: string): void {
    repeated(loadings.map(({ factor }) => factor)).forEach((id) =>
      tell(place, `loads on ${id} twice`),
    );
    for (const { factor } of loadings) {
      const found = inputs[numberOf.get(factor) ?? -1];
      if (found === undefined) tell(place, `loads on ${factor}, which is no input`);
      else if (found.loadings.length > 0)
        tell(place, `loads on ${factor}, which itself loads on others`);
      else if (found.over === 'quarter' && over === 'trial')
        tell(place, `is drawn once a trial and loads on ${factor}, which is drawn every quarter`);
      else if (used && !found.used) tell(place, `loads on ${factor}, which is not drawn`);
    }
    const square = loadings.reduce((sum, { weight }) => sum + weight * weight, 0);
    if (!(square < 1) && loadings.length > 0)
      tell(place, `has loadings whose squares add up to ${square}; wanted less than 1`);
  }
}

/** Texts that were found to be distributions: a plan repeats most of those of its program. */
const sound = new Set<string>();
const MOST_KEPT = 10_000;
const LONGEST_KEPT = 1000;

/** Why a text is no distribution; nothing where it is one. Reads no file. */
export function distributionFault(text: string): string | undefined {
  if (sound.has(text)) return undefined;
  try {
    parseDistribution(text);
    if (sound.size < MOST_KEPT && text.length <= LONGEST_KEPT) sound.add(text);
    return undefined;
  } catch (error) {
    if (error instanceof DistributionError || error instanceof RangeError)
      return `${excerpt(text)}: ${error.message}`;
    throw error;
  }
}

/** What of copulas, of a program or of a plan, does not fit the inputs. */
export function checkCopulas(
  { inputs, time: { quarters } }: Program,
  copulas: readonly Pick<
    ProgramCopula,
    'id' | 'df' | 'inputs' | 'target' | 'over' | 'dimensions'
  >[],
  tell: Tell,
): void {
  const known = new Map(inputs.map((input) => [input.id, input]));
  repeated(copulas.map(({ id }) => id)).forEach((id) =>
    tell('copulas', `${excerpt(id)} stands twice`),
  );
  copulas.forEach((copula, k) => {
    const place = `copulas[${k}]`;
    const { over, target, dimensions, df } = copula;
    const strangers = copula.inputs.filter((id) => !known.has(id));
    strangers.forEach((id) => tell(place, `${id} is no input`));
    if (strangers.length > 0) return;
    memberFaults(copula.inputs, inputs).forEach((fault) => tell(place, fault));
    if (entry(known, copula.inputs[0]).over !== over)
      tell(place, `is drawn once a ${over}, its inputs are not`);
    checkSquare(target, copula.inputs.length, `${place}.target`, tell);
    if (dimensions.length > (df === undefined ? 0 : streamNames(copula, quarters).length))
      tell(place, `has ${dimensions.length} dimensions for fewer streams`);
  });
  overlaps(copulas).forEach(({ subject, message }) => tell(`copula ${excerpt(subject)}`, message));
}

/** @returns whether a matrix has as many rows and columns as it should; what is wrong is told */
export function checkSquare(
  matrix: readonly (readonly number[])[],
  size: number,
  place: string,
  tell: Tell,
): boolean {
  const isSquare = matrix.length === size && matrix.every((row) => row.length === size);
  if (!isSquare) tell(place, `is no matrix of ${size} rows and ${size} columns`);
  return isSquare;
}

/** Names that headlines, charts, published figures and observables use. */
function checkAbout(program: Program, tell: Tell): void {
  const { outcomes, variables, headlines = [], charts = [], forecasts = [] } = program;
  const columns = new Set(outcomeColumns(program).map(({ id }) => id));
  const ids = new Set(outcomes.map(({ id }) => id));
  const byPeriod = new Set(outcomes.map((one) => `${one.id} ${shownOver(one)}`));
  headlines.forEach((id, k) => {
    if (!ids.has(id) && !columns.has(id)) tell(`headlines[${k}]`, `${excerpt(id)} is no outcome`);
  });
  charts.forEach((chart, k) => {
    const { over, outcomes: charted } = chart;
    const where = `charts[${k}]`;
    charted
      .filter((id) => !byPeriod.has(`${id} ${over}`))
      .forEach((id) => tell(where, `${id} is no outcome by ${over}`));
    chartFaults(chart).forEach((fault) => tell(where, fault));
  });
  forecasts.forEach(({ outcomes: placed, ask }, k) => {
    // A figure that is placed needs columns; one that is only listed may name an outcome without
    // its period.
    const known = (id: string): boolean =>
      columns.has(id) || ((ask === undefined || ask.kind === 'identity') && ids.has(id));
    placed
      .filter((id) => !known(id))
      .forEach((id) => tell(`forecasts[${k}]`, `${excerpt(id)} is no outcome`));
    if (ask !== undefined && ask.kind !== 'identity' && placed.length === 0)
      tell(`forecasts[${k}]`, 'asks about no outcome');
  });
  const observed = new Set([
    ...variables.map(({ id }) => id),
    ...outcomes.flatMap(({ id, over }) => (over === 'quarter' ? [id] : [])),
  ]);
  (program.observables ?? [])
    .filter(({ quantity }) => !observed.has(quantity))
    .forEach(({ quantity }) =>
      tell('observables', `${quantity} is no variable and no outcome by quarter`),
    );
}
