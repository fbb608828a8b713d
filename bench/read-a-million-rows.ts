/**
 * How long does it take to read a million rows of a hub, seven columns, and their values as
 * numbers? As CSV, in gzip, and as Parquet.
 *
 *     node --import tsx bench/read-a-million-rows.ts
 *
 * Seconds of processor time, median of three, and megabytes of the file. 2026-11-29, Node 20.20.2,
 * 2 cores of a shared machine:
 *
 *     rows.csv       78 MB  3.0 s  (2.9 to 3.0)
 *     rows.csv.gz    14 MB  3.2 s  (3.2 to 3.5)
 *     rows.parquet    7 MB  0.5 s  (0.3 to 0.6)
 */

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteFile } from 'hyparquet-writer';
import { readTable } from '../src/tables/read-table.ts';

const ROWS = 1_000_000;
const folder = mkdtempSync(join(tmpdir(), 'chipcast-rows-'));
const column = <T>(of: (i: number) => T): T[] => Array.from({ length: ROWS }, (_, i) => of(i));
const columns = [
  { name: 'location', data: column((i) => String(i % 50).padStart(2, '0')) },
  { name: 'horizon', data: column((i) => i % 4) },
  { name: 'target_end_date', data: column((i) => `2026-01-0${1 + (i % 7)}`) },
  { name: 'target', data: column(() => 'wk inc flu hosp') },
  { name: 'output_type', data: column(() => 'quantile') },
  { name: 'output_type_id', data: column((i) => String((i % 23) / 23)) },
  // Fractions of an irrational number: nearly all distinct, all digits used.
  { name: 'value', data: column((i) => (i * Math.SQRT2 * 1000) % 1000) },
];
const csv = [
  columns.map(({ name }) => name).join(','),
  ...column((i) => columns.map(({ data }) => data[i]).join(',')),
].join('\n');
writeFileSync(join(folder, 'rows.csv'), csv);
writeFileSync(join(folder, 'rows.csv.gz'), gzipSync(csv));
parquetWriteFile({ filename: join(folder, 'rows.parquet'), columnData: columns });

const wanted = columns[6].data.reduce<number>((all, value) => all + Number(value), 0);
// The thread is started before anything is measured.
readTable(join(folder, 'rows.parquet'), { columns: [] });
for (const name of ['rows.csv', 'rows.csv.gz', 'rows.parquet']) {
  const file = join(folder, name);
  const seconds = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    const sum = readTable(file)
      .column('value')!
      .numbers.reduce((all, value) => all + value, 0);
    if (sum !== wanted) throw new Error(`${name}: the values add up to ${sum}, not ${wanted}`);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  }).toSorted((a, b) => a - b);
  const size = (statSync(file).size / 1e6).toFixed(0);
  process.stdout.write(
    `${name.padEnd(13)}${size.padStart(4)} MB  ${seconds[1].toFixed(1)} s  (${seconds[0].toFixed(1)} to ${seconds[2].toFixed(1)})\n`,
  );
}
rmSync(folder, { recursive: true });
