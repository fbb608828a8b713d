/** `chipcast worker`: computes blocks of runs that others hand to a fleet. */

import { Option } from '@commander-js/extra-typings';
import { onInterruption } from '../interruption.ts';
import { sayLine } from '../notes.ts';
import { command, redisNamed, whole } from '../options.ts';

export default command('worker', 'compute for runs that are handed to a fleet, until Ctrl-C')
  .addOption(
    new Option(
      '--redis <address>',
      'where the fleet meets: redis://host or rediss://user:password@host/0?prefix=team (default: what CHIPCAST_REDIS says)',
    ).argParser(redisNamed),
  )
  .option('--threads <n>', 'threads to compute with (default: all cores)', whole(1, 256))
  .action(workerCommand);

async function workerCommand({
  redis,
  threads,
}: {
  readonly redis?: string;
  readonly threads?: number;
}): Promise<void> {
  const { serve } = await import('../../node/fleet.ts');
  const { availableParallelism } = await import('node:os');
  const { signal, release } = onInterruption();
  try {
    await serve({
      redis: redis ?? redisNamed('redis'),
      threads: threads ?? availableParallelism(),
      signal,
      say: sayLine,
    });
  } finally {
    release();
  }
}
