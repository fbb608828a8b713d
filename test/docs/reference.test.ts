/** The generated pages say what the declarations say. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { referencePages } from '../../docs/generate.ts';
import { ROOT } from './documents.ts';

test.each([...referencePages()])(
  'docs/reference/%s is what docs/generate.ts writes',
  (name, text) => {
    const kept = readFileSync(join(ROOT, 'docs', 'reference', name), 'utf8');
    expect(kept).toBe(text);
  },
);
