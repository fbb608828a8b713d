/** What a spec names is read below its own folder, and elsewhere only where the user allows it. */

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { batchCommand } from '../../src/cli/commands/batch.ts';
import { runCommand } from '../../src/cli/commands/run.ts';
import { temporaryFolder } from '../folders.ts';
import { type Answer, answerTo } from './chipcast.ts';

const out = temporaryFolder();
const folder = join(out, 'specs');
mkdirSync(folder);
writeFileSync(join(out, 'shares.csv'), 'share\n0.3\n0.4\n0.5\n');
writeFileSync(
  join(out, 'reports.yaml'),
  'observations:\n  - { id: E, known: 2026-06-10, quantity: "stock.installs[2026Q1]", likelihood: "normal(14, 2)" }\n',
);
symlinkSync(join(out, 'shares.csv'), join(folder, 'linked.csv'));

const column = (file: string): string =>
  `set:\n  demand.pumpShare2026: 'empirical(file="${file}", column="share")'\n`;
const spec = (name: string, text: string): string => {
  const path = join(folder, `${name}.yaml`);
  writeFileSync(path, `name: ${name}\nmodel: heat-pumps\ntrials: 2048\n${text}`);
  return path;
};
const inline = { executor: 'inline', out, quiet: true } as const;
const run = (path: string, allowRead: readonly string[]): Promise<Answer> =>
  answerTo(() => runCommand(path, { ...inline, allowRead }));
const batch = (path: string, allowRead: readonly string[]): Promise<Answer> =>
  answerTo(() => batchCommand(path, { ...inline, allowRead }));

const MATRIX = 'matrix:\n  seeds: [1, 2]\n';

describe.each<[string, typeof run, string, RegExp]>([
  ['a column', run, spec('column', column('../shares.csv')), /\.\.\/shares\.csv/],
  ['a column, by a link', run, spec('link', column('linked.csv')), /linked\.csv/],
  [
    'evidence',
    run,
    spec('evidence', 'evidence: ../reports.yaml\n'),
    /evidence\.yaml:4:11 evidence\[0\]: \.\.\/reports\.yaml/,
  ],
  [
    'evidence by its full path',
    run,
    spec('absolute', `evidence: ['${join(out, 'reports.yaml')}']\n`),
    /evidence\[0\]: .*reports\.yaml/,
  ],
  [
    'a column of a batch',
    batch,
    spec('batch', `${column('../shares.csv')}${MATRIX}`),
    /\.\.\/shares\.csv/,
  ],
  [
    'evidence of a batch',
    batch,
    spec('batch-evidence', `evidence: ../reports.yaml\n${MATRIX}`),
    /\.\.\/reports\.yaml/,
  ],
])('%s of another folder', (_, ask, path, named) => {
  test('is not read', async () => {
    const { code, stderr } = await ask(path, []);
    expect(code).toBe(2);
    expect(stderr).toMatch(named);
    expect(stderr).toContain(
      ` does not lie below the folder of the spec, so it is not read; --allow-read ${out}`,
    );
  });

  test('is read where that is allowed', async () => {
    const { code, stderr } = await ask(path, [out]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });
});
