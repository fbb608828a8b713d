/** Small files of a hub, written and read again. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HubForecast, hubForecasts } from '../../../src/score/hub/forecasts.ts';
import { type HubTruths, hubTruths } from '../../../src/score/hub/truths.ts';
import { readTable } from '../../../src/tables/read-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'hub-'));
// Not after a file of tests, for the process may run several.
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A file with these lines; its path. */
export function written(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

let count = 0;

/** Forecasts of files with these lines, by the name of the file. */
export function forecastsOf(
  files: Readonly<Record<string, readonly string[]>>,
): readonly HubForecast[] {
  return hubForecasts(
    Object.entries(files).map(([name, lines]) => readTable(written(name, lines))),
  );
}

export function truthsOf(lines: readonly string[], asOf?: string): HubTruths {
  return hubTruths(readTable(written(`truth-${count++}.csv`, lines)), asOf);
}

/** The message with which something is refused. */
export function refusal(act: () => unknown): { readonly name: string; readonly message: string } {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  return { name: '', message: 'nothing is wrong' };
}
