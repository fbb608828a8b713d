/** Of many problems the first fifty are told, and how many more there are. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { said } from '../hostile/said.ts';

const out = temporaryFolder();
const file = (name: string, text: string): string => {
  writeFileSync(join(out, name), text);
  return join(out, name);
};
const lines = (line: (k: number) => string): string =>
  Array.from({ length: 80 }, (_, k) => `${line(k)}\n`).join('');
let run: string;
beforeAll(async () => {
  run = await finishedRun({ out, trials: 64 });
});

const MODEL = `import { component, eq, input, model, outcome, quarterly, uniform } from 'chipcast';
const a = input('a', { unit: 'EUR', distribution: uniform({ min: 1, max: 2 }) });
const many = Array.from({ length: 80 }, (_, k) => outcome('o' + k, { unit: 'unit', is: eq\`\${a} * 1\` }));
export default model('many', { title: 'M', calendar: quarterly('2026Q1', 4), components: [component('all', 'x', { a, many })] });
`;

test.each<[string, () => readonly string[], RegExp]>([
  [
    'keys of a spec',
    () => ['run', file('keys.yaml', `name: x\n${lines((k) => `key${k}: 1`)}`)],
    / key49: is not a key .*\n {2}\.\.\. and 30 more\n$/,
  ],
  [
    'inputs of a spec',
    () => [
      'run',
      file('set.yaml', `name: x\nmodel: heat-pumps\nset:\n${lines((k) => `  no.x${k}: 1`)}`),
    ],
    / set\.no\.x49: .*\n {2}\.\.\. and 30 more\n$/,
  ],
  [
    'inputs of options',
    () => [
      'run',
      '--model',
      'heat-pumps',
      ...Array.from({ length: 80 }, (_, k) => ['--set', `n${k}=1`]).flat(),
    ],
    / n49=1: .*\n {2}\.\.\. and 30 more\n$/,
  ],
  [
    'equations of a model',
    () => ['run', '--model', file('many.ts', MODEL)],
    /\n {2}o49: units: .*\n.*\n\.\.\. and 30 more\n$/,
  ],
  [
    'observations of a file of evidence',
    () => [
      'run',
      '--model',
      'heat-pumps',
      '--evidence',
      file(
        'evidence.yaml',
        `observations:\n${lines((k) => `  - { id: E${k}, known: someday, quantity: 'stock.installs[2026Q1]', likelihood: 'normal(14, 2)' }`)}`,
      ),
    ],
    /observations\[49\]\.known: .*\n {2}\.\.\. and 30 more\n$/,
  ],
  [
    'truths',
    () => [
      'score',
      run,
      '--truth',
      file(
        'truth.yaml',
        `truth:\n${lines((k) => `  - { target: t${k}, value: x, known: 2027-01-01 }`)}`,
      ),
    ],
    /truth\[49\]\.value: .*\n {2}\.\.\. and 30 more\n$/,
  ],
  [
    'groups of inputs',
    () => [
      'sensitivity',
      '--model',
      'heat-pumps',
      '--groups',
      file(
        'groups.json',
        JSON.stringify(Object.fromEntries(Array.from({ length: 80 }, (_, k) => [`n${k}`, 'a']))),
      ),
    ],
    /there is no input "n49"; \.\.\. and \d+ more\n$/,
  ],
])('%s', async (_, words, end) => {
  const { code, stdout, stderr } = await said([...words(), '--executor', 'inline', '--out', out]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(end);
});
