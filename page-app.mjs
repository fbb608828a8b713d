/**
 * The program of `report.html`: what redraws the page, and the worker that computes, as one script
 * that works from a disk. A worker of a page from a disk is made of text, and so is in the script.
 */

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { rolldown } from 'rolldown';

/**
 * @returns  as JSON, a classic script, compressed, and the hash by which a page allows it to run; the
 *           same for the same sources
 */
export async function pageApp() {
  const worker = await script(here('src/browser/worker.ts'), {});
  const app = await script(here('src/browser/app.tsx'), { WORKER_SOURCE: JSON.stringify(worker) });
  return JSON.stringify({
    hash: createHash('sha256').update(app).digest('base64'),
    packed: deflateRawSync(app, { level: 9 }).toString('base64'),
  });
}

/** A file of the project, from whatever folder this is called. */
const here = (file) => fileURLToPath(new URL(file, import.meta.url));

async function script(input, define) {
  const built = await rolldown({
    input,
    platform: 'browser',
    tsconfig: false,
    transform: { jsx: { runtime: 'automatic', importSource: 'preact' }, define },
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await built.generate({
    format: 'iife',
    codeSplitting: false,
    minify: true,
  });
  await built.close();
  return output[0].code;
}
