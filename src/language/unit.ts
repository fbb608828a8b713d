/**
 * Units as an algebra of named symbols: `USD/unit`, `kunit/quarter`, `1/cm2`. A symbol is its own
 * dimension until the model defines it (`kunit: '1000 unit'`), so nothing is converted in silence:
 * joining `1/year` to `1/quarter`, or `unit` to `kunit`, is a mismatch, and the equation must say
 * the conversion.
 */

export interface Unit {
  /** As it was written; for messages and reports. */
  readonly text: string;
  /** Multiple of the base symbols: 1000 for `kunit`, 0.01 for `%`. */
  readonly scale: number;
  /** Exponent of each base symbol; none is 0. */
  readonly powers: ReadonlyMap<string, number>;
}

/** Meanings of model units: `kunit: '1000 unit'`, `kwpm: 'kwafer/month'`. */
export type UnitDefinitions = Readonly<Record<string, string>>;

/**
 * Words for numbers without a dimension. They say what a number means; the algebra takes them all
 * for 1.
 */
const PURE_NUMBERS = new Set([
  '',
  '-',
  '1',
  '0/1',
  'code',
  'count',
  'factor',
  'fraction',
  'index',
  'log',
  'logit',
  'multiple',
  'number',
  'points',
  'probability',
  'ratio',
  'score',
  'sd',
  'share',
  'x',
  // The base of a power of years; its exponent counts the years.
  'x/year',
  'quarter index',
]);

/** Words that multiply what stands beside them: `million USD`. */
const MULTIPLES: ReadonlyMap<string, number> = new Map([
  ['%', 0.01],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
]);

/** Currencies are known with what is set before them: `kEUR`, `MUSD`, `bnJPY`. */
const MONEY_MULTIPLES: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['M', 1e6],
  ['mn', 1e6],
  ['B', 1e9],
  ['bn', 1e9],
  ['T', 1e12],
  ['tn', 1e12],
]);
const MONEY =
  /^(k|M|mn|B|bn|T|tn)(AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KRW|MXN|NOK|NZD|PLN|RMB|SEK|SGD|THB|TRY|TWD|USD|ZAR)$/;

export class UnitError extends Error {
  override readonly name = 'UnitError';
}

export const one: Unit = { text: '1', scale: 1, powers: new Map() };

/**
 * Reads a unit. Products and quotients of symbols, whole exponents after `^` or, for a symbol of
 * letters only, straight behind it (`cm2`), numbers as multiples, brackets. `x` and anything that
 * begins with `x ` ("x Huawei revenue") is a pure multiple.
 *
 * @throws UnitError with the text and the place of the fault
 */
export function parseUnit(text: string, definitions: UnitDefinitions = {}): Unit {
  const trimmed = text.trim();
  if (PURE_NUMBERS.has(trimmed) || trimmed.startsWith('x ')) return { ...one, text: trimmed };
  return { ...new UnitReader(trimmed, definitions, []).read(), text: trimmed };
}

class UnitReader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly definitions: UnitDefinitions,
    private readonly within: readonly string[],
  ) {}

  read(): Unit {
    const unit = this.product();
    if (this.at < this.text.length) this.fail('expected *, / or the end');
    return unit;
  }

  private product(): Unit {
    let unit = this.factor();
    for (;;) {
      if (this.take(/^\s*(\*|·)\s*/)) unit = multiplyUnits(unit, this.factor());
      else if (this.take(/^\s*\/\s*/)) unit = divideUnits(unit, this.factor());
      else if (/^\s+[\w%(]/.test(this.rest())) {
        this.take(/^\s+/);
        unit = multiplyUnits(unit, this.factor());
      } else return unit;
    }
  }

  private factor(): Unit {
    const base = this.base();
    const exponent = this.take(/^\s*\^\s*(?:(-?\d+)|\(\s*(-?\d+)\s*\))/);
    return exponent ? powerUnit(base, Number(exponent[1] ?? exponent[2])) : base;
  }

  private base(): Unit {
    if (this.take(/^\s*\(/)) {
      const inner = this.product();
      if (!this.take(/^\s*\)/)) this.fail('expected )');
      return inner;
    }
    const number = this.take(/^\d+(\.\d+)?([eE][+-]?\d+)?(?![A-Za-z%])/);
    if (number) return { ...one, scale: Number(number[0]) };
    const symbol = this.take(/^[A-Za-z_%µ°$€¥][\w%µ°$€¥]*/);
    if (!symbol) return this.fail('expected a symbol');
    return this.symbol(symbol[0]);
  }

  private symbol(name: string): Unit {
    const definition = Object.hasOwn(this.definitions, name) ? this.definitions[name] : undefined;
    if (definition !== undefined) {
      if (this.within.includes(name)) {
        throw new UnitError(
          `unit ${name} is defined by itself: ${[...this.within, name].join(' -> ')}`,
        );
      }
      return new UnitReader(definition.trim(), this.definitions, [...this.within, name]).read();
    }
    const multiple = MULTIPLES.get(name);
    if (multiple !== undefined) return { ...one, scale: multiple };
    const money = MONEY.exec(name);
    if (money !== null) {
      const scale = MONEY_MULTIPLES.get(money[1]) ?? 1;
      return { text: name, scale, powers: new Map([[money[2], 1]]) };
    }
    if (PURE_NUMBERS.has(name)) return one;
    if (name === 'per')
      throw new UnitError(
        `unit "${this.text}" says per; write / for it: "${this.text.replace(/\s+per\s+/g, '/')}"`,
      );
    const squared = /^([A-Za-z]+)([23])$/.exec(name);
    if (squared) return powerUnit(this.symbol(squared[1]), Number(squared[2]));
    return { text: name, scale: 1, powers: new Map([[name, 1]]) };
  }

  private rest(): string {
    return this.text.slice(this.at);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.rest());
    if (found) this.at += found[0].length;
    return found;
  }

  private fail(wanted: string): never {
    throw new UnitError(
      `unit "${this.text}" cannot be read at "${this.rest() || 'its end'}": ${wanted}`,
    );
  }
}

export function multiplyUnits(a: Unit, b: Unit): Unit {
  return combine(a, b, 1);
}

export function divideUnits(a: Unit, b: Unit): Unit {
  return combine(a, b, -1);
}

export function powerUnit(unit: Unit, exponent: number): Unit {
  const powers = new Map<string, number>();
  if (exponent !== 0)
    for (const [symbol, power] of unit.powers) powers.set(symbol, power * exponent);
  // Scales are only compared, to nine digits, never mixed into results: the engine's own power is
  // not needed here.
  let scale = 1;
  if (Number.isInteger(exponent)) {
    for (let k = 0; k < Math.abs(exponent); k++) scale *= unit.scale;
    if (exponent < 0) scale = 1 / scale;
  } else if (exponent === 0.5) scale = Math.sqrt(unit.scale);
  else if (unit.scale !== 1) scale = Number.NaN;
  return named(scale, powers);
}

export function sameUnit(a: Unit, b: Unit): boolean {
  if (!(Math.abs(a.scale / b.scale - 1) < 1e-9) || a.powers.size !== b.powers.size) return false;
  for (const [symbol, power] of a.powers) {
    if (Math.abs((b.powers.get(symbol) ?? 0) - power) > 1e-9) return false;
  }
  return true;
}

/**
 * Whether the unit is a plain number, so that it may stand in an exponent, a logarithm or a
 * condition.
 */
export function isPure(unit: Unit): boolean {
  return sameUnit(unit, one);
}

/**
 * How the first unit could be brought to the second, as what to multiply by: as it stands in an
 * equation, wherever the number is known.
 */
export function conversionHint(found: Unit, wanted: Unit): string {
  const between = divideUnits(wanted, found);
  if (between.powers.size === 0)
    return `multiply by ${trim(1 / between.scale)} [${ratioText(wanted, found)}] to convert`;
  const ratio = spanRatio(between);
  if (ratio !== undefined && Math.abs(between.scale - 1) < 1e-9)
    return `multiply by ${trim(1 / ratio)} [${between.text}] to convert`;
  return `multiply by a quantity in ${between.text} to convert`;
}

/** The two units as they were written, one over the other. */
function ratioText(above: Unit, below: Unit): string {
  const [top, bottom] = [above, below].map(({ text, powers, scale }) => {
    if (powers.size === 0 && scale === 1) return '1';
    return /^[\w%µ°$€¥]+$/.test(text) ? text : `(${text})`;
  });
  return bottom === '1' ? top : `${top}/${bottom}`;
}

/** Spans of the calendar that are whole multiples of each other, in families. */
const SPANS: readonly ReadonlyMap<string, number>[] = [
  new Map([
    ['month', 1],
    ['quarter', 3],
    ['year', 12],
  ]),
  new Map([
    ['hour', 1],
    ['day', 24],
    ['week', 168],
  ]),
];

/** How much a unit is where it is a ratio of spans of the calendar: 12 for `year/month`. */
function spanRatio({ powers }: Unit): number | undefined {
  const family = SPANS.find((spans) => [...powers.keys()].every((symbol) => spans.has(symbol)));
  if (family === undefined) return undefined;
  if ([...powers.values()].reduce((sum, power) => sum + power, 0) !== 0) return undefined;
  return [...powers].reduce(
    (size, [symbol, power]) => size * (family.get(symbol) ?? 1) ** power,
    1,
  );
}

function combine(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const powers = new Map(a.powers);
  for (const [symbol, power] of b.powers) {
    const total = whole((powers.get(symbol) ?? 0) + sign * power);
    if (total === 0) powers.delete(symbol);
    else powers.set(symbol, total);
  }
  return named(sign === 1 ? a.scale * b.scale : a.scale / b.scale, powers);
}

/** Exponents that are whole but for rounding, as after a third of a cube, are whole. */
function whole(power: number): number {
  const near = Math.round(power);
  return Math.abs(power - near) < 1e-9 ? near : power;
}

function named(scale: number, powers: ReadonlyMap<string, number>): Unit {
  const part = ([symbol, power]: [string, number]): string =>
    power === 1 ? symbol : `${symbol}^${trim(power)}`;
  const above = [...powers].filter(([, power]) => power > 0).map(part);
  const below = [...powers]
    .filter(([, power]) => power < 0)
    .map(([symbol, power]) => part([symbol, -power]));
  const multiple = Math.abs(scale - 1) < 1e-9 ? [] : [trim(scale)];
  const numerator = [...multiple, ...above].join(' ') || '1';
  const text =
    below.length === 0
      ? numerator
      : `${numerator}/${below.length === 1 ? below[0] : `(${below.join('*')})`}`;
  return { text, scale, powers };
}

function trim(x: number): string {
  return String(Number(x.toPrecision(10)));
}
