/**
 * What the first screen says, as plain data: made from a run on the server, and made again in the
 * browser whenever an assumption moves.
 */

import type { Figure } from '../charts/index.ts';
import { headlineOutcomes } from '../report/headlines.ts';
import { judgedInputs } from '../report/model/basis.ts';
import { eventShare } from '../report/outcomes.ts';
import { type ChangedInput, changedInputs } from '../report/run-facts.ts';
import { counted } from '../stats/round.ts';
import { type AskItem, askItems } from './ask.ts';
import type { PageInput, Scenarios } from './beside.ts';
import { type Driver, driversOf } from './drivers.ts';
import { pageFigures } from './figures.ts';
import { findingsOf } from './findings.ts';
import { leading, periodOf, scaleOfColumn } from './headline.ts';
import { type Moves, movesOf } from './moves.ts';
import { type PublishedRow, publishedRows } from './published.ts';
import { type HeadlineTable, headlineTable } from './rows.ts';
import { type Setting, settingOf } from './setting.ts';
import { amountText, type Scale, scaleOf } from './spoken.ts';
import { type WatchRow, watchRows } from './watch.ts';
import type { Headline, Words } from './words/en.ts';

export interface Screen {
  /** Of the window: the answer, the scenario, the day. */
  readonly title: string;
  readonly setting: Setting;
  readonly headline: Headline;
  readonly lede: readonly string[];
  readonly lead: Figure | undefined;
  readonly figures: readonly Figure[];
  readonly ask: readonly AskItem[];
  readonly table: HeadlineTable;
  readonly drivers: readonly Driver[];
  readonly scenarios: (Scenarios & { readonly scale: Scale | undefined }) | undefined;
  readonly moves: Moves | undefined;
  readonly changes: readonly ChangedInput[];
  readonly watch: readonly WatchRow[];
  readonly published: readonly PublishedRow[];
  readonly foot: readonly string[];
}

export function screenOf(input: PageInput, words: Words): Screen {
  const { plan, scenarios } = input;
  const setting = settingOf(plan, words);
  const headline = headlineOf(input, words);
  const figures = pageFigures(input, words);
  return {
    title: [
      headline.join(''),
      setting.scenario,
      ...setting.changed,
      ...(setting.information === undefined ? [] : [setting.information]),
      setting.model,
    ].join(' · '),
    setting,
    headline,
    lede: findingsOf(input).map(words.finding),
    lead: figures.lead,
    figures: figures.others,
    ask: askItems(input),
    table: headlineTable(input, words),
    drivers: driversOf(input),
    scenarios: scenarios && {
      ...scenarios,
      scale: scenarios.statistic === 'median' ? scaleOfColumn(plan, scenarios.column) : undefined,
    },
    moves: movesOf(input),
    changes: changedInputs(plan),
    watch: watchRows(input),
    published: publishedRows(input),
    foot: footOf(input, words),
  };
}

function headlineOf({ plan, summary }: PageInput, words: Words): Headline {
  const lead = leading(headlineOutcomes(plan, summary));
  const last = lead?.periods.at(-1);
  if (lead === undefined || last === undefined) return ['', plan.program.title, ''];
  if (lead.kind === 'event') {
    const { value } = eventShare(last.summary);
    if (value === null) return ['', words.noHeadline, ''];
    return words.eventHeadline(value, clauseOf(plan, lead.id, lead.label), periodOf(lead, last));
  }
  const { value } = last.summary.quantiles.p50;
  if (value === null) return ['', words.noHeadline, ''];
  const scale = scaleOf(lead.unit, plan.program.unitNames);
  return words.amountHeadline(amountText(value, scale), lead.label, periodOf(lead, last));
}

/** `Whether China's own chips ...` in mid-sentence: as the model wrote it behind `whether`. */
function clauseOf({ program }: PageInput['plan'], id: string, otherwise: string): string {
  const label = program.outcomes.find((one) => one.id === id)?.about.label;
  return label?.match(/^whether (.*)$/is)?.[1] ?? otherwise;
}

function footOf({ plan, facts }: PageInput, words: Words): readonly string[] {
  const { inputs, edition } = plan.program;
  const judged = judgedInputs(plan.program);
  const cited = new Set(inputs.flatMap(({ about }) => about.sources ?? []));
  const { foot } = words;
  return [
    foot.trials(counted(plan.trials), plan.seed),
    ...(edition === undefined ? [] : [words.edition(edition)]),
    foot.assumptions(inputs.length, inputs.filter(({ id, used }) => used && judged.has(id)).length),
    ...(cited.size === 0 ? [] : [foot.sources(cited.size)]),
    foot.digest(facts.digest.slice(0, 16)),
  ];
}
