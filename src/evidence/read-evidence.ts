/** Observations of a YAML file. */

import * as z from 'zod';
import type { Observation } from '../language/model.ts';
import type { SpecProblem } from '../plan/problem.ts';
import { rowsOf } from '../plan/rows.ts';
import { wanted } from '../text/form.ts';
import type { AskedObservation } from './plan-evidence.ts';

const aText = wanted('a text');

const observation = z.strictObject(
  {
    id: z.string(wanted('a short name, such as E1')).min(1, wanted('a short name, such as E1')),
    known: z.string(wanted('the day on which it was known, such as 2026-05-20')),
    quantity: z.string(wanted('what was observed, such as h200.units[2026Q1]')),
    likelihood: z.string(wanted('a likelihood, such as normal(0, 8)')),
    reading: z.exactOptional(z.string(aText)),
    sources: z.exactOptional(z.array(z.string(aText), wanted('a list of sources'))),
  },
  wanted('a map with id, known, quantity and likelihood'),
);

/**
 * Reads the text of a file of observations. What is wrong with it as YAML, and with the form of its
 * observations, is added to the problems; what of it can be read all the same is given, so that it
 * can be judged too.
 *
 * @param text  in YAML, a map with a list `observations`
 * @param file  path, as messages show it
 */
export function readEvidence(
  text: string,
  file: string,
  problems: SpecProblem[],
): readonly AskedObservation[] {
  return rowsOf(text, file, 'observations', observation, problems).map(({ row, ...place }) => ({
    observation: row satisfies Observation,
    ...place,
  }));
}
