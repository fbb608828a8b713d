/**
 * Property-based tests draw the same cases on every machine, so that a change is judged by what it
 * changed. Other cases: `PROPERTY_SEED=7 npm test`, or `PROPERTY_SEED=any` for a new seed, which a
 * failure prints.
 */

import fc from 'fast-check';

const asked = process.env['PROPERTY_SEED'] ?? '2026';
if (asked !== 'any') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) });
