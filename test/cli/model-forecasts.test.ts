/** `chipcast model --forecasts --runs`: published figures by vintage. */

import { describe, expect, test } from 'vitest';
import { modelCommand } from '../../src/cli/commands/model.ts';
import { textWidth } from '../../src/text/table.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';

const out = temporaryFolder();

describe('published figures by vintage', () => {
  test('stand side by side, one column a run; what is no run of the model is refused', async () => {
    const run = (asOf: string) =>
      finishedRun({ model: 'china-ai-chips', trials: 4096, asOf, minEss: 200, out });
    const folders = [await run('2025-12'), await run('2026-11')];
    const answer = await answerTo(() => modelCommand({ forecasts: true, runs: folders, out }));
    expect(answer.code).toBe(0);
    const said = answer.stdout.replaceAll(/\s+/g, ' ');
    expect(said).toMatch(/no evidence.*as of.*2026-11-30/);
    // 58 figures, four of them identities; P01, F106, F170, F171 and F173 have three rows, P10 and
    // P29 two each.
    expect(said).toContain(`: ${54 + 5 * 2 + 2} published figures in 2 runs`);
    // The second run stands below the first, where 80 columns have no room for both.
    expect(answer.stdout.match(/^ {2}P01 /gm)).toHaveLength(2 * 3);
    expect(Math.max(...answer.stdout.split('\n').map(textWidth))).toBeLessThanOrEqual(80);
    const other = await finishedRun({ trials: 64, out });
    const refused = await answerTo(() => modelCommand({ forecasts: true, runs: [other], out }));
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('is not a run of model china-ai-chips'),
    ]);
  });
});
