/**
 * A plan that comes from outside: its form, its limits, that it fits its program, and that its id
 * is the one of what it says.
 */

import * as z from 'zod';
import { checkCopulas, checkSquare, distributionFault } from '../compile/check-program.ts';
import type { Program } from '../compile/program.ts';
import { copulaShape, matrixForm } from '../compile/program-form.ts';
import { DESIGNS } from '../random/designs.ts';
import { type Day, dayFault, isDay } from '../text/day.ts';
import {
  AlteredError,
  checkForm,
  closed,
  deepFreeze,
  excerpt,
  FormError,
  hash,
  whole,
} from '../text/form.ts';
import { didYouMean } from '../text/nearest.ts';
import { LANGUAGES } from '../wording/languages.ts';
import { checkExchange } from './check-exchange.ts';
import { planId } from './derive.ts';
import {
  BLOCK_SIZE,
  type Plan,
  type PlannedCopula,
  type PlannedEvidence,
  type PlannedInput,
  type PlannedObservation,
} from './plan.ts';
import { seedFault } from './resolve.ts';
import { MOST_REPLICATES, MOST_TRIALS, replicatesFault } from './run-spec.ts';
import { UPDATES } from './updates.ts';

/** A plan as it is stored, beside its program; exchanges are never stored. */
type StoredPlan = Omit<Plan, 'program' | 'exchange'>;

const text = z.string().max(100_000);
const texts = z.array(text).max(100_000);
const day = z.custom<Day>((text) => typeof text === 'string' && isDay(text), {
  error: ({ input }) => dayFault(typeof input === 'string' ? input : excerpt(input)),
});

const input: z.ZodType<PlannedInput> = closed<PlannedInput>()({
  id: text,
  distribution: z.string().max(100_000_000),
  overriddenBy: z.exactOptional(text),
});

const copula: z.ZodType<PlannedCopula> = closed<PlannedCopula>()({
  ...copulaShape,
  scores: matrixForm,
  factor: matrixForm,
});

const observation: z.ZodType<PlannedObservation> = closed<PlannedObservation>()({
  id: text,
  known: day,
  quantity: text,
  likelihood: text,
  about: closed<PlannedObservation['about']>()({
    reading: z.exactOptional(text),
    sources: z.exactOptional(texts),
    file: z.exactOptional(text),
  }),
});

export const evidenceForm: z.ZodType<PlannedEvidence> = closed<PlannedEvidence>()({
  method: z.enum(UPDATES),
  observations: z.array(observation).max(10_000),
  given: z.array(text).max(10_000),
  asOf: z.exactOptional(day),
  least: z.exactOptional(whole(1, MOST_TRIALS)),
});

/** What names a folder: parts in kebab-case, joined by `+`. */
export const runName = z
  .string()
  .max(400)
  .regex(/^[a-z0-9+-]*$/);

const planForm: z.ZodType<StoredPlan> = closed<StoredPlan>()({
  format: z.literal(1),
  id: hash,
  name: runName,
  model: z.string().min(1).max(300),
  modelFile: z.exactOptional(z.string().max(4096)),
  draws: z.exactOptional(z.union([z.boolean(), z.literal('auto')])),
  until: z.exactOptional(z.string()),
  lang: z.exactOptional(z.enum(LANGUAGES)),
  presets: texts,
  seed: z.string().min(1).max(256),
  design: z.enum(DESIGNS),
  trials: whole(1, MOST_TRIALS),
  replicates: whole(1, MOST_REPLICATES),
  blockSize: z.custom<number>((value) => value === BLOCK_SIZE, {
    error: ({ input: found }) => `found ${excerpt(found)}; wanted ${BLOCK_SIZE}`,
  }),
  numerics: whole(1, 1000),
  inputs: z.array(input).max(100_000),
  copulas: z.exactOptional(z.array(copula).min(1).max(1000)),
  evidence: z.exactOptional(evidenceForm),
});

/**
 * The plan with its program, frozen, if it can be believed.
 *
 * @param content  what was read, of any form
 * @param program  checked
 * @param matrices  those of an analysis, of any form, where there are some
 * @throws FormError with every fault of its form, else of its meaning, else that its id is another
 */
export function checkPlan(content: unknown, program: Program, matrices?: unknown): Plan {
  const stored = checkForm(planForm, content);
  const faults: string[] = [];
  const tell = (place: string, what: string): void => void faults.push(`${place}: ${what}`);
  if (stored.model !== program.name)
    tell('model', `is ${stored.model}, but the program is of ${program.name}`);
  const fault = replicatesFault(stored.trials, stored.replicates);
  if (fault !== undefined) tell('trials', fault);
  const tooLong = seedFault(stored.seed, program);
  if (tooLong !== undefined) tell('seed', tooLong);
  checkInputs(stored.inputs, program, tell);
  if (stored.copulas && faults.length === 0) checkSolved(stored.copulas, program, tell);
  if (faults.length > 0) throw new FormError(faults);
  const exchange = matrices === undefined ? undefined : checkExchange(matrices, stored);
  const plan: Plan = { ...stored, ...(exchange === undefined ? {} : { exchange }), program };
  const id = planId(plan);
  if (id !== plan.id) throw new AlteredError('id', id, plan.id);
  return deepFreeze(plan);
}

type Tell = (place: string, what: string) => void;

function checkInputs(inputs: readonly PlannedInput[], program: Program, tell: Tell): void {
  if (inputs.length !== program.inputs.length)
    return tell('inputs', `are ${inputs.length}; the program has ${program.inputs.length}`);
  const known = program.inputs.map(({ id }) => id);
  inputs.forEach(({ id, distribution }, k) => {
    if (id !== known[k])
      return tell(`inputs[${k}]`, `is ${id}; wanted ${known[k]}${didYouMean(id, known)}`);
    const fault = distributionFault(distribution);
    if (fault !== undefined) tell(`inputs[${k}] ${id}`, fault);
  });
}

/** Correlations of scores and their factor, which the draws are made with. */
function checkSolved(copulas: readonly PlannedCopula[], program: Program, tell: Tell): void {
  checkCopulas(program, copulas, tell);
  copulas.forEach(({ inputs, scores, factor }, k) => {
    const n = inputs.length;
    const areSquare = [
      checkSquare(scores, n, `copulas[${k}].scores`, tell),
      checkSquare(factor, n, `copulas[${k}].factor`, tell),
    ];
    if (areSquare.includes(false)) return;
    factor.forEach((row, i) => {
      const above = row.slice(i + 1).some((weight) => weight !== 0);
      const size = row.reduce((sum, weight) => sum + weight * weight, 0);
      // Rows are of length 1, so that scores are standard normal, and their products are the
      // correlations; rounding leaves some parts in 1e16 of each weight.
      if (above || !(Math.abs(size - 1) < 1e-9))
        return tell(`copulas[${k}].factor[${i}]`, 'is no row of a factor of correlations');
      scores[i].forEach((score, j) => {
        const made = row.reduce((sum, weight, m) => sum + weight * factor[j][m], 0);
        if (!(Math.abs(score - made) < 1e-9))
          tell(`copulas[${k}].scores[${i}][${j}]`, `is ${score}; the factor makes it ${made}`);
      });
    });
  });
}
