/** What a run assumes, on whose word, how inputs move together, and what it changed. */

import { type ProgramInput, stepWord } from '../../compile/program.ts';
import type { Plan, PlannedInput } from '../../plan/plan.ts';
import { counted, significant } from '../../stats/round.ts';
import type { AskedAndAchieved, CorrelationSummary, Summary } from '../../stats/summary.ts';
import {
  type Block,
  type Cell,
  joined,
  type Part,
  paragraph,
  type Text,
  tableOf,
  unitWords,
} from '../document.ts';
import { citation, sourceValue } from '../model/sources.ts';
import type { Names } from '../names.ts';
import { changedCorrelations, changedInputs, distributionText, MEASURES } from '../run-facts.ts';

export function changedBlocks(plan: Plan, names: Names): Block[] {
  const changes = changedInputs(plan);
  if (changes.length === 0) return [];
  return [
    tableOf(
      'Assumptions changed',
      changes,
      [
        { heading: 'assumption', of: ({ id }) => [names.of(id)] },
        { heading: 'in the model', of: ({ own }) => own },
        { heading: 'here', of: ({ now }) => now },
        { heading: 'unit', of: ({ unit }) => unitWords(names.unit(unit)) },
        { heading: 'changed by', of: ({ by }) => by },
      ],
      [
        "All other assumptions are the model's own, and their draws are the same as without these changes.",
      ],
    ),
  ];
}

export function changedCorrelationBlocks(plan: Plan, names: Names): Block[] {
  const changes = changedCorrelations(plan);
  if (changes.length === 0) return [];
  return [
    tableOf(
      'Correlations changed',
      changes,
      [
        { heading: 'assumptions', of: ({ inputs }) => labels(inputs, names) },
        { heading: 'here', of: ({ now }) => now },
      ],
      ['In the model these are independent of each other. Each keeps its distribution.'],
    ),
  ];
}

function labels(ids: readonly string[], names: Names): Text {
  return joined(
    ids.map((id) => names.of(id)),
    ', ',
  );
}

/** A table for each component. */
export function inputBlocks(
  { program: { inputs, time }, inputs: planned }: Plan,
  names: Names,
): Block[] {
  const rows = inputs.map((input, k) => ({ input, planned: planned[k] }));
  const components = [...new Set(inputs.map(({ about }) => about.component))].sort();
  const judged = inputs.filter(({ about }) => about.judgement).length;
  return [
    paragraph(
      `${inputs.length} assumptions, ${judged} of them judgement (J). A number alone is held fixed. The range is what a scenario may sensibly set; draws are not cut at it.`,
    ),
    ...components.map(
      (component): Part => ({
        kind: 'part',
        title: component === '' ? 'The model' : component,
        blocks: [
          tableOf(
            `Assumptions of ${component}`,
            rows.filter(({ input }) => input.about.component === component),
            [
              { heading: 'assumption', of: ({ input }) => [names.of(input.id)] },
              { heading: 'distribution', of: distributionCell },
              { heading: 'unit', of: ({ input }) => unitWords(names.unit(input.unit)) },
              {
                heading: 'range',
                of: ({ input: { about } }) =>
                  about.range?.map((end) => significant(end, 6)).join(' to '),
              },
              { heading: 'J', of: ({ input }) => (input.about.judgement ? 'J' : '') },
              { heading: 'sources', of: ({ input }) => (input.about.sources ?? []).join(', ') },
              { heading: 'why', of: ({ input }) => whyText(input, stepWord(time)) },
            ],
          ),
        ],
      }),
    ),
  ];
}

function distributionCell({
  input,
  planned,
}: {
  readonly input: ProgramInput;
  readonly planned: PlannedInput;
}): Text {
  const [own, here] = [input, planned].map(({ distribution }) => distributionText(distribution));
  return planned.overriddenBy === undefined ? here : `${here}, in the model ${own}`;
}

function whyText({ about, over, loadings, used }: ProgramInput, step: string): string {
  const factors = loadings.map(({ factor, weight }) => `${weight} on ${factor}`);
  return [
    ...(about.why === undefined ? [] : [about.why]),
    ...(over === 'quarter' ? [`One draw a ${step}.`] : []),
    ...(factors.length > 0 ? [`Moves with others: loads ${factors.join(', ')}.`] : []),
    ...(used ? [] : ['No outcome depends on it.']),
  ].join(' ');
}

/** What the cited sources say, in the order of their ids. */
export function sourceBlocks({ program: { sources = [] } }: Plan): Block[] {
  if (sources.length === 0) return [];
  return [
    tableOf('Sources that assumptions cite', sources, [
      { heading: 'id', of: ({ id }) => id },
      { heading: 'source', of: citation },
      { heading: 'what it says', of: ({ claim }) => claim },
      { heading: 'value', of: sourceValue },
    ]),
  ];
}

/** How inputs move together, asked for and achieved. */
export function correlationBlocks(plan: Plan, { correlations }: Summary, names: Names): Block[] {
  if (correlations === undefined) return [];
  const { trials, pairs } = correlations;
  const measures = (['rank', 'kendall', 'pearson'] as const).filter(
    (measure) => measure === 'rank' || pairs.some((pair) => pair[measure] !== undefined),
  );
  const all = trials === plan.trials ? 'all' : 'the first';
  return [
    paragraph(
      `Inputs that depend on each other, over ${all} ${counted(trials)} trials. Asked for is what the design intends; achieved is what came out.`,
    ),
    tableOf('Correlations of inputs', pairs, [
      { heading: 'input', of: ({ inputs }) => [names.of(inputs[0])] },
      { heading: 'input', of: ({ inputs }) => [names.of(inputs[1])] },
      { heading: 'through', of: ({ by }) => by },
      ...measures.flatMap((measure) => [
        {
          heading: `${MEASURES[measure]} asked`,
          kind: 'number' as const,
          of: (pair: CorrelationSummary) => pair[measure] && significant(pair[measure].asked, 3),
        },
        {
          heading: 'achieved',
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
