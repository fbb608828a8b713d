/**
 * Takes the place of src/shipped.ts in tests: threads begin with built files. With a source each
 * would first load a compiler of TypeScript, which takes longer than what it is to compute.
 */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';
import { threadModule as fromSource } from '../src/shipped.ts';

export { FROM_SOURCE, OWN, shipped } from '../src/shipped.ts';

export const threadModule: typeof fromSource = (name) => {
  const built = inject('built');
  // Fast tests are run without a build.
  if (built === undefined) return fromSource(name);
  return { url: pathToFileURL(join(built, `${name}.js`)), isSource: false };
};
