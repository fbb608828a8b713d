/**
 * The assumptions of a run as Markdown tables: what is assumed, on whose word, and what this run
 * changed.
 */

import type { ProgramInput } from '../compile/program.ts';
import type { Plan } from '../plan/plan.ts';
import { significant } from '../stats/round.ts';
import { code, plain, table } from '../text/markdown.ts';
import { changedInputs, distributionText } from './run-facts.ts';

export function changedSection(plan: Plan): string[] {
  const changes = changedInputs(plan);
  if (changes.length === 0) return [];
  return [
    "All other assumptions are the model's own, and their draws are the same as without these changes.",
    table(
      [
        { heading: 'Assumption' },
        { heading: 'Meaning' },
        { heading: 'Unit' },
        { heading: 'In the model' },
        { heading: 'Here' },
        { heading: 'Changed by' },
      ],
      changes.map(({ id, label, unit, own, now, by }) => [
        code(id),
        plain(label),
        plain(unit),
        plain(own),
        plain(now),
        plain(by),
      ]),
    ),
  ];
}

export function inputSections(plan: Plan): string[] {
  const { inputs } = plan.program;
  const components = [...new Set(inputs.map(({ about }) => about.component))].sort();
  const judged = inputs.filter(({ about }) => about.judgement).length;
  return [
    `${inputs.length} assumptions, ${judged} of them judgement (J). A number alone is held fixed. The range is what a scenario may sensibly set; draws are not cut at it.`,
    ...components.flatMap((component) => [
      `### Assumptions of ${component === '' ? 'the model' : plain(component)}`,
      table(
        [
          { heading: 'Assumption' },
          { heading: 'Meaning' },
          { heading: 'Distribution' },
          { heading: 'Unit' },
          { heading: 'Range' },
          { heading: 'J' },
          { heading: 'Sources' },
          { heading: 'Why' },
        ],
        inputs.flatMap((input, k) =>
          input.about.component === component ? [inputRow(input, plan.inputs[k])] : [],
        ),
      ),
    ]),
  ];
}

/** What the cited sources say, in the order of their ids. */
export function sourceSection({ program }: Plan): string[] {
  const { sources = [] } = program;
  if (sources.length === 0) return [];
  return [
    `The ${sources.length} sources that assumptions cite, as the register of the model has them.`,
    table(
      [
        { heading: 'Id' },
        { heading: 'Publisher' },
        { heading: 'Title' },
        { heading: 'Date' },
        { heading: 'What it says' },
        { heading: 'Value' },
      ],
      sources.map(({ id, publisher, title, date, claim, value, unit }) => [
        code(id),
        plain(publisher),
        plain(title),
        plain(date),
        plain(claim),
        plain([value, unit].filter((part) => part !== '').join(' ')),
      ]),
    ),
  ];
}

function inputRow(input: ProgramInput, planned: Plan['inputs'][number]): string[] {
  const { id, unit, about } = input;
  const own = distributionText(input.distribution);
  const here = distributionText(planned.distribution);
  const changed = planned.overriddenBy !== undefined;
  return [
    code(id),
    plain(about.label ?? ''),
    changed ? `**${plain(here)}**, in the model ${plain(own)}` : plain(here),
    plain(unit),
    about.range === undefined ? '' : about.range.map((end) => significant(end, 6)).join(' to '),
    about.judgement ? 'J' : '',
    plain((about.sources ?? []).join(', ')),
    plain([about.why, ...remarks(input)].filter((part) => part !== undefined).join(' ')),
  ];
}

function remarks({ over, loadings, used }: ProgramInput): string[] {
  const factors = loadings.map(({ factor, weight }) => `${weight} on ${factor}`);
  return [
    ...(over === 'quarter' ? ['One draw a quarter.'] : []),
    ...(factors.length > 0 ? [`Moves with others: loads ${factors.join(', ')}.`] : []),
    ...(used ? [] : ['No outcome depends on it.']),
  ];
}
