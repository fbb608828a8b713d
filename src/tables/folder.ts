/**
 * The tables in a folder and its folders, whose names may give values:
 * `model_id=team-a/2026-01-01.parquet`.
 */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from './table.ts';

export interface FolderFile {
  readonly file: string;
  /** Columns that folders name, as in Hive: by name, in order of the path. */
  readonly keys: ReadonlyMap<string, string>;
}

const TABLE = /\.(?:csv|tsv|parquet|pq)(?:\.gz)?$/i;

/**
 * Whether the name of a file is that of a table: it ends in .csv, .tsv, .parquet or .pq, or in one
 * of these and .gz.
 */
export function isTableName(file: string): boolean {
  return TABLE.test(file);
}

/** What Hive and Arrow call a partition without a value. */
const NO_VALUE = '__HIVE_DEFAULT_PARTITION__';
const MOST_FILES = 10_000;
const DEEPEST = 16;

/**
 * The tables under a folder in order of their paths. Files of other kinds, and all whose names
 * begin with a dot or an underscore, are passed over.
 *
 * @returns          the files, and the paths of those passed over that do not begin with a dot or
 *   an underscore
 * @throws TableError if there is no table, or if there are more than 10,000
 */
export function filesOfFolder(folder: string): {
  readonly files: readonly FolderFile[];
  readonly others: readonly string[];
} {
  const files: FolderFile[] = [];
  const others: string[] = [];
  const walk = (path: string, keys: ReadonlyMap<string, string>, depth: number): void => {
    if (depth > DEEPEST) throw refusal(folder, [`${path} lies more than ${DEEPEST} folders deep`]);
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
    for (const entry of entries) {
      if (/^[._]/.test(entry.name)) continue;
      const here = join(path, entry.name);
      if (entry.isDirectory()) walk(here, withKey(keys, entry.name), depth + 1);
      else if (isTableName(entry.name)) files.push({ file: here, keys });
      else others.push(here);
      if (files.length > MOST_FILES)
        throw refusal(folder, [`it has more than ${MOST_FILES} tables`]);
    }
  };
  walk(folder, new Map(), 0);
  if (files.length === 0)
    throw refusal(folder, [
      'there is no table in this folder; wanted files .csv, .csv.gz or .parquet',
    ]);
  return { files, others };
}

function withKey(keys: ReadonlyMap<string, string>, name: string): ReadonlyMap<string, string> {
  const at = name.indexOf('=');
  if (at < 1) return keys;
  const value = decoded(name.slice(at + 1));
  return new Map([...keys, [decoded(name.slice(0, at)), value === NO_VALUE ? '' : value]]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
