/**
 * The time zones of columns, which Parquet itself does not store: pandas and Arrow write them
 * beside the schema.
 */

import { ByteBuffer } from 'flatbuffers';
import type { KeyValue } from 'hyparquet';

/** Zones by column, from the metadata of pandas and of Arrow; what cannot be read gives none. */
export function timeZones(metadata: readonly KeyValue[] | undefined): ReadonlyMap<string, string> {
  const zones = new Map<string, string>();
  for (const { key, value } of metadata ?? []) {
    try {
      if (key === 'ARROW:schema' && value !== undefined) arrowZones(value, zones);
      if (key === 'pandas' && value !== undefined) pandasZones(value, zones);
    } catch {
      // A hint only; without a zone the instants are told in UTC.
    }
  }
  return zones;
}

function pandasZones(text: string, zones: Map<string, string>): void {
  const { columns } = JSON.parse(text) as { readonly columns?: unknown };
  if (!Array.isArray(columns)) return;
  for (const column of columns as readonly {
    readonly field_name?: unknown;
    readonly name?: unknown;
    readonly metadata?: { readonly timezone?: unknown } | null;
  }[]) {
    const name = column.field_name ?? column.name;
    const zone = column.metadata?.timezone;
    if (typeof name === 'string' && typeof zone === 'string') zones.set(name, zone);
  }
}

const MOST_FIELDS = 20_000;
/**
 * Numbers of the members in the tables of Arrow's format (Schema.fbs, Message.fbs), and of the type
 * Timestamp in its union.
 */
const HEADER = 2;
const FIELDS = 1;
const NAME = 0;
const TYPE_OF = 2;
const TYPE = 3;
const TIMESTAMP = 10;
const TIMEZONE = 1;

/**
 * @param base64  a message with the schema, as it begins a stream of Arrow: 0xFFFFFFFF, length,
 *           flatbuffer; old ones lack the first
 */
function arrowZones(base64: string, zones: Map<string, string>): void {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  const buffer = new ByteBuffer(bytes);
  const start = buffer.readInt32(0) === -1 ? 8 : 4;
  const message = start + buffer.readInt32(start);
  const schema = member(buffer, message, HEADER);
  const fields = schema && member(buffer, schema, FIELDS);
  if (!fields) return;
  const count = Math.min(buffer.readInt32(fields), MOST_FIELDS);
  for (let k = 0; k < count; k++) {
    const field = buffer.__indirect(fields + 4 + 4 * k);
    const at = buffer.__offset(field, 4 + 2 * TYPE_OF);
    if (!at || buffer.readUint8(field + at) !== TIMESTAMP) continue;
    const name = textOf(buffer, field, NAME);
    const type = member(buffer, field, TYPE);
    const zone = type && textOf(buffer, type, TIMEZONE);
    if (name && zone) zones.set(name, zone);
  }
}

/** Where a table, vector or string begins to which a member of a table points. */
function member(buffer: ByteBuffer, table: number, index: number): number | undefined {
  const at = buffer.__offset(table, 4 + 2 * index);
  return at ? buffer.__indirect(table + at) : undefined;
}

function textOf(buffer: ByteBuffer, table: number, index: number): string | undefined {
  const at = buffer.__offset(table, 4 + 2 * index);
  const text = at ? buffer.__string(table + at) : undefined;
  return typeof text === 'string' ? text : undefined;
}
