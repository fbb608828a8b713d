/** A model as its readers meet it: every page is a function of the compiled model. */

import { toJson } from '../../compile/canonical.ts';
import type { Compiled } from '../../compile/compile.ts';
import type { Document } from '../document.ts';
import { modelCheck } from './check.ts';
import { modelDimensions } from './dimensions.ts';
import { modelEquations } from './equations.ts';
import { modelForecasts } from './forecasts.ts';
import { modelGraph } from './graph.ts';
import { modelOverview } from './overview.ts';
import { modelSources } from './sources.ts';

interface ModelPageOptions {
  /** Of the graph: every variable, and not only the components. */
  readonly full?: boolean;
}

/** The pages by name: documents, and texts that other programs or the model itself take. */
export const MODEL_PAGES = {
  overview: modelOverview,
  check: modelCheck,
  equations: modelEquations,
  graph: modelGraph,
  sources: modelSources,
  forecasts: modelForecasts,
  dimensions: modelDimensions,
  json: ({ program }) => `${toJson(program, 1)}\n`,
} satisfies Readonly<
  Record<string, (compiled: Compiled, options: ModelPageOptions) => Document | string>
>;
