/**
 * Where the other modules of the package lie that are loaded by their place and not by an import:
 * among the sources, or in dist/, where all lie in one folder under the names that build.mjs gives.
 */

/** Whether this runs from the sources, which a loader of TypeScript has to read. */
export const FROM_SOURCE = import.meta.url.endsWith('.ts');

const MODULES = {
  node: './node/index.ts',
  thread: '../workers/thread.ts',
  tables: '../workers/tables.ts',
  fleet: '../workers/fleet.ts',
  'china-ai-chips': '../models/china-ai-chips/index.ts',
  'heat-pumps': '../models/examples/heat-pumps/index.ts',
} as const;

export function shipped(name: keyof typeof MODULES): URL {
  return new URL(FROM_SOURCE ? MODULES[name] : `./${name}.js`, import.meta.url);
}

/** A module that a thread begins with, and whether the thread needs a loader of TypeScript for it. */
export function threadModule(name: 'thread' | 'tables' | 'fleet'): { url: URL; isSource: boolean } {
  return { url: shipped(name), isSource: FROM_SOURCE };
}

/** The folder of what runs: whatever fails in it was called from elsewhere. */
export const OWN = new URL('.', import.meta.url);
