/** What the build asks for once the modules are there. */

import { writeFileSync } from 'node:fs';
import { compiledText } from '../forecast/ask.ts';
import { loadModel, precompiledAt, SHIPPED } from './load-model.ts';

/** Compiles the shipped models and writes them beside the modules. */
export async function precompile(): Promise<void> {
  for (const named of SHIPPED)
    writeFileSync(precompiledAt(named), compiledText(await loadModel(named)));
}
