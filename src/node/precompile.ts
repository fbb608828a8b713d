/** What the build asks for once the modules are there. */

import { writeFileSync } from 'node:fs';
import { compiledOf, compiledText } from '../forecast/ask.ts';
import { loadModel, precompiledAt, SHIPPED, tablesAt } from './load-model.ts';
import { writeTables } from './made-tables.ts';

/** Compiles the shipped models and writes them, and their tables, beside the modules. */
export async function precompile(): Promise<void> {
  for (const named of SHIPPED) {
    const model = await loadModel(named);
    writeFileSync(precompiledAt(named), compiledText(model));
    writeTables(tablesAt(named), compiledOf(model).program);
  }
}
