/** What is told of the shipped models fits a terminal of 80 columns, and begins with a summary. */

import { beforeAll, describe, expect, test } from 'vitest';
import { compareCommand } from '../../src/cli/commands/compare.ts';
import { sensitivityCommand } from '../../src/cli/commands/sensitivity.ts';
import { textWidth } from '../../src/text/table.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';

const out = temporaryFolder();
const executor = 'inline';

describe.each([
  ['china-ai-chips', 'open-door'],
  ['heat-pumps', 'subsidy-ends'],
])('of %s', (model, preset) => {
  let runs: string[];
  beforeAll(async () => {
    const few = { model, trials: 64, out };
    runs = [await finishedRun(few), await finishedRun({ ...few, preset: [preset] })];
  });

  const said = {
    'a comparison': () => compareCommand(runs, { executor, out }),
    'an analysis': () =>
      sensitivityCommand(undefined, { model, groups: 'input', base: 64, executor, out }),
  };
  test.each(Object.entries(said))('%s', async (_, command) => {
    const { code, stdout, stderr } = await answerTo(command);
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines.filter((line) => textWidth(line) > 80)).toEqual([]);
    // The finding, with its numbers, before the first table.
    const [summary] = stdout.split('\n\n');
    expect(summary).toMatch(/^\S[\s\S]*: [\s\S]*\d%/);
    expect(summary).not.toMatch(/^ |\S {2,}\S/m);
  });
});
