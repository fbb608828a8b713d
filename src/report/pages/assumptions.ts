/** What a run assumes, on whose word, how inputs move together, and what it changed. */

import { type ProgramInput, type StepWord, stepWord } from '../../compile/program.ts';
import type { Plan, PlannedInput } from '../../plan/plan.ts';
import { counted, percent, significant } from '../../stats/round.ts';
import type { AskedAndAchieved, CorrelationSummary, Summary } from '../../stats/summary.ts';
import {
  type Block,
  type Cell,
  joined,
  type Part,
  type Piece,
  paragraph,
  type Text,
  tableOf,
} from '../document.ts';
import { drawnOf, drawnText } from '../drawn.ts';
import { isShare, unitOf } from '../measure.ts';
import { citation, sourceValue } from '../model/sources.ts';
import type { Names } from '../names.ts';
import {
  type ChangedCorrelation,
  changedCorrelations,
  changedInputs,
  distributionText,
  MEASURES,
} from '../run-facts.ts';

export function changedBlocks(plan: Plan, names: Names): Block[] {
  const { tell } = names;
  const changes = changedInputs(plan);
  if (changes.length === 0) return [];
  return [
    tableOf(
      tell('Assumptions changed'),
      changes,
      [
        { heading: tell('assumption'), of: ({ id }) => [names.of(id)] },
        { heading: tell('in the model'), of: (one) => drawnText(one, one.own, names) },
        { heading: tell('here'), of: (one) => drawnText(one, one.now, names) },
        { heading: tell('unit'), of: (one) => unitOf(one, names) },
        { heading: tell('changed by'), of: ({ by }) => byText(by, names) },
      ],
      [
        tell(
          "All other assumptions are the model's own, and their draws are the same as without these changes.",
        ),
      ],
    ),
  ];
}

export function changedCorrelationBlocks(plan: Plan, names: Names): Block[] {
  const { tell } = names;
  const changes = changedCorrelations(plan);
  if (changes.length === 0) return [];
  return [
    tableOf(
      tell('Correlations changed'),
      changes,
      [
        { heading: tell('assumptions'), of: ({ inputs }) => labels(inputs, names) },
        { heading: tell('here'), of: (change) => correlationText(change, names) },
      ],
      [tell('In the model these are independent of each other. Each keeps its distribution.')],
    ),
  ];
}

function correlationText(
  { measure, correlation, df }: ChangedCorrelation,
  { tell }: Names,
): string {
  const told = { measure: tell(MEASURES[measure]), correlation };
  return df === undefined
    ? tell('{measure} {correlation}', told)
    : tell('{measure} {correlation}, Student t with df {df}', { ...told, df });
}

/** By what an input was changed, which is code where a command names it so. */
function byText(by: string, { say }: Names): Text {
  const [, preset] = /^preset (.*)$/s.exec(by) ?? [];
  return preset === undefined ? [{ code: by }] : say('preset {name}', { name: { code: preset } });
}

function labels(ids: readonly string[], names: Names): Text {
  return joined(
    ids.map((id) => names.of(id)),
    names.marks.comma,
  );
}

/** A table for each component. */
export function inputBlocks(
  { program: { inputs, time, components: described = [] }, inputs: planned }: Plan,
  names: Names,
): Block[] {
  const { tell, marks } = names;
  const rows = inputs.map((input, k) => ({
    input,
    planned: planned[k],
    drawn: drawnOf(input, planned[k].distribution, names),
  }));
  const components = [...new Set(inputs.map(({ about }) => about.component))].sort();
  const judged = inputs.filter(({ about }) => about.judgement).length;
  const summaries = new Map(described.map(({ name, summary }) => [name, summary]));
  const titleOf = (component: string): string =>
    (summaries.get(component) ?? component).replace(/[.\u3002]$/, '');
  return [
    paragraph(
      tell(
        '{count} assumptions, {judged} of them judgement (J). A number alone is held fixed. The range is what a scenario may sensibly set; draws are not cut at it.',
        { count: inputs.length, judged },
      ),
    ),
    ...components.map(
      (component): Part => ({
        kind: 'part',
        title: component === '' ? tell('The model') : titleOf(component),
        ...(component === '' ? {} : { id: component }),
        blocks: [
          tableOf(
            tell('Assumptions of {component}', { component: titleOf(component) }),
            rows.filter(({ input }) => input.about.component === component),
            [
              { heading: tell('assumption'), of: ({ input }) => [names.of(input.id)] },
              { heading: tell('median'), kind: 'number', of: ({ drawn }) => drawn.median },
              { heading: tell('90% interval'), of: ({ drawn }) => drawn.interval },
              { heading: tell('unit'), of: ({ input }) => unitOf(input, names) },
              { heading: tell('range'), of: ({ input }) => rangeText(input, names) },
              { heading: 'J', of: ({ input }) => (input.about.judgement ? 'J' : '') },
              {
                heading: tell('sources'),
                of: ({ input }) => (input.about.sources ?? []).join(marks.comma),
              },
              { heading: tell('distribution'), of: (row) => distributionCell(row, names) },
              { heading: tell('why'), of: ({ input }) => whyText(input, stepWord(time), names) },
            ],
          ),
        ],
      }),
    ),
  ];
}

function rangeText({ unit, about: { range } }: ProgramInput, { tell }: Names): Text | undefined {
  if (range === undefined) return undefined;
  const [low, high] = range.map((end) =>
    significant((isShare({ unit }) ? percent(end) : null) ?? end, 6),
  );
  return tell('{low} to {high}', { low, high });
}

/** As the model and its scenarios have it: what `--set` takes. */
function distributionCell(
  { input, planned }: { readonly input: ProgramInput; readonly planned: PlannedInput },
  { say }: Names,
): Text {
  const [own, here] = [input, planned].map(
    ({ distribution }): Piece => ({ code: distributionText(distribution) }),
  );
  return planned.overriddenBy === undefined
    ? [here]
    : say('{here}, in the model {own}', { here, own });
}

function whyText(
  { about, over, loadings, used }: ProgramInput,
  step: StepWord,
  names: Names,
): Text {
  const { tell, say, marks } = names;
  const factors = loadings.map(({ factor, weight }) =>
    say('{weight} on {factor}', { weight, factor: names.of(factor) }),
  );
  return joined(
    [
      ...(about.why === undefined ? [] : [about.why]),
      ...(over === 'quarter' ? [tell('One draw a {step}.', { step: tell(step) })] : []),
      ...(factors.length > 0
        ? [say('Moves with others: loads {factors}.', { factors: joined(factors, marks.comma) })]
        : []),
      ...(used ? [] : [tell('No outcome depends on it.')]),
    ],
    marks.space,
  );
}

/** What the cited sources say, in the order of their ids. */
export function sourceBlocks({ program: { sources = [] } }: Plan, { tell }: Names): Block[] {
  if (sources.length === 0) return [];
  return [
    tableOf(tell('Sources that assumptions cite'), sources, [
      { heading: tell('id'), of: ({ id }) => id },
      { heading: tell('source'), of: citation },
      { heading: tell('what it says'), of: ({ claim }) => claim },
      { heading: tell('value'), of: sourceValue },
    ]),
  ];
}

/** How inputs move together, asked for and achieved. */
export function correlationBlocks(plan: Plan, { correlations }: Summary, names: Names): Block[] {
  if (correlations === undefined) return [];
  const { tell } = names;
  const { trials: all, pairs } = correlations;
  const measures = (['rank', 'kendall', 'pearson'] as const).filter(
    (measure) => measure === 'rank' || pairs.some((pair) => pair[measure] !== undefined),
  );
  const trials = counted(all);
  return [
    paragraph(
      all === plan.trials
        ? tell(
            'Inputs that depend on each other, over all {trials} trials. Asked for is what the design intends; achieved is what came out.',
            { trials },
          )
        : tell(
            'Inputs that depend on each other, over the first {trials} trials. Asked for is what the design intends; achieved is what came out.',
            { trials },
          ),
    ),
    tableOf(tell('Correlations of inputs'), pairs, [
      { heading: tell('input'), of: ({ inputs }) => [names.of(inputs[0])] },
      { heading: tell('input'), of: ({ inputs }) => [names.of(inputs[1])] },
      { heading: tell('through'), of: ({ by }) => [names.of(by)] },
      ...measures.flatMap((measure) => [
        {
          heading: tell('{measure} asked', { measure: tell(MEASURES[measure]) }),
          kind: 'number' as const,
          of: (pair: CorrelationSummary) => pair[measure] && significant(pair[measure].asked, 3),
        },
        {
          heading: tell('achieved'),
          kind: 'number' as const,
          of: (pair: CorrelationSummary) => achieved(pair[measure]),
        },
      ]),
    ]),
  ];
}

function achieved(measured: AskedAndAchieved | undefined): Cell {
  return measured && { value: measured.achieved.value, se: measured.achieved.se };
}
