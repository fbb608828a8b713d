/** Days and instants as text. */

const DAY_MS = 86_400_000;

/** @param days  since 1970-01-01 */
export function dayText(days: number): string {
  return isoText(days * DAY_MS).slice(0, -'T00:00:00.000Z'.length);
}

/** @throws RangeError if the year is none that a date can have */
function isoText(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) throw new RangeError('a date lies out of all bounds');
  return date.toISOString();
}

const PER_SECOND = { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n } as const;
const DAY_SECONDS = 86_400n;

/** @param count  units since midnight */
export function timeText(count: bigint, unit: keyof typeof PER_SECOND): string {
  return stampText(count, unit).slice('1970-01-01T'.length);
}

function stampText(count: bigint, unit: keyof typeof PER_SECOND): string {
  const per = PER_SECOND[unit];
  const seconds = floorDiv(count, per);
  const rest = count - seconds * per;
  const text = isoText(Number(seconds) * 1000).slice(0, -'.000Z'.length);
  if (rest === 0n) return text;
  const digits = String(rest)
    .padStart(String(per).length - 1, '0')
    .replace(/0+$/, '');
  return `${text}.${digits}`;
}

function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

/**
 * How instants are written: `zone` is a name of the IANA database or an offset such as `+01:00`;
 * undefined where it is not known.
 */
export interface Stamps {
  readonly unit: keyof typeof PER_SECOND;
  readonly zoned: boolean;
  readonly zone: string | undefined;
}

/**
 * The texts of a column of timestamps. Where all stand at midnight, they are days: `2026-01-03`.
 * Else each has its time. Instants are told in their own zone where it is known, so that a midnight
 * does not fall on the day before; else in UTC, with a `Z` unless all are midnights.
 *
 * @param values  units since 1970-01-01T00:00, in UTC or without a zone
 */
export function stampTexts(values: readonly bigint[], stamps: Stamps): string[] {
  const { unit, zoned, zone } = stamps;
  const shift = zoned && zone !== undefined ? shiftOf(zone) : undefined;
  const per = PER_SECOND[unit];
  const local = shift
    ? values.map((value) => value + BigInt(shift(Number(floorDiv(value, per)) * 1000)) * per)
    : values;
  const day = per * DAY_SECONDS;
  if (local.every((value) => value % day === 0n))
    return local.map((value) => dayText(Number(value / day)));
  const end = zoned && shift === undefined ? 'Z' : '';
  return local.map((value) => `${stampText(value, unit)}${end}`);
}

/** Seconds that a zone is ahead of UTC at an instant, or undefined if there is no such zone. */
function shiftOf(zone: string): ((ms: number) => number) | undefined {
  if (/^(?:UTC|GMT|Z|Etc\/UTC)$/i.test(zone)) return () => 0;
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (offset) {
    const seconds = (Number(offset[2]) * 60 + Number(offset[3])) * 60;
    return () => (offset[1] === '-' ? -seconds : seconds);
  }
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
  return (ms) => {
    const of = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    const get = (part: Intl.DateTimeFormatPartTypes): number => Number(of.get(part));
    const year = of.get('era') === 'BC' ? 1 - get('year') : get('year');
    const wall = new Date(0);
    wall.setUTCFullYear(year, get('month') - 1, get('day'));
    wall.setUTCHours(get('hour'), get('minute'), get('second'));
    return (wall.getTime() - Math.floor(ms / 1000) * 1000) / 1000;
  };
}
