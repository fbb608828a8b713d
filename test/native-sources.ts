/**
 * Sources are loaded by Node itself: Vitest would make of each use of an import a property that is
 * looked up, which in an inner loop takes longer than the arithmetic.
 */

import * as nodeModule from 'node:module';

/** A process runs many files. */
const DONE = Symbol.for('chipcast.test.native-sources');
const done = globalThis as { [DONE]?: true };

if (done[DONE] === undefined) {
  done[DONE] = true;
  const hooks = new URL('native-hooks.mjs', import.meta.url).href;
  // Newer Nodes take hooks in this thread and warn of the older way.
  if ('registerHooks' in nodeModule) {
    const { registerHooks } = nodeModule as unknown as { registerHooks(hooks: object): void };
    registerHooks((await import(/* @vite-ignore */ hooks)) as object);
  } else nodeModule.register(hooks);

  // Vitest finds the lines of its own modules in stacks, and keeps Node from finding the others.
  process.setSourceMapsEnabled(true);
  const format = Error.prepareStackTrace;
  if (format !== undefined)
    Error.prepareStackTrace = (error, sites) => format(error, sites.map(asWritten));
}

/** A place in a stack, by the lines of the file. */
function asWritten(site: NodeJS.CallSite): NodeJS.CallSite {
  const [line, column] = [site.getLineNumber(), site.getColumnNumber()];
  const map = nodeModule.findSourceMap(site.getFileName() ?? '');
  if (map === undefined || line === null || column === null) return site;
  const { lineNumber, columnNumber } = map.findOrigin(line, column) as nodeModule.SourceOrigin;
  const text = String(site).replace(`:${line}:${column}`, `:${lineNumber}:${columnNumber}`);
  const written = {
    getLineNumber: () => lineNumber,
    getColumnNumber: () => columnNumber,
    toString: () => text,
  };
  return new Proxy(site, {
    get: (of, name) => {
      const value: unknown = Reflect.get(Object.hasOwn(written, name) ? written : of, name);
      return typeof value === 'function' ? value.bind(of) : value;
    },
  });
}
