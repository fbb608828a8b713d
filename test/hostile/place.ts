/** The folder in which hostile runs are tried: finished runs, one that was stopped, and bait. */

import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { said } from './said.ts';

export const MODEL = fileURLToPath(new URL('model.ts', import.meta.url));

export interface Place {
  /** Where runs are kept. */
  readonly out: string;
  /** A run without evidence, one with weights, one that was stopped: names of folders. */
  readonly plain: string;
  readonly weighed: string;
  readonly stopped: string;
  /** The same once more, to compare with; never altered. */
  readonly other: string;
  readonly spec: string;
  readonly truth: string;
  readonly ledger: string;
  /** A module that leaves a trace once it is loaded, and that trace. */
  readonly bait: string;
  readonly trace: string;
  /** A table that nobody may read, and what stands in it. */
  readonly secret: string;
}

/** What stands in the table that nobody may read. */
export const SECRET = 'TOP-SECRET-8127';

const SPEC = `name: everything-baseline
model: ${MODEL}
trials: 256
replicates: 4
`;

const TRUTH = `truth:
  - { target: 'spent[2026]', value: 9, known: 2027-02-01 }
  - { target: full, value: 1, known: 2028-01-05 }
`;

/** @param root  an empty folder */
export async function makePlace(root: string): Promise<Place> {
  const out = join(root, 'runs');
  const file = (name: string, text: string): string => {
    writeFileSync(join(root, name), text);
    return join(root, name);
  };
  mkdirSync(out, { recursive: true });
  const trace = join(root, 'bait-was-taken');
  const place = {
    out,
    spec: file('spec.yaml', SPEC),
    truth: file('truth.yaml', TRUTH),
    ledger: join(root, 'ledger.jsonl'),
    bait: file(
      'bait.mjs',
      `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(trace)}, 'taken');`,
    ),
    trace,
    secret: file('secret.csv', `x\n${SECRET}\n1\n2\n`),
  };
  const run = async (...words: string[]): Promise<string> => {
    const how = ['--executor', 'inline', '--out', out];
    const { code, stdout, stderr } = await said(['run', place.spec, ...words, ...how, '--quiet']);
    if (code !== 0) throw new Error(`the runs cannot be made: ${stderr}`);
    return basename(stdout.trim());
  };
  const plain = await run();
  const other = await run('--seed', 'other');
  const weighed = await run('--as-of', '2026-11');
  const stopped = await run('--seed', 'stopped');
  for (const name of readdirSync(join(out, stopped)))
    if (!['plan.json', 'program.json', 'journal'].includes(name)) rmSync(join(out, stopped, name));
  for (const words of [
    ['sensitivity', place.spec, '--base', '64', '--out', out],
    ['score', join(out, plain), '--truth', place.truth, '--out', out],
    ['score', join(out, weighed), '--truth', place.truth, '--out', out],
  ]) {
    const { code, stderr } = await said([...words, '--executor', 'inline']);
    if (code !== 0) throw new Error(`the analyses cannot be made: ${stderr}`);
  }
  cpSync(out, join(root, 'kept'), { recursive: true });
  return { ...place, plain, other, weighed, stopped };
}
