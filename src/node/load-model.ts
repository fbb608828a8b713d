/** Finds a model by its registered name or its file, and imports it. */

import { existsSync, readFileSync, statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, extname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { knowCompiled } from '../forecast/ask.ts';
import { UsageError } from '../forecast/usage-error.ts';
import type { Model } from '../language/model.ts';
import { FROM_SOURCE, OWN, shipped } from '../shipped.ts';
import { didYouMean } from '../text/nearest.ts';
import { readTables } from './made-tables.ts';
import { expectRoomToCompile } from './room.ts';

/** Models that come with the engine. */
export const SHIPPED = ['china-ai-chips', 'heat-pumps'] as const;

export const DEFAULT_MODEL: (typeof SHIPPED)[number] = 'china-ai-chips';

export function isShipped(named: string): named is (typeof SHIPPED)[number] {
  return (SHIPPED as readonly string[]).includes(named);
}

/**
 * @param named  a shipped name, or a path to a .ts, .js or .mjs file whose default export is a
 *           model
 * @param from   folder that a relative path is taken from
 * @throws UsageError if there is no such model
 */
export async function loadModel(named: string, from: string = process.cwd()): Promise<Model> {
  if (isShipped(named)) return loadShipped(named);
  const path = isAbsolute(named) ? named : resolve(from, named);
  if (!existsSync(path)) {
    const isFile = extname(named) !== '' || named.includes('/');
    throw new UsageError(
      isFile
        ? `model file ${named} does not exist (looked at ${path})`
        : `unknown model "${named}"${didYouMean(named, SHIPPED) || `; known are ${SHIPPED.join(', ')}`}, or give the path of a .ts file`,
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

async function loadShipped(named: (typeof SHIPPED)[number]): Promise<Model> {
  const { default: model } = (await import(shipped(named).href)) as { default: Model };
  const compiled = FROM_SOURCE ? undefined : precompiledAt(named);
  if (compiled !== undefined && existsSync(compiled)) {
    knowCompiled(model, readFileSync(compiled, 'utf8'));
    readTables(tablesAt(named));
  }
  return model;
}

/** The folder that its author works in; none of a model that was built. */
export function modelFolder(named: string, from: string): string | undefined {
  if (!isShipped(named)) return dirname(resolve(from, named));
  return FROM_SOURCE ? dirname(fileURLToPath(shipped(named))) : undefined;
}

/** Where the build writes a shipped model as it compiles it. */
export function precompiledAt(named: (typeof SHIPPED)[number]): URL {
  return new URL(`./${named}.compiled.json`, shipped(named));
}

/** Where the build writes the tables of its distributions. */
export function tablesAt(named: (typeof SHIPPED)[number]): URL {
  return new URL(`./${named}.tables.json`, shipped(named));
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
  if (model?.kind !== 'model' || !model.calendar?.steps || !Array.isArray(model.components)) {
    throw new UsageError(
      `model file ${named} has no model as its default export; it ends with \`export default model('name', { title, calendar, components })\``,
    );
  }
  expectRoomToCompile(model as Model);
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
  if (!FROM_SOURCE && /^\.[cm]?ts$/.test(extension)) {
    const { register: registerTypeScript } = await import('tsx/esm/api');
    registerTypeScript();
  }
  const index = shipped('node').href;
  // Their texts go to another thread, so that they read no name of this module: a build shortens it.
  const target = (specifier: string, chipcast: string): string =>
    specifier === 'chipcast' ? chipcast : specifier;
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
        const found = next(target(specifier, index), context);
        return own(found.url) ? { ...found, format: 'module' } : found;
      },
    });
    return;
  }
  const hook = `
    const target = ${String(target)};
    const own = ${String(own)};
    export async function resolve(specifier, context, next) {
      const found = await next(target(specifier, ${JSON.stringify(index)}), context);
      return own(found.url) ? { ...found, format: 'module' } : found;
    }`;
  nodeModule.register(`data:text/javascript,${encodeURIComponent(hook)}`);
}

/** The message of what went wrong, with the place in the model where the error tells one. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const places = [
    ...(error.stack ?? '').matchAll(/(?:file:\/\/)?([^\s()]+\.[cm]?[jt]s:\d+):\d+/g),
  ].map(([, place]) => place);
  const own = fileURLToPath(OWN);
  const place = places.find((found) => !found.includes('node_modules') && !found.startsWith(own));
  return place === undefined ? error.message : `${error.message}\n  at ${place}`;
}
