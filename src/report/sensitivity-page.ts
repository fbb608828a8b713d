/**
 * An analysis on one page that needs nothing but itself, and as a section of the report of its run.
 */

import type { Analysis } from '../sensitivity/document.ts';
import { counted, earned, earnedPair } from '../stats/round.ts';
import { htmlPage } from './html-page.ts';
import { escaped } from './html-text.ts';
import { figureHtml } from './media/figure.ts';
import { heatMap, outcomeFigures } from './sensitivity-plots.ts';
import {
  decisionRows,
  evidenceSentence,
  failureText,
  indexTables,
  indexText,
  measureNotes,
} from './sensitivity-tables.ts';

const ROWS = 30;
const WATCHED = 40;

export function sensitivityPage(analysis: Analysis): string {
  const title = `What drives ${analysis.model}`;
  const { evaluations, base, replicates, seed, design } = analysis;
  const rests = [
    `${counted(evaluations)} trials`,
    `${counted(base)} points in ${counted(replicates)} replicates`,
    `seed ${seed}, ${design} design`,
  ];
  return htmlPage(
    title,
    [
      '<p class="title">Sensitivity</p>',
      `<h1>${escaped(title)}</h1>`,
      `<p class="rests">${rests.map(escaped).join(' · ')}</p>`,
    ],
    [...sensitivitySections(analysis)],
  );
}

/** Plots and tables; the tables of single outcomes are folded. */
export function sensitivitySections(analysis: Analysis): string[] {
  return [
    ...evidenceSentence(analysis).map((sentence) => `<p>${escaped(sentence)}</p>`),
    ...heatMap(analysis).map(figureHtml),
    ...Object.entries(analysis.outcomes).flatMap(([key, outcome]) => {
      const drawings = outcomeFigures(key, outcome);
      const sentence = outcome.accounting?.sentence;
      return [
        `<section><h2>${escaped(key)}</h2>`,
        ...(outcome.constant
          ? ['<p>It is the same in every trial: there is nothing to explain.</p>']
          : []),
        ...(outcome.failures.points > 0
          ? [`<p>${escaped(failureText(outcome.failures))}</p>`]
          : []),
        ...(sentence === undefined ? [] : [`<p>${escaped(sentence)}</p>`]),
        ...(drawings.length > 0
          ? ['<div class="gallery">', ...drawings.map(figureHtml), '</div>']
          : []),
        ...indexTablesOf(analysis, outcome),
        ...accountTable(outcome),
        '</section>',
      ];
    }),
    ...decisionSection(analysis),
    ...watchSection(analysis),
  ];
}

function decisionSection({ evppi }: Analysis): string[] {
  if (!evppi) return [];
  return [
    '<section><h2>What learning is worth</h2>',
    `<p>${escaped(`The expected gain from learning each input before choosing between ${evppi.options.join(' and ')}, in their unit. No learning is worth more than that of everything.`)}</p>`,
    ...table(['To learn', 'Worth'], decisionRows(evppi).slice(0, ROWS + 1)),
    '</section>',
  ];
}

function indexTablesOf(analysis: Analysis, outcome: Analysis['outcomes'][string]): string[] {
  const tables = indexTables(analysis, outcome);
  if (tables.length === 0 || outcome.constant) return [];
  return [
    '<details><summary>All measures</summary>',
    ...tables.flatMap(({ columns, ids }) =>
      table(
        ['Input', ...columns.map(({ heading }) => heading)],
        ids.slice(0, ROWS).map((id) => [id, ...columns.map(({ of }) => indexText(of, id))]),
      ),
    ),
    ...measureNotes(analysis, outcome).map((note) => `<p>${escaped(note)}</p>`),
    '</details>',
  ];
}

function accountTable({ accounting }: Analysis['outcomes'][string]): string[] {
  if (!accounting) return [];
  const rows = accounting.rows
    .slice(0, ROWS)
    .map((row) => [
      row.label ?? row.id,
      row.kind ?? '',
      earnedPair(row.influence.value, row.influence.se),
      row.judgement ? 'judgement' : '',
      row.sources.join(', '),
      row.ageDays === undefined
        ? ''
        : `${counted(row.ageDays.youngest)} to ${counted(row.ageDays.oldest)} days`,
    ]);
  const without = accounting.without.map(({ id }) => id);
  return [
    '<details><summary>What it rests on</summary>',
    ...table(['Assumption', 'Kind', 'Influence', 'Basis', 'Sources', 'Age of sources'], rows),
    ...(without.length === 0
      ? []
      : [`<p>Without influence that could be told from 0: ${escaped(without.join(', '))}.</p>`]),
    '</details>',
  ];
}

function watchSection({ watch, asOf }: Analysis): string[] {
  if (watch === undefined || watch.length === 0) return [];
  const rows = watch.slice(0, WATCHED).map((row) => {
    const ends = [row.moves[0], row.moves[row.moves.length - 1]];
    return [
      row.knownOn,
      `${row.label ?? row.quantity} ${row.quarter}`,
      row.by,
      row.headline,
      earnedPair(row.varianceRemoved.value, row.varianceRemoved.se),
      ends.map((end) => earned(end?.move.value ?? null, end?.move.se ?? null)).join(' to '),
    ];
  });
  return [
    '<section><h2>What to watch</h2>',
    `<p>Figures that become known after ${escaped(asOf)}: what share of the variance of an outcome learning each would take away, and how far the median would move if it came in low or high.</p>`,
    ...table(['Known on', 'Figure', 'From', 'Outcome', 'Takes away', 'Median moves'], rows),
    '</section>',
  ];
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const cells = (of: readonly string[], tag: string): string =>
    `<tr>${of.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return [
    '<div class="wide"><table>',
    cells(headings, 'th'),
    ...rows.map((row) => cells(row, 'td')),
    '</table></div>',
  ];
}
