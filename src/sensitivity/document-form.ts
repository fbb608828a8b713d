/** The form of `sensitivity.json`: its facts, and the parts that the methods name. */

import * as z from 'zod';
import type { Plan } from '../plan/plan.ts';
import { estimateForm } from '../stats/summary-form.ts';
import { anyNumber, checkForm, closed, FormError, whole } from '../text/form.ts';
import type { AccountedInput, Accounting, Held } from './accounting.ts';
import {
  byGroupForm,
  countForm,
  indexForm,
  indicesForm,
  numberOrNullForm,
  textForm,
  textsForm,
} from './by-group.ts';
import type { Analysis, AnalysisFacts, OutcomeAnalysis, OutcomeFacts } from './document.ts';
import { methodsThatNeed, OF_OUTCOMES } from './methods/index.ts';
import type { FailedPoint } from './responses.ts';

const accounted: z.ZodType<AccountedInput> = closed<AccountedInput>()({
  id: textForm,
  members: z.exactOptional(textsForm),
  label: z.exactOptional(textForm),
  component: textForm,
  kind: z.exactOptional(textForm),
  influence: estimateForm,
  sources: textsForm,
  ageDays: z.exactOptional(z.strictObject({ youngest: anyNumber, oldest: anyNumber })),
  judgement: z.boolean(),
});

/** The keys of some methods; a document has those of the methods that were asked for. */
function partsOf(methods: readonly { readonly form: z.core.$ZodShape }[]): z.core.$ZodShape {
  return Object.fromEntries(
    methods.flatMap(({ form }) =>
      Object.entries(form).map(([key, of]) => [key, z.exactOptional(of)] as const),
    ),
  );
}

const outcomeFacts = closed<OutcomeFacts>()({
  unit: textForm,
  kind: z.exactOptional(z.enum(['event', 'category', 'amount'])),
  constant: z.boolean(),
  failures: closed<OutcomeFacts['failures']>()({
    points: countForm,
    of: countForm,
    share: indexForm,
    located: z.array(closed<FailedPoint>()({ matrix: countForm, trial: countForm })).max(1000),
  }),
  accounting: z.exactOptional(
    closed<Accounting>()({
      rows: z.array(accounted).max(100_000),
      without: z.array(accounted).max(100_000),
      bearing: textsForm,
      held: z.exactOptional(
        closed<Held>()({
          share: anyNumber,
          se: numberOrNullForm,
          inputs: countForm,
          judged: countForm,
          copulas: textsForm,
        }),
      ),
      sentence: z.exactOptional(textForm),
    }),
  ),
});
// The parts have the types that the methods give them: `OutcomeParts` is made of the same forms.
const outcome = outcomeFacts.extend(partsOf(OF_OUTCOMES)) as unknown as z.ZodType<OutcomeAnalysis>;

const analysisFacts = closed<AnalysisFacts>()({
  format: z.literal(1),
  model: textForm,
  seed: textForm,
  design: textForm,
  base: whole(1),
  replicates: whole(1),
  methods: textsForm,
  evidence: z.exactOptional(
    closed<NonNullable<Analysis['evidence']>>()({
      observations: textsForm,
      given: textsForm,
      trials: whole(1),
      effective: anyNumber,
    }),
  ),
  evaluations: countForm,
  groups: byGroupForm<readonly string[]>(textsForm),
  grouping: z.exactOptional(z.enum(['input', 'component', 'kind', 'table'])),
  outcomes: byGroupForm(outcome),
  evppi: z.exactOptional(
    closed<NonNullable<Analysis['evppi']>>()({
      options: textsForm,
      everything: z.exactOptional(indexForm),
      value: indicesForm,
    }),
  ),
  asOf: textForm,
  digests: z.record(textForm, textForm),
});
const analysisForm = analysisFacts.extend(
  partsOf(methodsThatNeed('paths')),
) as unknown as z.ZodType<Analysis>;

/**
 * An analysis that was stored beside a run.
 *
 * @throws FormError with every fault of its form, or that it is of another model or other evidence
 */
export function checkAnalysis(
  content: unknown,
  { model, evidence }: Pick<Plan, 'model' | 'evidence'>,
): Analysis {
  const analysis = checkForm(analysisForm, content);
  if (analysis.model !== model)
    throw new FormError([`model: is ${analysis.model}, the run is of ${model}`]);
  // That of the same question without evidence would be shown as what drives the updated forecast.
  const [found, wanted] = [evidenceText(analysis.evidence), evidenceText(taken(evidence))];
  if (found !== wanted) throw new FormError([`evidence: is ${found}, the run has ${wanted}`]);
  return analysis;
}

function taken(evidence: Plan['evidence']): Omit<Taken, 'trials' | 'effective'> | undefined {
  return (
    evidence && { observations: evidence.observations.map(({ id }) => id), given: evidence.given }
  );
}

type Taken = NonNullable<Analysis['evidence']>;

function evidenceText(evidence: Omit<Taken, 'trials' | 'effective'> | undefined): string {
  if (evidence === undefined) return 'none';
  return [...evidence.observations, ...evidence.given].join(', ') || 'none';
}
