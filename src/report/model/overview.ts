/** What a model is about, what it assumes on whose word, what follows, and of which parts it is made. */

import type { Compiled } from '../../compile/compile.ts';
import { kindOf } from '../../compile/outcome-kind.ts';
import { type Program, type ProgramInput, stepWord } from '../../compile/program.ts';
import { parseDistribution } from '../../distributions/parse.ts';
import type { GuideInput } from '../../language/model.ts';
import { NO_PERIOD } from '../../language/time.ts';
import { brief } from '../../stats/round.ts';
import { bareId } from '../../text/column-name.ts';
import { InputError } from '../../text/input-error.ts';
import { plural } from '../../text/listed.ts';
import { didYouMean } from '../../text/nearest.ts';
import { type Block, type Document, listOf, sectionOf, tableOf, unitAfter } from '../document.ts';
import { isShare, unitOf as unitIn } from '../measure.ts';
import { type Names, namesOf } from '../names.ts';
import { basisOf, basisSentence } from './basis.ts';
import { byComponent } from './members.ts';

export function modelOverview(compiled: Compiled): Document {
  const { model, program } = compiled;
  const { title, name, edition, guide } = model;
  const { inputs = [], follows = [], changes = [], words = [], summary = [] } = guide ?? {};
  const names = namesOf(program);
  const outcomes = new Set(program.outcomes.map(({ id }) => id)).size;
  return {
    subject: 'Model',
    title: `${title}: ${plural(program.inputs.length, 'assumption')}, ${plural(program.variables.length, 'equation')}, ${plural(outcomes, 'outcome')}`,
    summary: [...summary, basisSentence(basisOf(compiled))],
    facts: [
      `${name}${edition === undefined ? '' : `, edition ${edition}`}, fingerprint ${program.fingerprint.slice(0, 16)}`,
      spanText(program.time),
      '--equations has every assumption and equation, --sources on whose word, --forecasts what others say, --graph what acts on what',
    ],
    sections: [
      ...sectionOf(
        'What is assumed: the inputs that matter most',
        inputBlocks(inputs, program.inputs, names),
      ),
      ...sectionOf('What follows', listOf(follows)),
      ...sectionOf('What would change it', listOf(changes)),
      ...sectionOf('Presets', presetBlocks(compiled)),
      ...sectionOf('Headline outcomes', headlineBlocks(compiled, names)),
      ...sectionOf(
        'What the words mean',
        listOf(words.map(([word, means]) => `${word}: ${means}`)),
      ),
      ...sectionOf('Kinds of assumptions', kindBlocks(compiled)),
      ...sectionOf('Components', componentBlocks(compiled)),
    ],
  };
}

/** Medians and intervals are those of the distributions, as nobody changed them. */
function inputBlocks(
  guided: readonly GuideInput[],
  inputs: readonly ProgramInput[],
  names: Names,
): Block[] {
  if (guided.length === 0) return [];
  const byId = new Map(inputs.map((input) => [input.id, input]));
  const rows = guided.map((one) => {
    const { input: id, label, from } = one;
    const input = byId.get(id);
    if (input === undefined)
      throw new InputError(`guide: there is no input "${id}"${didYouMean(id, byId.keys())}`);
    const { quantile } = parseDistribution(input.distribution);
    const { unit = isShare(input) ? '%' : unitAfter(names.unit(input.unit)).trim() } = one;
    const scale = unit === '%' ? 100 : 1;
    const [low, median, high] = [0.05, 0.5, 0.95].map((p) => brief(scale * quantile(p), 0));
    return {
      id,
      label: unit === '' ? label : `${label}, ${unit}`,
      from,
      median,
      interval: `${low} to ${high}`,
    };
  });
  return [
    tableOf(
      'Inputs that matter most',
      rows,
      [
        { heading: 'input', of: ({ id, label }) => [{ id, label }] },
        { heading: 'median', kind: 'number', of: ({ median }) => median },
        { heading: '90% interval', of: ({ interval }) => interval },
        { heading: 'on whose word', of: ({ from }) => from },
      ],
      ['Nine of ten draws lie in the interval.'],
    ),
  ];
}

function presetBlocks({ model }: Compiled): Block[] {
  const presets = Object.entries(model.presets ?? {});
  if (presets.length === 0) return [];
  return [
    tableOf('Presets', presets, [
      { heading: 'name', of: ([name]) => name },
      { heading: 'question', of: ([, { question }]) => question },
      {
        heading: 'changes',
        kind: 'number',
        of: ([, { set }]) => String(Object.keys(set).length),
      },
    ]),
  ];
}

function headlineBlocks({ program }: Compiled, names: Names): Block[] {
  const headlines = program.headlines ?? [];
  if (headlines.length === 0) return [];
  const unitOf = (id: string): string => {
    const outcome = program.outcomes.find((one) => one.id === bareId(id));
    if (outcome === undefined) return '';
    const measured = { kind: kindOf(outcome), unit: outcome.unit };
    if (measured.kind === 'event') return 'probability';
    return unitIn(measured, names);
  };
  return [
    tableOf('Headline outcomes', headlines, [
      { heading: 'outcome', of: (id) => [names.of(id)] },
      { heading: 'unit', of: unitOf },
    ]),
  ];
}

function spanText(time: Program['time']): string {
  const { step, start, quarters } = time;
  if (step === 'once')
    return start === NO_PERIOD ? 'One value a trial; no time' : `One value a trial, of ${start}`;
  return `${plural(quarters.length, stepWord(time))}, ${start} to ${quarters.at(-1)}`;
}

function kindBlocks(compiled: Compiled): Block[] {
  const { inputs } = compiled.program;
  const basis = basisOf(compiled);
  // How strongly inputs move together is judgement as much as what they are.
  const judged = new Set([...basis.judgement, ...basis.unsourced, ...basis.factors]);
  const nameOf = ({ about }: ProgramInput): string =>
    about.role === 'factor' ? 'latent factor' : (about.kind ?? 'other');
  const kinds = [...new Set(inputs.map(nameOf))].sort();
  const uncertain = inputs.filter(({ about }) => about.role === 'input');
  const quarterly = uncertain.filter(({ over }) => over === 'quarter').length;
  const uniforms = inputs.reduce((sum, { dimensions }) => sum + dimensions.length, 0);
  const others = ['latent factor', 'lever', 'constant'].flatMap((noun) => {
    const number = inputs.filter(({ about }) => noun.endsWith(about.role)).length;
    return number === 0 ? [] : [`, ${plural(number, noun)}`];
  });
  return [
    tableOf(
      'Kinds of assumptions',
      kinds.map((kind) => ({ kind, own: inputs.filter((input) => nameOf(input) === kind) })),
      [
        { heading: 'kind', of: ({ kind }) => kind },
        { heading: 'all', kind: 'number', of: ({ own }) => String(own.length) },
        {
          heading: 'judgement or no source',
          kind: 'number',
          of: ({ own }) => String(own.filter(({ id }) => judged.has(id)).length),
        },
      ],
      [
        `${uncertain.length} uncertain${quarterly > 0 ? ` (${quarterly} drawn once a ${stepWord(compiled.program.time)})` : ''}${others.join('')}; ${plural(uniforms, 'uniform')} a trial.`,
      ],
    ),
  ];
}

function componentBlocks(compiled: Compiled): Block[] {
  const members = byComponent(compiled);
  const number = (n = 0): string => (n === 0 ? '' : String(n));
  return [
    tableOf('Components', compiled.model.components, [
      { heading: 'component', of: ({ name }) => name },
      {
        heading: 'assumptions',
        kind: 'number',
        of: ({ name }) => number(members.get(name)?.assumptions.length),
      },
      {
        heading: 'equations',
        kind: 'number',
        of: ({ name }) => number(members.get(name)?.equations.length),
      },
      { heading: 'what', of: ({ summary }) => summary },
    ]),
  ];
}
