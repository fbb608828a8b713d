/**
 * The corpus: questions that between them reach every part of the engine that makes numbers. It only
 * grows, for a question that was answered once must be answered so for as long as the version of
 * the numerics stays.
 */

import type { QuestionOptions } from '../forecast/forecast.ts';
import type { Model, Observation } from '../language/model.ts';
import { DESIGNS } from '../random/designs.ts';
import {
  calendarModels,
  drawnModel,
  familyModels,
  operationModels,
  spanningModel,
} from './small-models.ts';

export interface CorpusQuestion {
  readonly name: string;
  readonly model: Model;
  readonly options: QuestionOptions;
}

/** Models that come with chipcast, as the place loads them. */
export interface ShippedModels {
  readonly china: Model;
  readonly heatPumps: Model;
}

/** Three blocks, the last of them short. */
const TRIALS = 8448;
/** One block. */
const FEW = 4096;

/** Of heat pumps. */
const SURVEY: Observation = {
  id: 'installers',
  known: '2026-06-10',
  quantity: 'stock.installs[2026Q1]',
  likelihood: 'normal(14, 2)',
};

export function corpusQuestions({ china, heatPumps }: ShippedModels): CorpusQuestion[] {
  const pumps = (name: string, options: QuestionOptions): CorpusQuestion => ({
    name: `heat pumps, ${name}`,
    model: heatPumps,
    options: { trials: TRIALS, ...options },
  });
  const chips = (name: string, options: QuestionOptions): CorpusQuestion => ({
    name: `China, ${name}`,
    model: china,
    options: { trials: FEW, ...options },
  });
  const small = (kind: string, models: ReadonlyMap<string, Model>): CorpusQuestion[] =>
    [...models].map(([name, model]) => ({
      name: `${kind} ${name}`,
      model,
      options: { trials: FEW, replicates: 4 },
    }));
  return [
    ...DESIGNS.map((design) => pumps(design, { design })),
    pumps('two replicates', { replicates: 2, seed: 'corpus' }),
    pumps('other assumptions', {
      set: { 'subsidy.rate': 0.1, 'installers.hiring': 'uniform(min=0.01, max=0.05)' },
    }),
    pumps('inputs that move together', {
      correlate: [{ inputs: ['installers.hiring', 'installers.learning'], rank: 0.7 }],
    }),
    pumps('some trials only', { given: ['pumps.installed[2027] > 60'] }),
    pumps('evidence', { evidence: [SURVEY] }),
    pumps('evidence, trials moved', { evidence: [SURVEY], update: 'tempering', trials: FEW }),
    chips('baseline', {}),
    chips('monte-carlo', { design: 'monte-carlo', seed: 'corpus' }),
    ...Object.keys(china.presets ?? {}).map((preset) => chips(preset, { presets: [preset] })),
    chips('evidence up to November 2026', { asOf: '2026-11-29', trials: 8192 }),
    ...small('family', familyModels()),
    ...small('operation', operationModels()),
    ...small('calendar', calendarModels()),
    { name: 'drawn', model: drawnModel(), options: { trials: FEW, replicates: 4 } },
    { name: 'quarters', model: spanningModel(), options: { trials: TRIALS, replicates: 4 } },
  ];
}
