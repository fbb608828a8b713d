/** How Node finds and reads the sources, for tests: native-sources.ts says why. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

const CHIPCAST = new URL('../src/node/index.ts', import.meta.url).href;
const SHIPPED = new URL('shipped.ts', import.meta.url).href;
const TYPESCRIPT = /\.[cm]?tsx?$/;

export function resolve(specifier, context, next) {
  if (specifier === 'chipcast') return found(CHIPCAST);
  if (specifier === '../shipped.ts') return found(SHIPPED);
  const isOwn = /^(?:\.\.?\/|file:)/.test(specifier) && TYPESCRIPT.test(specifier);
  return isOwn ? found(new URL(specifier, context.parentURL).href) : next(specifier, context);
}

const found = (url) => ({ url, format: 'module', shortCircuit: true });

export function load(url, context, next) {
  if (!TYPESCRIPT.test(url) || url.includes('/node_modules/')) return next(url, context);
  const path = fileURLToPath(url);
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    loader: path.endsWith('x') ? 'tsx' : 'ts',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcefile: path,
    sourcemap: 'inline',
    sourcesContent: false,
  });
  return { format: 'module', source: code, shortCircuit: true };
}
