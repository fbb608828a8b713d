/**
 * Writes the JSON Schema of run specs, by which editors help: `npx tsx src/plan/write-schema.ts`.
 */

import { writeFileSync } from 'node:fs';
import { runSpecJsonSchema } from './run-spec.ts';

writeFileSync(new URL('../../runs/run-spec.schema.json', import.meta.url), runSpecJsonSchema());
