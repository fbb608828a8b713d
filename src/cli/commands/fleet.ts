/** `chipcast fleet`: who works at a Redis, and what is run there. */

import { Argument, Option } from '@commander-js/extra-typings';
import type { FleetStatus } from '../../node/fleet.ts';
import { padRight, widest } from '../../text/table.ts';
import { sayLine } from '../notes.ts';
import { command, jsonOption, redisNamed } from '../options.ts';
import { printJson, printLines } from '../output.ts';

export default command('fleet', 'show the workers of a fleet, its runs, their rate and time left')
  .addArgument(new Argument('<what>', 'what to show').choices(['status'] as const))
  .addOption(
    new Option(
      '--redis <address>',
      'where the fleet meets (default: what CHIPCAST_REDIS says)',
    ).argParser(redisNamed),
  )
  .addOption(jsonOption)
  .action(fleetCommand);

async function fleetCommand(
  _: 'status',
  { redis, json }: { readonly redis?: string; readonly json?: true },
): Promise<void> {
  const { fleetStatus } = await import('../../node/fleet.ts');
  const status = await fleetStatus(redis ?? redisNamed('redis'), sayLine);
  if (json) printJson(status);
  else printLines(statusLines(status));
}

function statusLines({ redis, workers, runs, refused }: FleetStatus): string[] {
  const whole = (x: number): string => Math.round(x).toLocaleString('en-US');
  const threads = workers.reduce((sum, one) => sum + (one.refused ? 0 : one.threads), 0);
  return [
    `${redis}: ${workers.length} worker(s), ${threads} thread(s), ${runs.length} run(s)`,
    ...(workers.length === 0 ? [] : ['']),
    ...columns(
      ['worker', 'threads', 'version', 'jobs', 'blocks', ''],
      workers.map(({ worker, threads: own, version, jobs, blocks, refused: why }) => [
        worker,
        String(own),
        version,
        String(jobs),
        whole(blocks),
        why === undefined ? '' : `refused: ${why}`,
      ]),
    ),
    ...(runs.length === 0 ? [] : ['']),
    ...columns(
      ['run', 'plan', 'blocks', 'trials/s', 'left'],
      runs.map(({ name, plan, done, blocks, rate, left }) => [
        name,
        plan.slice(0, 8),
        `${whole(done)} of ${whole(blocks)}`,
        rate === undefined ? '-' : whole(rate),
        left === undefined ? '-' : `${whole(left)} s`,
      ]),
    ),
    ...refused.map((why) => `refused: the note of ${why}`),
  ];
}

/** Nothing where there are no rows. */
function columns(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const widths = head.map((name, k) => widest([name, ...rows.map((row) => row[k])]));
  return [head, ...rows].map((row) =>
    row
      .map((text, k) => padRight(text, widths[k]))
      .join('  ')
      .trimEnd(),
  );
}
