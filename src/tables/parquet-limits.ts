/**
 * What the metadata of a Parquet file say of it, held against the file: a number that cannot be is
 * found before anything is made by it.
 */

import type { ColumnMetaData, FileMetaData } from 'hyparquet';

/** In bytes; the metadata of 10,000 columns in 100 groups have some 100 MB. */
export const MOST_METADATA = 128 * 1024 * 1024;
/** In bytes, decoded. Writers make pages of 1 MB, some a page a column. */
export const MOST_PAGE = 1024 * 1024 * 1024;
const MOST_ROWS = 100_000_000;

/** @param size  bytes of the file */
export function chunkFaults(metadata: FileMetaData, size: number): string[] {
  const { num_rows: rows, row_groups: groups } = metadata;
  if (!(rows >= 0n && rows <= MOST_ROWS))
    return [`it is damaged, or has more than ${MOST_ROWS} rows: it says ${rows}`];
  const sum = groups.reduce((all, group) => all + group.num_rows, 0n);
  if (sum !== rows) return [damaged(`its groups have ${sum} rows, but it says ${rows}`)];
  const leaves = metadata.schema.filter(({ num_children: children }) => !children).length;
  for (const group of groups) {
    if (group.num_rows < 0n) return [damaged('a group has fewer than no rows')];
    if (group.columns.length !== leaves)
      return [damaged(`a group has ${group.columns.length} columns, but the schema ${leaves}`)];
    for (const { meta_data: chunk, file_path: path } of group.columns) {
      if (path) return [`its columns are in another file, ${path}; name that file, or the folder`];
      if (chunk === undefined) return ['it is encrypted, or damaged: a column has no metadata'];
      const fault = chunkFault(chunk, size);
      if (fault) return [damaged(fault)];
    }
  }
  return [];
}

function chunkFault(chunk: ColumnMetaData, size: number): string | undefined {
  const [start, end] = rangeOf(chunk);
  return start >= 4 && end >= start && end <= size - 8
    ? undefined
    : `column ${chunk.path_in_schema.join('.')} would lie outside the file`;
}

/**
 * Where the bytes of a column of a group begin and end in the file; the same that the library
 * takes.
 */
export function rangeOf({
  dictionary_page_offset: dictionary,
  data_page_offset: data,
  total_compressed_size: length,
}: ColumnMetaData): readonly [number, number] {
  const start = Number(dictionary || data);
  return [start, start + Number(length)];
}

export function damaged(why: string): string {
  return `it is damaged: ${why}`;
}
