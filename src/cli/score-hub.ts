/** `chipcast score --forecast`: files of a forecast hub against its truths. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../forecast/usage-error.ts';
import { type HubDocument, hubLines } from '../report/hub-scores.ts';
import { hubConfig } from '../score/hub/config.ts';
import { hubForecasts } from '../score/hub/forecasts.ts';
import { scoreHubs } from '../score/hub/score.ts';
import { hubTables } from '../score/hub/tables.ts';
import { hubTruths } from '../score/hub/truths.ts';
import { readTable } from '../tables/read-table.ts';
import { lastDayOf } from '../text/day.ts';
import type { ScoreOptions } from './commands/score.ts';
import { tellNotes } from './notes.ts';
import { separated } from './separated.ts';

export function scoreHub(
  { forecast, truth, hub, by, baseline, asOf, na, json }: ScoreOptions,
  width: number,
): void {
  const file = truth ?? oracleOf(hub);
  const config = hub === undefined ? undefined : hubConfig(hub);
  const day = asOf === undefined ? undefined : lastDayOf(asOf);
  const options = { na: na?.split(',') };
  const tables = forecast.map((one) => readTable(one, options));
  const truthTable = readTable(file, options);
  const { models, notes } = scoreHubs(hubForecasts(tables), hubTruths(truthTable, day), config);
  tellNotes([...[...tables, truthTable].flatMap((table) => table.notes), ...notes]);
  const ids = separated(by === undefined ? undefined : [by]);
  const document: HubDocument = {
    format: 2,
    truth: file,
    ...(day === undefined ? {} : { asOf: day }),
    ...(config === undefined ? {} : { hub: config.file }),
    by: ids,
    ...(baseline === undefined ? {} : { baseline }),
    tables: hubTables(models, { by: ids, baseline, config }),
    models,
  };
  process.stdout.write(
    json ? `${JSON.stringify(document, null, 1)}\n` : `${hubLines(document, width).join('\n')}\n`,
  );
}

/** The oracle output in the folder of a hub. */
function oracleOf(hub: string | undefined): string {
  const places = ['oracle-output', 'oracle-output.csv', 'oracle-output.parquet'];
  const found = places
    .map((name) => (hub === undefined ? '' : join(hub, 'target-data', name)))
    .find((path) => path !== '' && existsSync(path));
  if (found !== undefined) return found;
  throw new UsageError(
    '--forecast needs --truth as well: the oracle output or time series of the hub, CSV or Parquet',
  );
}
