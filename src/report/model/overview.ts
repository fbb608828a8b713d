/** What a model is, on one page. */

import type { Compiled } from '../../compile/compile.ts';
import { bareId } from '../../text/column-name.ts';
import { columns, widest, wrap } from '../../text/table.ts';
import { basisOf, basisSentence } from './basis.ts';
import { byComponent } from './members.ts';
import { beside, count, definitions, page, titled, WIDTH } from './setting.ts';

/** What the model is about, of which parts it is made, and on how much judgement it rests. */
export function modelOverview(compiled: Compiled): string {
  const { model, program } = compiled;
  const { quarters } = program.time;
  return page([
    [
      model.title,
      `${model.name}, ${model.edition === undefined ? '' : `edition ${model.edition}, `}fingerprint ${program.fingerprint.slice(0, 16)}`,
      `${count(quarters.length, 'quarter')}, ${quarters[0]} to ${quarters.at(-1)}`,
    ],
    ['Components', ...componentLines(compiled)],
    ['Assumptions', ...assumptionLines(compiled)],
    titled(
      'Presets',
      definitions(
        Object.entries(model.presets ?? {}).map(([name, { question, set }]) => [
          name,
          `${question} (${count(Object.keys(set).length, 'change')})`,
        ]),
      ),
    ),
    titled('Headline outcomes', headlineLines(compiled)),
    [
      `${count(new Set(program.outcomes.map(({ id }) => id)).size, 'outcome')} in all, ${count(program.variables.length, 'equation')}`,
    ],
  ]);
}

function componentLines(compiled: Compiled): string[] {
  const names = compiled.model.components.map(({ name }) => name);
  const members = byComponent(compiled);
  const number = (n: number): string => (n === 0 ? '' : String(n));
  const [heading, ...rows] = columns([
    { heading: '', cells: names.map((name) => `  ${name}`), left: true },
    {
      heading: 'assumptions',
      cells: names.map((name) => number(members.get(name)?.assumptions.length ?? 0)),
    },
    {
      heading: 'equations',
      cells: names.map((name) => number(members.get(name)?.equations.length ?? 0)),
    },
  ]);
  const left = widest([heading, ...rows]) + 2;
  const summaries = compiled.model.components.map(({ summary }) => wrap(summary, WIDTH - left));
  return [heading, ...rows.flatMap((row, k) => beside(row, summaries[k], left))];
}

function assumptionLines({ program }: Compiled): string[] {
  const { inputs } = program;
  const uncertain = inputs.filter(({ about }) => about.role === 'input');
  const quarterly = uncertain.filter(({ over }) => over === 'quarter').length;
  const kinds = [...new Set(inputs.map(({ about }) => about.kind))]
    .filter((kind) => kind !== undefined)
    .sort();
  const others = ['latent factor', 'lever', 'constant'].flatMap((noun) => {
    const number = inputs.filter(({ about }) => noun.endsWith(about.role)).length;
    return number === 0 ? [] : [`, ${count(number, noun)}`];
  });
  const uniforms = inputs.reduce((sum, { dimensions }) => sum + dimensions.length, 0);
  const line =
    `${count(inputs.length, 'assumption')}: ${uncertain.length} uncertain` +
    `${quarterly > 0 ? ` (${quarterly} drawn once a quarter)` : ''}${others.join('')}; ${count(uniforms, 'uniform')} a trial`;
  const rows = [...kinds, undefined].map((kind) =>
    inputs.filter(({ about }) => about.kind === kind && about.role !== 'factor'),
  );
  const basis = basisOf({ program });
  // How strongly inputs move together is judgement as much as what they are.
  const judged = new Set([...basis.judgement, ...basis.unsourced, ...basis.factors]);
  const shown = [
    ...rows.map((row, k) => ({ kind: kinds[k] ?? 'other', row })),
    { kind: 'latent factor', row: inputs.filter(({ about }) => about.role === 'factor') },
  ].filter(({ row }) => row.length > 0);
  const table = columns([
    { heading: '', cells: shown.map(({ kind }) => kind), left: true },
    { heading: 'all', cells: shown.map(({ row }) => String(row.length)) },
    {
      heading: 'judgement or no source',
      cells: shown.map(({ row }) => String(row.filter(({ id }) => judged.has(id)).length)),
    },
  ]);
  return [
    ...wrap(`  ${line}`, WIDTH, 4),
    ...wrap(`  ${basisSentence(basis)}`, WIDTH, 4),
    ...table.map((row) => `  ${row}`),
  ];
}

function headlineLines({ program }: Compiled): string[] {
  return definitions(
    (program.headlines ?? []).map((headline) => {
      const id = bareId(headline);
      const outcome = program.outcomes.find((candidate) => candidate.id === id);
      return [headline, outcome ? `${outcome.about.label ?? id} [${outcome.unit}]` : ''];
    }),
  );
}
