/**
 * What a page is made from, with the texts of its model in another language. A text that the model
 * has no translation of stays as it is.
 */

import type { Program } from '../compile/program.ts';
import type { Language } from '../plan/languages.ts';
import type { Plan } from '../plan/plan.ts';
import type { PageInput } from './beside.ts';
import { isNamedByWords } from './spoken.ts';

/** One text in another language. */
type Say = (text: string) => string;

export function translatedInput(input: PageInput, language: Language): PageInput {
  const texts = input.plan.program.translations?.[language];
  if (texts === undefined) return input;
  const say: Say = (text) => (Object.hasOwn(texts, text) ? texts[text] : text);
  const { plan, summary, facts, scenarios, analysis, evidence } = input;
  const told = evidence && withReadings(evidence, say);
  return {
    ...input,
    plan: translatedPlan(plan, say),
    summary,
    facts: { ...facts, ...(facts.evidence && { evidence: withReadings(facts.evidence, say) }) },
    scenarios: scenarios && {
      ...scenarios,
      rows: scenarios.rows.map((row) => ({ ...row, question: say(row.question) })),
    },
    analysis: analysis && {
      ...analysis,
      ...(analysis.watch && {
        watch: analysis.watch.map((row) => ({
          ...row,
          by: say(row.by),
          ...(row.label === undefined ? {} : { label: say(row.label) }),
        })),
      }),
    },
    evidence: told,
  };
}

function withReadings<
  Document extends { readonly pieces: readonly { readonly reading?: string }[] },
>(document: Document, say: Say): Document {
  return {
    ...document,
    pieces: document.pieces.map((piece) =>
      piece.reading === undefined ? piece : { ...piece, reading: say(piece.reading) },
    ),
  };
}

function translatedPlan(plan: Plan, say: Say): Plan {
  const { program, evidence } = plan;
  return {
    ...plan,
    program: translatedProgram(program, say),
    ...(evidence && {
      evidence: {
        ...evidence,
        observations: evidence.observations.map((one) =>
          one.about.reading === undefined
            ? one
            : { ...one, about: { ...one.about, reading: say(one.about.reading) } },
        ),
      },
    }),
  };
}

/** Every text of a program that a reader reads goes through `say`; ids and units do not. */
export function translatedProgram(program: Program, say: Say): Program {
  const { title, inputs, outcomes, variables, components, copulas, observables } = program;
  const { charts, forecasts, history, awaited, presets, unitNames } = program;
  return {
    ...program,
    title: say(title),
    inputs: inputs.map((input) => ({ ...input, about: described(input.about, say) })),
    outcomes: outcomes.map((outcome) => {
      const { basis, codes } = outcome.about;
      return {
        ...outcome,
        about: {
          ...described(outcome.about, say),
          ...(basis === undefined ? {} : { basis: say(basis) }),
          ...(codes && { codes: mapped(codes, say) }),
        },
      };
    }),
    variables: variables.map((variable) =>
      variable.about === undefined
        ? variable
        : { ...variable, about: described(variable.about, say) },
    ),
    ...(components && {
      components: components.map((one) => ({ ...one, summary: say(one.summary) })),
    }),
    ...(copulas && {
      copulas: copulas.map((copula) => ({ ...copula, about: described(copula.about, say) })),
    }),
    ...(observables && {
      observables: observables.map((one) => ({
        ...one,
        by: say(one.by),
        ...(one.label === undefined ? {} : { label: say(one.label) }),
      })),
    }),
    ...(charts && {
      charts: charts.map((chart) => ({
        ...chart,
        title: say(chart.title),
        ...(chart.note === undefined ? {} : { note: say(chart.note) }),
        ...('names' in chart ? { names: chart.names.map(say) } : {}),
        ...('reference' in chart && chart.reference
          ? { reference: { ...chart.reference, label: say(chart.reference.label) } }
          : {}),
      })),
    }),
    ...(forecasts && {
      forecasts: forecasts.map((one) => ({
        ...one,
        claimant: say(one.claimant),
        claim: say(one.claim),
        statistic: say(one.statistic),
        value: say(one.value),
        note: say(one.note),
      })),
    }),
    ...(history && {
      history: history.map((one) =>
        one.note === undefined ? one : { ...one, note: say(one.note) },
      ),
    }),
    ...(awaited && { awaited: awaited.map((one) => ({ ...one, report: say(one.report) })) }),
    ...(presets && {
      presets: Object.fromEntries(
        Object.entries(presets).map(([name, preset]) => [
          name,
          { ...preset, question: say(preset.question) },
        ]),
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

function described<About extends { readonly label?: string; readonly why?: string }>(
  about: About,
  say: Say,
): About {
  const { label, why } = about;
  return {
    ...about,
    ...(label === undefined ? {} : { label: say(label) }),
    ...(why === undefined ? {} : { why: say(why) }),
  };
}

function mapped(texts: Readonly<Record<string, string>>, say: Say): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, say(text)]));
}
