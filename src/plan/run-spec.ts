/** The run spec: what a user asks for, as a YAML file says it. */

import * as z from 'zod';
import { DistributionError, parseDistribution, type ReadColumn } from '../distributions/index.ts';
import { DESIGNS, type Design } from '../random/designs.ts';
import { vintageFault } from '../text/day.ts';
import { levelFault, MOST_LEVELS } from '../text/level.ts';
import { didYouMean } from '../text/nearest.ts';
import { LANGUAGES, type Language } from '../wording/languages.ts';
import { shown } from './problem.ts';
import { UPDATES, type UpdateMethod } from './updates.ts';

export interface RunSpec {
  /** In kebab-case; the run folder begins with it. */
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  /** Name of a registered model, or path to a .ts or .js file, relative to the spec file. */
  readonly model?: string;
  /** Text: 7 and "7" are one seed, 7 and 07 are two. */
  readonly seed: string;
  readonly trials: number;
  /**
   * Independent randomisations of the design, from which standard errors come; at most `trials`.
   */
  readonly replicates: number;
  readonly design: Design;
  /** Names of presets of the model, laid one over the other in this order. */
  readonly presets: readonly string[];
  /** Id of an input to a number or the text of a distribution; laid over the presets. */
  readonly set: Readonly<Record<string, number | string>>;
  /** Inputs that move together, beside those that the model says. */
  readonly correlate: readonly SpecCopula[];
  /** What was known up to then weighs the trials: `2026-11`, or a day. */
  readonly asOf?: string;
  /** Files of observations, relative to the spec file. */
  readonly evidence: readonly string[];
  /** Conditions that hold in every trial that counts. */
  readonly given: readonly string[];
  /** Trials that the weights must be worth; trials are added until they are. */
  readonly minEss?: number;
  /** What is to be known how precisely, `P(x > 1) ± 0.001`; trials are added until it is. */
  readonly until?: string;
  readonly update: UpdateMethod;
  /** Further levels of quantiles of every outcome. */
  readonly quantiles?: readonly number[];
  /** Whether the draws of every trial are kept; `auto`: unless they are too large. */
  readonly draws: boolean | 'auto';
  /** The language of its pages; English if absent. */
  readonly lang?: Language;
}

export interface SpecCopula {
  /** Ids of inputs. */
  readonly inputs: readonly string[];
  /** One of the three: a correlation for every pair, or the matrix in the order of the inputs. */
  readonly rank?: number | readonly (readonly number[])[];
  readonly kendall?: number | readonly (readonly number[])[];
  readonly pearson?: number | readonly (readonly number[])[];
  /** Degrees of freedom of a Student t copula; a Gaussian one if absent. */
  readonly df?: number;
  /**
   * How firmly each entry of the matrix is held where not all can be, from 1 to 1000; read for the
   * message only.
   */
  readonly weights?: readonly (readonly number[])[];
}

export const MOST_TRIALS = 1e9;
export const MOST_REPLICATES = 1024;
export const AN_ASSUMPTION = 'a number or a distribution such as lognormal(p10=0.04, p90=0.08)';

/** Why a number is no level. */
const A_LEVEL = {
  error: ({ input }: { readonly input?: unknown }) => levelFault(Number(input)),
};

/** Says what was found and what is wanted, and what was probably meant. */
function wants(wanted: string, hint: (found: unknown) => string = () => '') {
  return {
    error: ({ input }: { readonly input?: unknown }) =>
      input === undefined
        ? `is missing; wanted ${wanted}`
        : `found ${shown(input)}; wanted ${wanted}${hint(input)}`,
  };
}

function wholeNumber(least: number, most: number) {
  const error = wants(`a whole number from ${least} to ${most}`, (found) => {
    const meant = typeof found === 'string' ? numberMeant(found) : undefined;
    return meant !== undefined && meant >= least && meant <= most ? `; write ${meant}` : '';
  });
  return z.int(error).min(least, error).max(most, error);
}

/** The whole number that `100k`, `131_072` or a number in quotes stands for. */
function numberMeant(text: string): number | undefined {
  const match = /^(\d[\d_,' ]*(?:\.\d+)?(?:e\d+)?)\s*(k|m|million)?$/i.exec(text.trim());
  if (!match) return undefined;
  const factor = match[2] === undefined ? 1 : match[2].toLowerCase() === 'k' ? 1e3 : 1e6;
  const value = Number(match[1].replaceAll(/[_,' ]/g, '')) * factor;
  return Number.isInteger(value) ? value : undefined;
}

/** The nearest name in kebab-case; empty if nothing is left of it. */
export function kebabCase(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}

const aName = wants(
  'a name of at most 80 small letters, digits and single dashes, such as high-uptake',
  (found) => {
    const meant = typeof found === 'string' ? kebabCase(found) : '';
    return meant !== '' && meant !== found && meant.length <= 80 ? `; write ${meant}` : '';
  },
);
const aModel = wants('the name of a model, such as heat-pumps, or the path of a .ts or .js file');
const aDesign = wants(`${DESIGNS.slice(0, -1).join(', ')} or ${DESIGNS.at(-1)}`, (found) =>
  typeof found === 'string' ? didYouMean(found, DESIGNS) : '',
);
const aSeed = wants('a number or a text that is not empty');
const aPreset = wants('the name of a preset');
const someText = wants('a text');

const assumption = z.union(
  [
    z.number(),
    z.string().check(({ value, issues }) => {
      // Whether a file has such a column is for `resolvePlan` to find out, which knows where it
      // lies.
      for (const { message, at } of distributionProblems(value, () => [0])) {
        issues.push({ code: 'custom', input: value, message, params: { at }, continue: true });
      }
    }),
  ],
  wants(AN_ASSUMPTION, (found) =>
    typeof found === 'boolean' ? `; write ${Number(found)} for ${found}` : '',
  ),
);

const aVintage = wants('a month such as 2026-11 in quotes, or a day');

/** A month or a day that the calendar has. */
export const vintageSchema = z
  .string(aVintage)
  .regex(/^\d{4}-\d{2}(?:-\d{2})?$/, { ...aVintage, abort: true })
  .superRefine((text, context) => {
    const fault = vintageFault(text);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  });

/** A text or a list of texts; none if absent. */
function listOf(wanted: string) {
  return z
    .union([z.string(), z.array(z.string(someText))], wants(wanted))
    .transform((texts) => (typeof texts === 'string' ? [texts] : texts))
    .prefault([]);
}

const correlations = z.union(
  [z.number(), z.array(z.array(z.number()))],
  wants('a number from -1 to 1, or a matrix of such in the order of the inputs'),
);
export const copulaSchema = z
  .strictObject(
    {
      inputs: z
        .array(z.string(), wants('a list of ids of inputs'))
        .min(2, wants('two inputs or more')),
      rank: z.exactOptional(correlations).describe("Spearman's rank correlation."),
      kendall: z.exactOptional(correlations).describe("Kendall's tau."),
      pearson: z
        .exactOptional(correlations)
        .describe("Pearson's correlation of the inputs as they are distributed."),
      df: z
        .exactOptional(
          z
            .number(wants('degrees of freedom from 1 on'))
            .min(1, wants('degrees of freedom from 1 on')),
        )
        .describe('Degrees of freedom of a Student t copula, under which extremes come together.'),
      weights: z
        .exactOptional(
          z.array(
            z.array(z.number()),
            wants('a matrix of numbers from 1 to 1000 in the order of the inputs'),
          ),
        )
        .describe(
          'How firmly each entry of the matrix is held, from 1 to 1000, where not all can hold together: the nearest matrix that is named moves what has little weight.',
        ),
    },
    wants('a map such as `{ inputs: [costs.price, demand.growth], rank: 0.5 }`'),
  )
  .check(({ value, issues }) => {
    const given = (['rank', 'kendall', 'pearson'] as const).filter((m) => value[m] !== undefined);
    if (given.length === 1) return;
    const message = `has ${given.length === 0 ? 'no target' : given.join(' and ')}; wanted one of rank, kendall and pearson`;
    issues.push({ code: 'custom', input: value, message });
  });

/** What is wrong with the text of a distribution, each with its offset in the text. */
export function distributionProblems(
  text: string,
  readColumn?: ReadColumn,
): readonly { message: string; at?: number }[] {
  try {
    parseDistribution(text, readColumn);
    return [];
  } catch (error) {
    if (!(error instanceof DistributionError)) throw error;
    const word = text.trim().toLowerCase();
    const meant = ['yes', 'on', 'true'].includes(word)
      ? 1
      : ['no', 'off', 'false'].includes(word)
        ? 0
        : undefined;
    if (meant === undefined) return error.problems;
    return error.problems.map((problem) => ({
      ...problem,
      message: `${problem.message}; write ${meant} for ${word}`,
    }));
  }
}

/** A fault of trials and replicates together, if they have one. */
export function replicatesFault(trials: number, replicates: number): string | undefined {
  if (replicates <= trials) return undefined;
  const few = trials === 1 ? '1 trial' : `${trials} trials`;
  return `${few} cannot fill ${replicates} replicates; wanted at least one trial each: ${replicates} trials or more, or ${trials} replicates or fewer`;
}

/** What holds where nobody says otherwise. */
export const DEFAULTS: Omit<RunSpec, 'name'> = Object.freeze({
  seed: '1',
  trials: 131_072,
  replicates: 16,
  design: 'sobol',
  presets: [],
  set: {},
  correlate: [],
  evidence: [],
  given: [],
  update: 'weights',
  draws: 'auto',
});

export const runSpecSchema = z
  .strictObject(
    {
      name: z
        .string(aName)
        .max(80, aName)
        .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, aName)
        .describe('Name of the run in kebab-case; the folder of its results begins with it.'),
      title: z.exactOptional(z.string(someText)).describe('Heading of the report.'),
      description: z
        .exactOptional(z.string(someText))
        .describe('What the run asks and why, for a reader.'),
      model: z
        .exactOptional(
          z.string(aModel).regex(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*|.+\.[cm]?[jt]s)$/, aModel),
        )
        .describe(
          'Name of a registered model, or path of a .ts or .js file, relative to this file.',
        ),
      seed: z
        .union([z.string(aSeed).regex(/\S/, aSeed), z.number(aSeed)], aSeed)
        .transform(String)
        .prefault(DEFAULTS.seed)
        .describe('Seed of every draw, a number or a text. The same seed gives the same bits.'),
      trials: wholeNumber(1, MOST_TRIALS)
        .default(DEFAULTS.trials)
        .describe('How many trials; for sobol best a power of two times the replicates.'),
      replicates: wholeNumber(1, MOST_REPLICATES)
        .default(DEFAULTS.replicates)
        .describe(
          'Independent randomisations of the design, from which standard errors come; at most the trials.',
        ),
      design: z
        .enum(DESIGNS, aDesign)
        .default(DEFAULTS.design)
        .describe(
          'How the trials are spread: scrambled low-discrepancy points, independent ones, one in each stratum of every input, or pairs that mirror each other.',
        ),
      presets: z
        .union(
          [z.string(), z.array(z.string(aPreset))],
          wants('the name of a preset or a list of names'),
        )
        .transform((names) => (typeof names === 'string' ? [names] : names))
        .prefault([])
        .describe(
          'Presets of the model, laid over its assumptions one after the other; the last wins.',
        ),
      set: z
        .record(
          z.string(),
          assumption,
          wants('a map of inputs, one a line, such as `costs.price: 9000`'),
        )
        .default({})
        .describe(
          'Inputs changed by this spec, laid over the presets: a number, or a distribution such as lognormal(p10=1, p90=2).',
        ),
      correlate: z
        .array(
          copulaSchema,
          wants('a list such as `- { inputs: [costs.price, demand.growth], rank: 0.5 }`'),
        )
        .default([])
        .describe(
          'Inputs that move together: a Gaussian copula, or with df a Student t copula, with the rank, Kendall or Pearson correlations given.',
        ),
      asOf: z
        .exactOptional(vintageSchema)
        .describe(
          'What became known up to then, of the evidence of the model and of `evidence`, weighs the trials: a month or a day.',
        ),
      evidence: listOf('the path of a file of observations, or a list of such').describe(
        'Files of dated observations that weigh the trials, below the folder of this file.',
      ),
      given: listOf("a condition such as 'h200.units[2026] < 50', or a list of such").describe(
        'Conditions on inputs and outcomes: trials in which one does not hold do not count.',
      ),
      minEss: z
        .exactOptional(wholeNumber(1, MOST_TRIALS))
        .describe('Trials that the weights must be worth; trials are added until they are.'),
      until: z
        .exactOptional(z.string(wants("a statistic and its error, such as 'P(x > 1) ± 0.001'")))
        .describe(
          'A statistic and the standard error with which it is to be known, such as P(h200.units[2026] > 50) ± 0.001; trials are doubled until it is.',
        ),
      update: z
        .enum(UPDATES, wants(UPDATES.join(' or ')))
        .default(DEFAULTS.update)
        .describe(
          'How trials are weighed: weights on the trials, or trials moved step by step to where the evidence is.',
        ),
      quantiles: z
        .exactOptional(
          z
            .array(
              z.number(wants('numbers between 0 and 1')).gt(0, A_LEVEL).lt(1, A_LEVEL),
              wants('a list such as [0.8]'),
            )
            .max(MOST_LEVELS),
        )
        .describe(
          'Further levels of the quantiles of every outcome, between 0 and 1, such as 0.8.',
        ),
      draws: z
        .union([z.boolean(), z.literal('auto')], wants('true, false or auto'))
        .default(DEFAULTS.draws)
        .describe('Whether the draws of every trial are kept; auto: unless they are too large.'),
      lang: z
        .exactOptional(z.enum(LANGUAGES, wants(LANGUAGES.join(' or '))))
        .describe('The language of the pages of the run; English if absent.'),
    },
    wants('a map such as `name: high-uptake`'),
  )
  .meta({
    title: 'chipcast run spec',
    description: 'What a run computes: a model, changes to its assumptions, a seed and a design.',
  });

runSpecSchema satisfies z.ZodType<RunSpec>;

/** For editors: the text of `runs/run-spec.schema.json`. */
export function runSpecJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(runSpecSchema, { io: 'input' }), undefined, 2)}\n`;
}
