/**
 * Thrift's compact protocol as far as the headers of Parquet pages need it: numbers and structs,
 * all else passed over. Numbers stay in their bounds, so that no header sends a reader astray.
 *
 * Source: Apache Thrift, doc/specs/thrift-compact-protocol.md
 */

/** Members of a struct by their numbers. */
export type Struct = ReadonlyMap<number, number | boolean | Struct>;

const DEEPEST = 16;
const MOST_MEMBERS = 64;

/**
 * @returns the struct that begins at `start`, and where it ends; throws an Error where the bytes
 *   are none
 */
export function readStruct(
  bytes: Uint8Array,
  start: number,
): { readonly struct: Struct; readonly end: number } {
  let at = start;
  const byte = (): number => {
    if (at >= bytes.length) throw new Error('a page header ends too soon');
    return bytes[at++];
  };
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 63; factor *= 128) {
      const next = byte();
      value += (next & 127) * factor;
      if (next < 128) return value;
    }
    throw new Error('a number of a page header is too long');
  };
  const zigzag = (): number => {
    const value = varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  const skip = (count: number): undefined => {
    if (count > bytes.length - at) throw new Error('a page header ends too soon');
    at += count;
    return undefined;
  };
  const element = (type: number, depth: number): number | boolean | Struct | undefined => {
    switch (type) {
      case 1:
      case 2:
        return type === 1;
      case 3:
        return skip(1);
      case 4:
      case 5:
      case 6:
        return zigzag();
      case 7:
        return skip(8);
      case 8:
        return skip(varint());
      case 12:
        return members(depth + 1);
      default:
        throw new Error(`a page header has a member of type ${type}`);
    }
  };
  const members = (depth: number): Struct => {
    if (depth > DEEPEST) throw new Error('a page header is too deep');
    const struct = new Map<number, number | boolean | Struct>();
    for (let id = 0, count = 0; ; count++) {
      const head = byte();
      if (head === 0) return struct;
      if (count > MOST_MEMBERS) throw new Error('a page header has too many members');
      id = head >> 4 ? id + (head >> 4) : zigzag();
      const value = element(head & 15, depth);
      if (value !== undefined) struct.set(id, value);
    }
  };
  const struct = members(0);
  return { struct, end: at };
}
