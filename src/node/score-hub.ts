/** Files of a forecast hub against its truths. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../forecast/usage-error.ts';
import type { HubDocument } from '../report/hub-document.ts';
import { hubConfig } from '../score/hub/config.ts';
import { hubForecasts } from '../score/hub/forecasts.ts';
import { scoreHubs } from '../score/hub/score.ts';
import { hubTables } from '../score/hub/tables.ts';
import { hubTruths } from '../score/hub/truths.ts';
import { readTable } from '../tables/read-table.ts';
import { lastDayOf, toVintage } from '../text/day.ts';

export interface HubScoring {
  /** Files or folders of model output, CSV or Parquet. */
  readonly forecast: readonly string[];
  /** Oracle output or time series; the oracle output of `hub` if absent. */
  readonly truth?: string | undefined;
  /** Folder of a hub. */
  readonly hub?: string | undefined;
  /** Ids by whose values the scores are split. */
  readonly by: readonly string[];
  /** The model with which all are compared. */
  readonly baseline?: string | undefined;
  /** A month or a day: truths as they were known then. */
  readonly asOf?: string | undefined;
  /** Words for a missing value. */
  readonly na?: readonly string[] | undefined;
}

/**
 * @param onNotes  is told what was left out or read in another form
 * @throws UsageError if no truths are named; TableError or ScoreError for files that cannot be used;
 *   NothingInCommon if forecasts and truths have no task in common
 */
export function scoreHub(
  { forecast, truth, hub, by, baseline, asOf, na }: HubScoring,
  onNotes: (notes: readonly string[]) => void,
): HubDocument {
  const file = truth ?? oracleOf(hub);
  const config = hub === undefined ? undefined : hubConfig(hub);
  const day = asOf === undefined ? undefined : lastDayOf(toVintage(asOf));
  const tables = forecast.map((one) => readTable(one, { na }));
  const truthTable = readTable(file, { na });
  const { models, notes } = scoreHubs(hubForecasts(tables), hubTruths(truthTable, day), config);
  onNotes([...[...tables, truthTable].flatMap((table) => table.notes), ...notes]);
  return {
    format: 2,
    truth: file,
    ...(day === undefined ? {} : { asOf: day }),
    ...(config === undefined ? {} : { hub: config.file }),
    by,
    ...(baseline === undefined ? {} : { baseline }),
    tables: hubTables(models, { by, baseline, config }),
    models,
  };
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
