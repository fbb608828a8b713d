/** The spec of a batch: a run spec, and a matrix of what is varied over it. */

import * as z from 'zod';
import { readSpecOf, type SpecFile } from '../plan/read-spec.ts';
import { type RunSpec, runSpecSchema, vintageSchema } from '../plan/run-spec.ts';

/** What is varied. Every list is an axis; cells are all combinations. */
interface Matrix {
  /** Each entry is laid over the presets of the spec: one name, several, or none. */
  readonly presets?: readonly (readonly string[])[];
  /** Named changes of assumptions, each laid over `set` of the spec. */
  readonly set?: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  /** Id of an input to the values that it takes: an axis for each. */
  readonly levers?: Readonly<Record<string, readonly (number | string)[]>>;
  /** `asOf` of each cell. */
  readonly vintages?: readonly string[];
  readonly seeds?: readonly string[];
}

export interface BatchSpec extends RunSpec {
  readonly matrix: Matrix;
}

const says = (what: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined
      ? `is missing; wanted ${what}`
      : `found ${JSON.stringify(input)}; wanted ${what}`,
});

const aText = says('a text');
const assumptions = runSpecSchema.shape.set.unwrap();
const aPresets = z
  .union(
    [z.string(), z.array(z.string(aText))],
    says('the name of a preset, a list of names, or [] for none'),
  )
  .transform((names) => (typeof names === 'string' ? [names] : names));
const aSeed = z
  .union([z.string(aText).regex(/\S/, aText), z.number()], says('a number or a text'))
  .transform(String);

const matrix = z
  .strictObject(
    {
      presets: z
        .exactOptional(z.array(aPresets, says('a list such as [[], open-door]')).min(1))
        .describe('Each entry is laid over the presets of the spec; [] for none.'),
      set: z
        .exactOptional(z.record(z.string(), assumptions, says('a map of names to changes')))
        .describe('Named changes of assumptions, each laid over `set` of the spec.'),
      levers: z
        .exactOptional(
          z.record(
            z.string(),
            z
              .array(z.union([z.number(), z.string()]), says('a list of values'))
              .min(1, says('at least one value')),
            says('a map of inputs to lists of values'),
          ),
        )
        .describe('Inputs, each with the values that it takes; all combinations are run.'),
      vintages: z
        .exactOptional(z.array(vintageSchema, says("a list such as ['2025-12', '2026-11']")).min(1))
        .describe('`asOf` of each cell.'),
      seeds: z
        .exactOptional(z.array(aSeed, says('a list of seeds')).min(1))
        .describe('Seeds; cells with the same seed share draws.'),
    },
    says('a map with presets, set, levers, vintages or seeds'),
  )
  .describe('What is varied: every list is an axis, cells are all combinations.');

const batchSpecSchema = runSpecSchema.extend({ matrix }).meta({
  title: 'chipcast batch spec',
  description: 'A run spec, and a matrix of what is varied.',
});

batchSpecSchema satisfies z.ZodType<BatchSpec>;

/** @throws SpecError with everything that is wrong with the file as such */
export function readBatchSpec(text: string, fileName: string): SpecFile<BatchSpec> {
  return readSpecOf<BatchSpec>(batchSpecSchema, text, fileName);
}

/** For editors: the text of `runs/batch-spec.schema.json`. */
export function batchSpecJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(batchSpecSchema, { io: 'input' }), undefined, 2)}\n`;
}
