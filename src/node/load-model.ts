/** Finds a model by its registered name or its file, and imports it. */

import { existsSync, statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { extname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { UsageError } from '../forecast/usage-error.ts';
import type { Model } from '../language/model.ts';
import { didYouMean } from '../text/nearest.ts';

/** Models that come with the engine, by name, from the folder of the package. */
const SHIPPED: Readonly<Record<string, string>> = {
  'china-ai-chips': '../../models/china-ai-chips/index',
  'heat-pumps': '../../models/examples/heat-pumps/index',
};

export const DEFAULT_MODEL = 'china-ai-chips';

export function isShipped(named: string): boolean {
  return Object.hasOwn(SHIPPED, named);
}

const fromSource = import.meta.url.endsWith('.ts');

/**
 * @param named  a shipped name, or a path to a .ts, .js or .mjs file whose default export is a
 *           model
 * @param from   folder that a relative path is taken from
 * @throws UsageError if there is no such model
 */
export async function loadModel(named: string, from: string = process.cwd()): Promise<Model> {
  if (isShipped(named)) {
    const url = new URL(`${SHIPPED[named]}.${fromSource ? 'ts' : 'js'}`, import.meta.url);
    return ((await import(url.href)) as { default: Model }).default;
  }
  const path = isAbsolute(named) ? named : resolve(from, named);
  if (!existsSync(path)) {
    const isFile = extname(named) !== '' || named.includes('/');
    throw new UsageError(
      isFile
        ? `model file ${named} does not exist (looked at ${path})`
        : `unknown model "${named}"${didYouMean(named, Object.keys(SHIPPED)) || `; known are ${Object.keys(SHIPPED).join(', ')}`}, or give the path of a .ts file`,
    );
  }
  const found = statSync(path);
  // To import a device or a pipe would wait for ever.
  if (!found.isFile())
    throw new UsageError(
      found.isDirectory()
        ? `model ${named} is a folder; wanted a .ts or .js file in it`
        : `model ${named} is a device or a pipe; wanted a .ts or .js file`,
    );
  return importModel(path, named);
}

async function importModel(path: string, named: string): Promise<Model> {
  await readyForModels(extname(path));
  let exported: { default?: unknown };
  try {
    exported = (await import(pathToFileURL(path).href)) as { default?: unknown };
  } catch (error) {
    throw new UsageError(`model file ${named} cannot be loaded: ${explain(error)}`);
  }
  const model = exported.default as Partial<Model> | null | undefined;
  if (model?.kind !== 'model' || !model.calendar?.quarters || !Array.isArray(model.components)) {
    throw new UsageError(
      `model file ${named} has no model as its default export; it ends with \`export default model('name', { title, calendar, components })\``,
    );
  }
  return model as Model;
}

let ready = false;

/**
 * TypeScript is understood through tsx, `chipcast` means this very package wherever the file lies,
 * and a model is a module even where no package.json says so.
 */
async function readyForModels(extension: string): Promise<void> {
  if (ready) return;
  ready = true;
  if (!fromSource && /^\.[cm]?ts$/.test(extension)) {
    const { register: registerTypeScript } = await import('tsx/esm/api');
    registerTypeScript();
  }
  const index = new URL(`./index.${fromSource ? 'ts' : 'js'}`, import.meta.url).href;
  const target = (specifier: string): string => (specifier === 'chipcast' ? index : specifier);
  const own = (url: string): boolean =>
    /\.[cm]?ts$/.test(url.split('?')[0]) && !url.includes('/node_modules/');
  // Newer Nodes take hooks in this thread and warn of the older way.
  if ('registerHooks' in nodeModule) {
    const { registerHooks } = nodeModule as unknown as { registerHooks(hooks: object): void };
    registerHooks({
      resolve(
        specifier: string,
        context: object,
        next: (specifier: string, context: object) => { url: string },
      ) {
        const found = next(target(specifier), context);
        return own(found.url) ? { ...found, format: 'module' } : found;
      },
    });
    return;
  }
  const hook = `
    const index = ${JSON.stringify(index)};
    const target = ${String(target)};
    const own = ${String(own)};
    export async function resolve(specifier, context, next) {
      const found = await next(target(specifier), context);
      return own(found.url) ? { ...found, format: 'module' } : found;
    }`;
  nodeModule.register(`data:text/javascript,${encodeURIComponent(hook)}`);
}

/** The package's own folder of sources: what fails in it was called from the model. */
const OWN = fileURLToPath(new URL('..', import.meta.url));

/** The message of what went wrong, with the place in the model where the error tells one. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const places = [
    ...(error.stack ?? '').matchAll(/(?:file:\/\/)?([^\s()]+\.[cm]?[jt]s:\d+):\d+/g),
  ].map(([, place]) => place);
  const place = places.find((found) => !found.includes('node_modules') && !found.startsWith(OWN));
  return place === undefined ? error.message : `${error.message}\n  at ${place}`;
}
