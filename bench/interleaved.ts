/** Sides that take turns, so that whatever else the machine does hits all of them alike. */

import { spawnSync } from 'node:child_process';
import { median } from 'simple-statistics';

/** Of one round of one side. */
export interface Cost {
  /** Milliseconds on the clock. */
  readonly wall: number;
  /** Milliseconds of processors, of all threads. */
  readonly cpu: number;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
}

/**
 * @param warm  rounds before those that count, for sides that run in this process
 * @returns     of each side, what each round cost
 */
export function interleaved<Name extends string, Of>(
  rounds: number,
  sides: Readonly<Record<Name, () => Of>>,
  warm = 0,
): Record<Name, Of[]> {
  const names = Object.keys(sides) as Name[];
  const costs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    Of[]
  >;
  for (let round = -warm; round < rounds; round++)
    for (const name of names) {
      const cost = sides[name]();
      if (round >= 0) costs[name].push(cost);
    }
  return costs;
}

export function spread(values: readonly number[]): Spread {
  return { median: median([...values]), least: Math.min(...values), greatest: Math.max(...values) };
}

/** Ratios round by round: of the two sides of a round, which met the same machine. */
export function ratios(over: readonly number[], under: readonly number[]): Spread {
  return spread(over.map((value, k) => value / under[k]));
}

export function written({ median: middle, least, greatest }: Spread, digits = 3): string {
  const short = (x: number): string =>
    Number(x.toPrecision(digits)).toLocaleString('en-US', { maximumFractionDigits: 6 });
  return `${short(middle)} (${short(least)} to ${short(greatest)})`;
}

/** A command of the shell, from its start to its end. */
export function command(line: string): Cost {
  const { stderr, status } = spawnSync(
    'bash',
    ['-c', `TIMEFORMAT='cost %R %U %S'; time { ${line}; } >/dev/null`],
    { encoding: 'utf8' },
  );
  const found = /cost (\S+) (\S+) (\S+)\s*$/.exec(stderr);
  if (status !== 0 || found === null) throw new Error(`${line} failed:\n${stderr}`);
  const [wall, user, system] = found.slice(1).map((text) => 1000 * Number(text));
  return { wall, cpu: user + system };
}

/** The same of something in this process. */
export function here(run: () => unknown): Cost {
  const [began, before] = [performance.now(), process.cpuUsage()];
  run();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - began, cpu: (user + system) / 1000 };
}
