/**
 * Writes the JSON Schema of batch specs, by which editors help:
 * `npx tsx src/batch/write-schema.ts`.
 */

import { writeFileSync } from 'node:fs';
import { batchSpecJsonSchema } from './batch-spec.ts';

writeFileSync(new URL('../../runs/batch-spec.schema.json', import.meta.url), batchSpecJsonSchema());
