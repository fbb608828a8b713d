/**
 * What a page is made from, with the texts of its model in another language. A text that the model
 * has no translation of stays as it is.
 */

import type { Program } from '../compile/program.ts';
import type { Plan } from '../plan/plan.ts';
import type { Language } from '../wording/languages.ts';
import type { PageInput } from './beside.ts';
import { isNamedByWords } from './spoken.ts';

/** One text in another language. */
type Say = (text: string) => string;

export function translatedInput(input: PageInput, language: Language): PageInput {
  const texts = input.plan.program.translations?.[language];
  if (texts === undefined) return input;
  const say = sayingIn(texts);
  const { plan, summary, facts, scenarios, analysis, evidence } = input;
  const told = evidence && withReadings(evidence, say);
  return {
    ...input,
    plan: translatedPlan(plan, say),
    summary,
    facts: { ...facts, ...(facts.evidence && { evidence: withReadings(facts.evidence, say) }) },
    scenarios: scenarios && {
      ...scenarios,
      rows: scenarios.rows.map((row) => said(row, ['question'], say)),
    },
    analysis: analysis && {
      ...analysis,
      ...(analysis.watch && {
        watch: analysis.watch.map((row) => said(row, ['by', 'label'], say)),
      }),
    },
    evidence: told,
  };
}

function withReadings<
  Document extends { readonly pieces: readonly { readonly reading?: string }[] },
>(document: Document, say: Say): Document {
  return { ...document, pieces: document.pieces.map((piece) => said(piece, ['reading'], say)) };
}

function translatedPlan(plan: Plan, say: Say): Plan {
  const { program, evidence } = plan;
  return {
    ...plan,
    program: translatedProgram(program, say),
    ...(evidence && {
      evidence: {
        ...evidence,
        observations: evidence.observations.map((one) => ({
          ...one,
          about: said(one.about, ['reading'], say),
        })),
      },
    }),
  };
}

function withCodes<About extends { readonly codes?: Readonly<Record<string, string>> }>(
  about: About,
  say: Say,
): About {
  return about.codes ? { ...about, codes: mapped(about.codes, say) } : about;
}

/** Every text of a program that a reader reads goes through `say`; ids and units do not. */
export function translatedProgram(program: Program, say: Say): Program {
  const { title, inputs, outcomes, variables, components, copulas, observables } = program;
  const { charts, forecasts, history, awaited, presets, unitNames } = program;
  return {
    ...program,
    title: say(title),
    inputs: inputs.map((input) => ({
      ...input,
      about: withCodes(said(input.about, DESCRIBED, say), say),
    })),
    outcomes: outcomes.map((outcome) => ({
      ...outcome,
      about: withCodes(said(outcome.about, ['label', 'basis'], say), say),
    })),
    variables: variables.map((variable) =>
      variable.about === undefined
        ? variable
        : { ...variable, about: said(variable.about, DESCRIBED, say) },
    ),
    ...(components && { components: components.map((one) => said(one, ['summary'], say)) }),
    ...(copulas && {
      copulas: copulas.map((copula) => ({ ...copula, about: said(copula.about, DESCRIBED, say) })),
    }),
    ...(observables && {
      observables: observables.map((one) => said(one, ['by', 'label'], say)),
    }),
    ...(charts && {
      charts: charts.map((chart) => ({
        ...said(chart, ['title', 'note'], say),
        ...('names' in chart ? { names: chart.names.map(say) } : {}),
        ...('reference' in chart && chart.reference
          ? { reference: said(chart.reference, ['label'], say) }
          : {}),
      })),
    }),
    ...(forecasts && {
      forecasts: forecasts.map((one) =>
        said(one, ['claimant', 'claim', 'statistic', 'value', 'note'], say),
      ),
    }),
    ...(history && { history: history.map((one) => said(one, ['note'], say)) }),
    ...(awaited && { awaited: awaited.map((one) => said(one, ['report'], say)) }),
    ...(presets && {
      presets: Object.fromEntries(
        Object.entries(presets).map(([name, preset]) => [name, said(preset, ['question'], say)]),
      ),
    }),
    unitNames: { ...unitWords(program, say), ...mapped(unitNames ?? {}, say) },
  };
}

/** Units that the model gives no names, as the other language writes them. */
function unitWords(
  { inputs, outcomes, variables, unitNames = {} }: Program,
  say: Say,
): Record<string, string> {
  const units = new Set([...inputs, ...outcomes, ...variables].map(({ unit }) => unit));
  return Object.fromEntries(
    [...units].flatMap((unit) => {
      const named = isNamedByWords(unit) || Object.hasOwn(unitNames, unit);
      const name = named ? unit : say(unit);
      return name === unit ? [] : [[unit, name]];
    }),
  );
}

/** What inputs, outcomes and the like are called and explained by. */
const DESCRIBED = ['label', 'why'] as const;

/** With the texts of some keys in the other language; a key that is left out stays so. */
function said<One extends object>(one: One, keys: readonly (keyof One)[], say: Say): One {
  const texts = keys.flatMap((key) => {
    const text = one[key];
    return typeof text === 'string' ? [[key, say(text)] as const] : [];
  });
  return { ...one, ...Object.fromEntries(texts) };
}

function mapped(texts: Readonly<Record<string, string>>, say: Say): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, say(text)]));
}

/** A text in another language; what has no translation stays as it is. */
export function sayingIn(texts: Readonly<Record<string, string>>): Say {
  return (text) => (Object.hasOwn(texts, text) ? texts[text] : text);
}
