/**
 * What a column of a Parquet file holds, from its schema; the physical type alone is what the
 * library is asked to read.
 */

import type { SchemaElement } from 'hyparquet';

type TimeUnit = 'MILLIS' | 'MICROS' | 'NANOS';

export type Kind =
  | { readonly is: 'text' | 'float' | 'float16' | 'boolean' | 'date' | 'uuid' | 'nothing' }
  | { readonly is: 'integer'; readonly bits: 32 | 64; readonly signed: boolean }
  | { readonly is: 'decimal'; readonly scale: number }
  | { readonly is: 'time'; readonly unit: TimeUnit }
  /** `zoned` says that the values are instants; a local time has no zone. */
  | { readonly is: 'timestamp'; readonly unit: TimeUnit; readonly zoned: boolean };

const GREATEST_SCALE = 1000;

/**
 * @returns the kind, or what the column is if it cannot be a column of a table: `a list`,
 *   `a struct`
 */
export function kindOf(element: SchemaElement): Kind | string {
  const { type, converted_type: converted, logical_type: logical } = element;
  if (element.num_children) return nested(element);
  if (element.repetition_type === 'REPEATED') return 'a list';
  const integer = (bits: 32 | 64, signed: boolean): Kind => ({ is: 'integer', bits, signed });
  const timestamp = (unit: TimeUnit, zoned: boolean): Kind => ({ is: 'timestamp', unit, zoned });
  if (logical?.type === 'NULL') return { is: 'nothing' };
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
    const scale = element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
    return scale >= 0 && scale <= GREATEST_SCALE
      ? { is: 'decimal', scale }
      : `a decimal of scale ${scale}`;
  }
  switch (type) {
    case 'BOOLEAN':
      return { is: 'boolean' };
    case 'FLOAT':
    case 'DOUBLE':
      return { is: 'float' };
    case 'INT96':
      // Spark and Impala write instants so, without saying in which zone.
      return timestamp('NANOS', true);
    case 'INT32':
      if (logical?.type === 'DATE' || converted === 'DATE') return { is: 'date' };
      if (logical?.type === 'TIME' || converted === 'TIME_MILLIS')
        return { is: 'time', unit: 'MILLIS' };
      return integer(32, !unsigned(element));
    case 'INT64':
      if (logical?.type === 'TIMESTAMP') return timestamp(logical.unit, logical.isAdjustedToUTC);
      if (converted === 'TIMESTAMP_MILLIS') return timestamp('MILLIS', true);
      if (converted === 'TIMESTAMP_MICROS') return timestamp('MICROS', true);
      if (logical?.type === 'TIME') return { is: 'time', unit: logical.unit };
      if (converted === 'TIME_MICROS') return { is: 'time', unit: 'MICROS' };
      return integer(64, !unsigned(element));
    case 'FIXED_LEN_BYTE_ARRAY':
      if (logical?.type === 'UUID') return { is: 'uuid' };
      if (logical?.type === 'FLOAT16') return { is: 'float16' };
      return converted === 'INTERVAL' ? 'an interval' : 'raw bytes';
    case 'BYTE_ARRAY':
      if (logical?.type === 'GEOMETRY' || logical?.type === 'GEOGRAPHY') return 'a geometry';
      if (logical?.type === 'BSON' || converted === 'BSON') return 'BSON';
      return { is: 'text' };
    default:
      return `of the unknown type ${type}`;
  }
}

function nested({ converted_type: converted, logical_type: logical }: SchemaElement): string {
  const type = logical?.type ?? converted;
  if (type === 'LIST') return 'a list';
  if (type === 'MAP' || type === 'MAP_KEY_VALUE') return 'a map';
  return type === 'VARIANT' ? 'a variant' : 'a struct';
}

function unsigned({ converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  if (logical?.type === 'INTEGER') return !logical.isSigned;
  return converted?.startsWith('UINT_') ?? false;
}

/**
 * Leaves of the schema only what the library needs to give raw values: bytes as text where they are
 * text, all else as it is stored.
 */
export function strip(element: SchemaElement, kind: Kind): void {
  delete element.logical_type;
  delete element.converted_type;
  if (kind.is === 'text') element.converted_type = 'UTF8';
}
