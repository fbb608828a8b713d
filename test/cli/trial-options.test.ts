/** A trial of a run is replayed as it was. */

import { expect, test } from 'vitest';
import { trialCommand } from '../../src/cli/commands/trial.ts';

test.each([
  [{ set: ['epi.beta=0.4'] }, '--set'],
  [{ preset: ['open-door'] }, '--preset'],
  [{ preset: ['open-door'], set: ['a=1'] }, '--set and --preset'],
])('options that would change it are refused: %o', async (options, named) => {
  await expect(trialCommand('some-run', 3, { out: 'nowhere', ...options })).rejects.toThrow(
    `replays a trial as it was, so ${named} cannot change it`,
  );
});
