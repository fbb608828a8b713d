/**
 * The interpreter: a program of column operations, one tight loop an instruction, the quarters a
 * loop around them. `src/kernel/opcodes.ts` holds the instruction set; `src/compile/lower.ts`
 * writes the code, `src/kernel/machine.ts` lays it out.
 */

import * as op from '../opcodes';
import {
  cosColumn,
  expColumn,
  logColumn,
  logPartsColumn,
  logisticColumn,
  normalCdfColumn,
  normalQuantileColumn,
  powColumn,
  powFromLogColumn,
  sinColumn,
} from './functions';
import { antitheticColumn, latinColumn, sobolColumn, threefryColumn } from './sampling';
import {
  betaQuantileColumn,
  binomialQuantileColumn,
  gammaQuantileColumn,
  inverseGaussianQuantileColumn,
  negativeBinomialQuantileColumn,
  poissonQuantileColumn,
  skewNormalQuantileColumn,
  studentQuantileColumn,
} from './searched';

/** Layout of the header that `machine.ts` writes: addresses and counts, 32 bits each. */
const ONCE: usize = 0;
const QUARTER: usize = 8;
const YEAR: usize = 16;
const END: usize = 24;
/** Table of years: first quarter and the one after the last. */
const YEARS: usize = 32;
/** Bytes from one quarter's or year's column to the next; of scalars it is 64. */
const COLUMN_STRIDE: usize = 40;
/** Bytes from one result column to the next period's. */
const RESULT_STRIDE: usize = 44;
/** Segments of the chunk that belong to one replicate: count, then address of the table. */
const SEGMENTS: usize = 48;

const ONE_SPLAT = memory.data<f64>([1, 1], 16);

let quarter: i32 = 0;
let year: i32 = 0;
let yearFrom: i32 = 0;
let yearTo: i32 = 0;
let header: usize = 0;
let columnStride: usize = 0;
let resultStride: usize = 0;
/** Where in the result columns the chunk begins, in bytes. */
let resultOffset: usize = 0;

/**
 * Runs the whole program on n trials.
 *
 * @param head    address of the header
 * @param n       trials, a multiple of 8, at most the capacity for which the columns were laid out
 * @param offset  first trial of the chunk in the result columns
 */
export function simulate(head: usize, n: i32, offset: i32): void {
  header = head;
  columnStride = load<u32>(head, COLUMN_STRIDE);
  resultStride = load<u32>(head, RESULT_STRIDE);
  resultOffset = (<usize>offset) << 3;
  quarter = 0;
  year = 0;
  execute(load<u32>(head, ONCE), load<u32>(head, ONCE + 4), n);
  const years = load<u32>(head, YEARS);
  const count = load<u32>(head, YEARS + 4);
  for (let k: u32 = 0; k < count; k++) {
    year = <i32>k;
    yearFrom = load<i32>(years + (k << 3));
    yearTo = load<i32>(years + (k << 3), 4);
    for (let t = yearFrom; t < yearTo; t++) {
      quarter = t;
      execute(load<u32>(head, QUARTER), load<u32>(head, QUARTER + 4), n);
    }
    execute(load<u32>(head, YEAR), load<u32>(head, YEAR + 4), n);
  }
  execute(load<u32>(head, END), load<u32>(head, END + 4), n);
}

// @ts-ignore: decorator
@inline
function place(operand: u32): usize {
  const address = <usize>(operand & ~15);
  return operand & 6 ? address + moved(operand) : address;
}

/** How far the place of this quarter or year lies from that of the first. */
function moved(operand: u32): usize {
  const stride: usize = operand & op.SCALAR ? 64 : columnStride;
  return <usize>(operand & op.BY_QUARTER ? quarter : year) * stride;
}

// @ts-ignore: decorator
@inline
function stepOf(operand: u32): usize {
  return <usize>(((operand & op.SCALAR) ^ op.SCALAR) << 4);
}

// @ts-ignore: decorator
@inline
function both(code: i32, x: v128, y: v128, one: v128): v128 {
  if (code == op.ADD) return f64x2.add(x, y);
  if (code == op.SUBTRACT) return f64x2.sub(x, y);
  if (code == op.MULTIPLY) return f64x2.mul(x, y);
  if (code == op.DIVIDE) return f64x2.div(x, y);
  if (code == op.MIN) return f64x2.min(x, y);
  if (code == op.MAX) return f64x2.max(x, y);
  if (code == op.LESS) return v128.and(f64x2.lt(x, y), one);
  if (code == op.LESS_OR_EQUAL) return v128.and(f64x2.le(x, y), one);
  if (code == op.EQUAL) return v128.and(f64x2.eq(x, y), one);
  if (code == op.NOT_EQUAL) return v128.and(f64x2.ne(x, y), one);
  const zero = f64x2.splat(0);
  if (code == op.AND) return v128.and(v128.and(f64x2.ne(x, zero), f64x2.ne(y, zero)), one);
  return v128.and(v128.or(f64x2.ne(x, zero), f64x2.ne(y, zero)), one);
}

// @ts-ignore: decorator
@inline
function three(code: i32, x: v128, y: v128, z: v128): v128 {
  if (code == op.MULTIPLY_ADD) return f64x2.add(f64x2.mul(x, y), z);
  if (code == op.MULTIPLY_SUBTRACT) return f64x2.sub(f64x2.mul(x, y), z);
  if (code == op.SUBTRACT_PRODUCT) return f64x2.sub(z, f64x2.mul(x, y));
  if (code == op.MULTIPLY_MULTIPLY) return f64x2.mul(f64x2.mul(x, y), z);
  if (code == op.ADD_ADD) return f64x2.add(f64x2.add(x, y), z);
  if (code == op.MULTIPLY_DIVIDE) return f64x2.div(f64x2.mul(x, y), z);
  if (code == op.DIVIDE_MULTIPLY) return f64x2.mul(f64x2.div(x, y), z);
  if (code == op.ADD_MULTIPLY) return f64x2.mul(f64x2.add(x, y), z);
  if (code == op.SUBTRACT_MULTIPLY) return f64x2.mul(f64x2.sub(x, y), z);
  if (code == op.CLAMP) return f64x2.min(f64x2.max(x, y), z);
  return v128.bitselect(y, z, f64x2.ne(x, f64x2.splat(0)));
}

// @ts-ignore: decorator
@inline
function single(code: i32, x: v128, one: v128): v128 {
  if (code == op.COPY) return x;
  if (code == op.NEGATE) return f64x2.neg(x);
  if (code == op.NOT) return v128.and(f64x2.eq(x, f64x2.splat(0)), one);
  if (code == op.ABS) return f64x2.abs(x);
  if (code == op.SQRT) return f64x2.sqrt(x);
  return f64x2.floor(x);
}

// One is read before a loop even where the operation has no use for it: a load inside would stay
// there, used or not. The loops take four vectors, eight trials, a turn. A column operand moves on
// by their 64 bytes; a scalar stands in memory eight times over and does not move, so both are read
// alike.

// @ts-ignore: decorator
@inline
function unaryLoop(code: i32, out: usize, a: usize, aStep: usize, n: i32): void {
  const one = v128.load(ONE_SPLAT);
  const aMove = aStep << 2;
  const end = out + ((<usize>n) << 3);
  while (out < end) {
    v128.store(out, single(code, v128.load(a), one));
    v128.store(out, single(code, v128.load(a, 16), one), 16);
    v128.store(out, single(code, v128.load(a, 32), one), 32);
    v128.store(out, single(code, v128.load(a, 48), one), 48);
    a += aMove;
    out += 64;
  }
}

// @ts-ignore: decorator
@inline
function binaryLoop(code: i32, out: usize, a: usize, aStep: usize, b: usize, bStep: usize, n: i32): void {
  const one = v128.load(ONE_SPLAT);
  const aMove = aStep << 2;
  const bMove = bStep << 2;
  const end = out + ((<usize>n) << 3);
  while (out < end) {
    v128.store(out, both(code, v128.load(a), v128.load(b), one));
    v128.store(out, both(code, v128.load(a, 16), v128.load(b, 16), one), 16);
    v128.store(out, both(code, v128.load(a, 32), v128.load(b, 32), one), 32);
    v128.store(out, both(code, v128.load(a, 48), v128.load(b, 48), one), 48);
    a += aMove;
    b += bMove;
    out += 64;
  }
}

// @ts-ignore: decorator
@inline
function ternaryLoop(
  code: i32,
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  c: usize,
  cStep: usize,
  n: i32,
): void {
  const aMove = aStep << 2;
  const bMove = bStep << 2;
  const cMove = cStep << 2;
  const end = out + ((<usize>n) << 3);
  while (out < end) {
    v128.store(out, three(code, v128.load(a), v128.load(b), v128.load(c)));
    v128.store(out, three(code, v128.load(a, 16), v128.load(b, 16), v128.load(c, 16)), 16);
    v128.store(out, three(code, v128.load(a, 32), v128.load(b, 32), v128.load(c, 32)), 32);
    v128.store(out, three(code, v128.load(a, 48), v128.load(b, 48), v128.load(c, 48)), 48);
    a += aMove;
    b += bMove;
    c += cMove;
    out += 64;
  }
}

// @ts-ignore: decorator
@inline
function compare(code: i32, x: v128, y: v128): v128 {
  if (code == op.SELECT_LESS) return f64x2.lt(x, y);
  if (code == op.SELECT_LESS_OR_EQUAL) return f64x2.le(x, y);
  return f64x2.eq(x, y);
}

// @ts-ignore: decorator
@inline
function selectLoop(
  code: i32,
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  c: usize,
  cStep: usize,
  d: usize,
  dStep: usize,
  n: i32,
): void {
  const aMove = aStep << 1;
  const bMove = bStep << 1;
  const cMove = cStep << 1;
  const dMove = dStep << 1;
  const end = out + ((<usize>n) << 3);
  while (out < end) {
    const mask0 = compare(code, v128.load(a), v128.load(b));
    const mask1 = compare(code, v128.load(a, 16), v128.load(b, 16));
    v128.store(out, v128.bitselect(v128.load(c), v128.load(d), mask0));
    v128.store(out, v128.bitselect(v128.load(c, 16), v128.load(d, 16), mask1), 16);
    a += aMove;
    b += bMove;
    c += cMove;
    d += dMove;
    out += 32;
  }
}

function execute(code: usize, count: u32, n: i32): void {
  const end = code + <usize>count * (op.INSTRUCTION_WORDS << 2);
  for (; code < end; code += op.INSTRUCTION_WORDS << 2) {
    const out = place(load<u32>(code, 4));
    const aWord = load<u32>(code, 8);
    const bWord = load<u32>(code, 12);
    const cWord = load<u32>(code, 16);
    const a = place(aWord);
    const b = place(bWord);
    const c = place(cWord);
    const aStep = stepOf(aWord);
    const bStep = stepOf(bWord);
    const cStep = stepOf(cWord);
    switch (load<u32>(code)) {
      case op.COPY: unaryLoop(op.COPY, out, a, aStep, n); break;
      case op.NEGATE: unaryLoop(op.NEGATE, out, a, aStep, n); break;
      case op.NOT: unaryLoop(op.NOT, out, a, aStep, n); break;
      case op.ABS: unaryLoop(op.ABS, out, a, aStep, n); break;
      case op.SQRT: unaryLoop(op.SQRT, out, a, aStep, n); break;
      case op.FLOOR: unaryLoop(op.FLOOR, out, a, aStep, n); break;
      case op.EXP: expColumn(out, a, aStep, n); break;
      case op.LOG: logColumn(out, a, aStep, n); break;
      case op.SIN: sinColumn(out, a, aStep, n); break;
      case op.COS: cosColumn(out, a, aStep, n); break;
      case op.NORMAL_QUANTILE: normalQuantileColumn(out, a, aStep, n); break;
      case op.NORMAL_CDF: normalCdfColumn(out, a, aStep, n); break;
      case op.LOGISTIC: logisticColumn(out, a, aStep, n); break;
      case op.ADD: binaryLoop(op.ADD, out, a, aStep, b, bStep, n); break;
      case op.SUBTRACT: binaryLoop(op.SUBTRACT, out, a, aStep, b, bStep, n); break;
      case op.MULTIPLY: binaryLoop(op.MULTIPLY, out, a, aStep, b, bStep, n); break;
      case op.DIVIDE: binaryLoop(op.DIVIDE, out, a, aStep, b, bStep, n); break;
      case op.MIN: binaryLoop(op.MIN, out, a, aStep, b, bStep, n); break;
      case op.MAX: binaryLoop(op.MAX, out, a, aStep, b, bStep, n); break;
      case op.LESS: binaryLoop(op.LESS, out, a, aStep, b, bStep, n); break;
      case op.LESS_OR_EQUAL: binaryLoop(op.LESS_OR_EQUAL, out, a, aStep, b, bStep, n); break;
      case op.EQUAL: binaryLoop(op.EQUAL, out, a, aStep, b, bStep, n); break;
      case op.NOT_EQUAL: binaryLoop(op.NOT_EQUAL, out, a, aStep, b, bStep, n); break;
      case op.AND: binaryLoop(op.AND, out, a, aStep, b, bStep, n); break;
      case op.OR: binaryLoop(op.OR, out, a, aStep, b, bStep, n); break;
      case op.SELECT: ternaryLoop(op.SELECT, out, a, aStep, b, bStep, c, cStep, n); break;
      case op.MULTIPLY_ADD: ternaryLoop(op.MULTIPLY_ADD, out, a, aStep, b, bStep, c, cStep, n); break;
      case op.MULTIPLY_SUBTRACT: ternaryLoop(op.MULTIPLY_SUBTRACT, out, a, aStep, b, bStep, c, cStep, n); break;
      case op.SUBTRACT_PRODUCT: ternaryLoop(op.SUBTRACT_PRODUCT, out, a, aStep, b, bStep, c, cStep, n); break;
      case op.MULTIPLY_MULTIPLY: ternaryLoop(op.MULTIPLY_MULTIPLY, out, a, aStep, b, bStep, c, cStep, n); break;
      case op.ADD_ADD: ternaryLoop(op.ADD_ADD, out, a, aStep, b, bStep, c, cStep, n); break;
      case op.MULTIPLY_DIVIDE: ternaryLoop(op.MULTIPLY_DIVIDE, out, a, aStep, b, bStep, c, cStep, n); break;
      case op.DIVIDE_MULTIPLY: ternaryLoop(op.DIVIDE_MULTIPLY, out, a, aStep, b, bStep, c, cStep, n); break;
      case op.ADD_MULTIPLY: ternaryLoop(op.ADD_MULTIPLY, out, a, aStep, b, bStep, c, cStep, n); break;
      case op.SUBTRACT_MULTIPLY: ternaryLoop(op.SUBTRACT_MULTIPLY, out, a, aStep, b, bStep, c, cStep, n); break;
      case op.CLAMP: ternaryLoop(op.CLAMP, out, a, aStep, b, bStep, c, cStep, n); break;
      case op.SELECT_LESS: {
        const dWord = load<u32>(code, 20);
        selectLoop(op.SELECT_LESS, out, a, aStep, b, bStep, c, cStep, place(dWord), stepOf(dWord), n);
        break;
      }
      case op.SELECT_LESS_OR_EQUAL: {
        const dWord = load<u32>(code, 20);
        selectLoop(op.SELECT_LESS_OR_EQUAL, out, a, aStep, b, bStep, c, cStep, place(dWord), stepOf(dWord), n);
        break;
      }
      case op.SELECT_EQUAL: {
        const dWord = load<u32>(code, 20);
        selectLoop(op.SELECT_EQUAL, out, a, aStep, b, bStep, c, cStep, place(dWord), stepOf(dWord), n);
        break;
      }
      case op.POWER: powColumn(out, a, aStep, b, bStep, n); break;
      case op.GAMMA_QUANTILE: gammaQuantileColumn(out, a, aStep, b, bStep, n); break;
      case op.POISSON_QUANTILE: poissonQuantileColumn(out, a, aStep, b, bStep, n); break;
      case op.BETA_QUANTILE: betaQuantileColumn(out, a, aStep, b, bStep, c, cStep, n); break;
      case op.BINOMIAL_QUANTILE: binomialQuantileColumn(out, a, aStep, b, bStep, c, cStep, n); break;
      case op.STUDENT_QUANTILE: studentQuantileColumn(out, a, aStep, b, bStep, n); break;
      case op.INVERSE_GAUSSIAN_QUANTILE: inverseGaussianQuantileColumn(out, a, aStep, b, bStep, n); break;
      case op.SKEW_NORMAL_QUANTILE: skewNormalQuantileColumn(out, a, aStep, b, bStep, n); break;
      case op.NEGATIVE_BINOMIAL_QUANTILE: negativeBinomialQuantileColumn(out, a, aStep, b, bStep, c, cStep, n); break;
      case op.LOG_PARTS: logPartsColumn(out, b, a, aStep, n); break;
      case op.POWER_FROM_LOG: {
        const dWord = load<u32>(code, 20);
        powFromLogColumn(out, a, aStep, b, bStep, c, cStep, place(dWord), stepOf(dWord), n);
        break;
      }
      case op.UNIFORM:
      case op.LATIN_UNIFORM:
      case op.ANTITHETIC_UNIFORM:
        uniforms(load<u32>(code), out, load<u32>(code, 24));
        break;
      case op.QUINTIC: quintic(out, a, aStep, load<u32>(code, 24), load<i32>(code, 28), n); break;
      case op.UNEVEN_QUINTIC: unevenQuintic(out, a, aStep, load<u32>(code, 24), load<i32>(code, 28), n); break;
      case op.STEPS: steps(out, a, aStep, load<u32>(code, 24), load<i32>(code, 28), n); break;
      case op.RUNNING_SUM:
      case op.RUNNING_MIN:
      case op.RUNNING_MAX:
      case op.RUNNING_FIRST:
      case op.RUNNING_LAST:
        running(load<u32>(code), out, a, aStep, load<i32>(code, 24), load<i32>(code, 28), n);
        break;
      case op.MEAN_OF_SUM: {
        const from = load<i32>(code, 24);
        const quarters = from < 0 ? yearTo - yearFrom : load<i32>(code, 28) - from;
        divideBy(out, a, aStep, <f64>quarters, n);
        break;
      }
      case op.RECORD: record(load<u32>(code, 4), load<u32>(code, 24), a, aStep, n); break;
    }
  }
}

/**
 * Each segment of the chunk is drawn as the record of its replicate says. Segments ascend, so what
 * one writes too far the next replaces.
 */
function uniforms(design: u32, out: usize, records: usize): void {
  const recordShift: usize = design == op.LATIN_UNIFORM ? 6 : 5;
  const count = load<u32>(header, SEGMENTS);
  let segment = <usize>load<u32>(header, SEGMENTS + 4);
  for (let k: u32 = 0; k < count; k++, segment += 20) {
    const offset = load<u32>(segment);
    const key = records + ((<usize>load<u32>(segment, 4)) << recordShift);
    const low = load<u32>(segment, 8);
    const high = load<u32>(segment, 12);
    const length = (load<i32>(segment, 16) + 3) & ~3;
    const target = out + ((<usize>offset) << 3);
    if (design == op.LATIN_UNIFORM) {
      latinColumn(target, low, length, key);
      continue;
    }
    const directions = <usize>load<u32>(key, 16);
    if (design == op.ANTITHETIC_UNIFORM) antitheticColumn(target, low, high, length, key);
    else if (directions == 0) threefryColumn(target, low, high, length, key);
    else sobolColumn(target, low, length, directions, key);
    if (load<u32>(key, 20) != 0) halfAway(target, length);
  }
}

/** Moves uniforms by 1/2, around the unit interval; exact, for they are multiples of 2^-53. */
function halfAway(out: usize, n: i32): void {
  for (const end = out + ((<usize>n) << 3); out < end; out += 8) {
    const u = load<f64>(out);
    store<f64>(out, u < 0.5 ? u + 0.5 : u - 0.5);
  }
}

/**
 * The table: from, 1 / step, then the six coefficients of each interval, lowest power first: an
 * even table of `src/distributions/quintic.ts`.
 */
function quintic(out: usize, a: usize, aStep: usize, table: usize, intervals: i32, n: i32): void {
  const from = v128.load64_splat(table);
  const perStep = v128.load64_splat(table, 8);
  const coefficients = table + 16;
  const top = f64x2.splat(<f64>intervals);
  const lastStart = f64x2.splat(<f64>(intervals - 1));
  const zero = f64x2.splat(0);
  const end = out + ((<usize>n) << 3);
  while (out < end) {
    let x = f64x2.mul(f64x2.sub(v128.load(a), from), perStep);
    x = f64x2.pmin(f64x2.pmax(x, zero), top);
    const k = f64x2.pmin(f64x2.floor(x), lastStart);
    const s = f64x2.sub(x, k);
    const whole = i32x4.trunc_sat_f64x2_s_zero(k);
    const p = coefficients + <usize>i32x4.extract_lane(whole, 0) * 48;
    const q = coefficients + <usize>i32x4.extract_lane(whole, 1) * 48;
    const p01 = v128.load(p);
    const q01 = v128.load(q);
    const p23 = v128.load(p, 16);
    const q23 = v128.load(q, 16);
    const p45 = v128.load(p, 32);
    const q45 = v128.load(q, 32);
    let y = f64x2.add(v128.shuffle<i64>(p45, q45, 0, 2), f64x2.mul(s, v128.shuffle<i64>(p45, q45, 1, 3)));
    y = f64x2.add(v128.shuffle<i64>(p23, q23, 1, 3), f64x2.mul(s, y));
    y = f64x2.add(v128.shuffle<i64>(p23, q23, 0, 2), f64x2.mul(s, y));
    y = f64x2.add(v128.shuffle<i64>(p01, q01, 1, 3), f64x2.mul(s, y));
    v128.store(out, f64x2.add(v128.shuffle<i64>(p01, q01, 0, 2), f64x2.mul(s, y)));
    a += aStep;
    out += 16;
  }
}

/**
 * The table: end, nothing, then start, 1 / width and six coefficients of each interval: an uneven
 * table of `src/distributions/quintic.ts`.
 */
function unevenQuintic(out: usize, a: usize, aStep: usize, table: usize, intervals: i32, n: i32): void {
  const last = load<f64>(table);
  const rows = table + 16;
  const first = load<f64>(rows);
  const end = out + ((<usize>n) << 3);
  while (out < end) {
    let z = load<f64>(a);
    if (z < first) z = first;
    if (z > last) z = last;
    let low = 0;
    let high = intervals - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (load<f64>(rows + ((<usize>middle) << 6)) <= z) low = middle;
      else high = middle - 1;
    }
    const row = rows + ((<usize>low) << 6);
    const s = (z - load<f64>(row)) * load<f64>(row, 8);
    let y = load<f64>(row, 48) + s * load<f64>(row, 56);
    y = load<f64>(row, 40) + s * y;
    y = load<f64>(row, 32) + s * y;
    y = load<f64>(row, 24) + s * y;
    store<f64>(out, load<f64>(row, 16) + s * y);
    a += aStep >> 1;
    out += 8;
  }
}

/**
 * Up to this many pairs, walking through all of them for two trials at a time beats searching for
 * one.
 */
const WALKED_PAIRS = 12;

/** The first value whose cumulative probability exceeds the uniform; the last if none does. */
function steps(out: usize, a: usize, aStep: usize, table: usize, count: i32, n: i32): void {
  if (count <= WALKED_PAIRS) walkedSteps(out, a, aStep, table, count, n);
  else searchedSteps(out, a, aStep, table, count, n);
}

function searchedSteps(out: usize, a: usize, aStep: usize, table: usize, count: i32, n: i32): void {
  const end = out + ((<usize>n) << 3);
  while (out < end) {
    const u = load<f64>(a);
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (load<f64>(table + ((<usize>middle) << 4)) > u) high = middle;
      else low = middle + 1;
    }
    store<f64>(out, load<f64>(table + ((<usize>low) << 4), 8));
    a += aStep >> 1;
    out += 8;
  }
}

function walkedSteps(out: usize, a: usize, aStep: usize, table: usize, count: i32, n: i32): void {
  const end = out + ((<usize>n) << 3);
  const lastPair = table + ((<usize>(count - 1)) << 4);
  while (out < end) {
    const u = v128.load(a);
    let value = v128.load64_splat(lastPair, 8);
    for (let pair = lastPair; pair > table; ) {
      pair -= 16;
      value = v128.bitselect(v128.load64_splat(pair, 8), value, f64x2.gt(v128.load64_splat(pair), u));
    }
    v128.store(out, value);
    a += aStep;
    out += 16;
  }
}

function running(code: u32, out: usize, a: usize, aStep: usize, from: i32, to: i32, n: i32): void {
  const first = from < 0 ? yearFrom : from;
  const after = from < 0 ? yearTo : to;
  if (quarter < first || quarter >= after) return;
  if (quarter == first || code == op.RUNNING_LAST) unaryLoop(op.COPY, out, a, aStep, n);
  else if (code == op.RUNNING_SUM) binaryLoop(op.ADD, out, out, 16, a, aStep, n);
  else if (code == op.RUNNING_MIN) binaryLoop(op.MIN, out, out, 16, a, aStep, n);
  else if (code == op.RUNNING_MAX) binaryLoop(op.MAX, out, out, 16, a, aStep, n);
}

function divideBy(out: usize, a: usize, aStep: usize, divisor: f64, n: i32): void {
  const d = f64x2.splat(divisor);
  const end = out + ((<usize>n) << 3);
  while (out < end) {
    v128.store(out, f64x2.div(v128.load(a), d));
    a += aStep;
    out += 16;
  }
}

/** A NaN can have any of 2^53 bit patterns and engines choose freely; the digest needs one. */
function record(word: u32, base: usize, a: usize, aStep: usize, n: i32): void {
  let out = base + resultOffset;
  if (word & op.BY_QUARTER) out += <usize>quarter * resultStride;
  else if (word & op.BY_YEAR) out += <usize>year * resultStride;
  const nan = i64x2.splat(0x7ff8000000000000);
  const end = out + ((<usize>n) << 3);
  while (out < end) {
    const x = v128.load(a);
    v128.store(out, v128.bitselect(x, nan, f64x2.eq(x, x)));
    a += aStep;
    out += 16;
  }
}

/**
 * Count, mean, sum of squares about the mean, least and greatest of the finite values of a column
 * segment, five doubles to `out`. Two passes; the sums run in four lanes by position modulo 4 and
 * are joined as (0 + 1) + (2 + 3), the last n mod 4 values after them, so the bits do not depend on
 * how the segment was computed.
 */
export function moments(out: usize, a: usize, n: i32): void {
  const infinity = f64x2.splat(Infinity);
  let count: i32 = 0;
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let low = infinity;
  let high = f64x2.splat(-Infinity);
  const zero = f64x2.splat(0);
  const whole = n & ~3;
  const body = a + ((<usize>whole) << 3);
  const end = a + ((<usize>n) << 3);
  for (let p = a; p < body; p += 32) {
    const x0 = v128.load(p);
    const x1 = v128.load(p, 16);
    const m0 = f64x2.lt(f64x2.abs(x0), infinity);
    const m1 = f64x2.lt(f64x2.abs(x1), infinity);
    count += popcnt(i64x2.bitmask(m0)) + popcnt(i64x2.bitmask(m1));
    s0 = f64x2.add(s0, v128.and(x0, m0));
    s1 = f64x2.add(s1, v128.and(x1, m1));
    low = f64x2.pmin(low, f64x2.pmin(v128.bitselect(x0, infinity, m0), v128.bitselect(x1, infinity, m1)));
    high = f64x2.pmax(high, f64x2.pmax(v128.bitselect(x0, f64x2.neg(infinity), m0), v128.bitselect(x1, f64x2.neg(infinity), m1)));
  }
  let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1) + (f64x2.extract_lane(s1, 0) + f64x2.extract_lane(s1, 1));
  let least = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  let greatest = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
  for (let p = body; p < end; p += 8) {
    const x = load<f64>(p);
    if (!(abs(x) < Infinity)) continue;
    count++;
    sum += x;
    least = min(least, x);
    greatest = max(greatest, x);
  }
  const mean = count > 0 ? sum / <f64>count : 0;
  const centre = f64x2.splat(mean);
  s0 = zero;
  s1 = zero;
  for (let p = a; p < body; p += 32) {
    const x0 = v128.load(p);
    const x1 = v128.load(p, 16);
    const m0 = f64x2.lt(f64x2.abs(x0), infinity);
    const m1 = f64x2.lt(f64x2.abs(x1), infinity);
    const d0 = v128.and(f64x2.sub(x0, centre), m0);
    const d1 = v128.and(f64x2.sub(x1, centre), m1);
    s0 = f64x2.add(s0, f64x2.mul(d0, d0));
    s1 = f64x2.add(s1, f64x2.mul(d1, d1));
  }
  let squares = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1) + (f64x2.extract_lane(s1, 0) + f64x2.extract_lane(s1, 1));
  for (let p = body; p < end; p += 8) {
    const x = load<f64>(p);
    if (!(abs(x) < Infinity)) continue;
    squares += (x - mean) * (x - mean);
  }
  store<f64>(out, <f64>count);
  store<f64>(out, mean, 8);
  store<f64>(out, squares, 16);
  store<f64>(out, least, 24);
  store<f64>(out, greatest, 32);
}

/**
 * 128 bits that depend on every bit of a column and on its place: four lanes by position modulo 4,
 * each step a multiplication by an odd number and a rotation, so a changed value changes its lane
 * for good. Not against forgery (what is published is hashed again with SHA-256), but against
 * chance.
 */
export function columnHash(out: usize, a: usize, n: i32): void {
  let h0: u64 = 0x9e3779b97f4a7c15;
  let h1: u64 = 0xbf58476d1ce4e5b9;
  let h2: u64 = 0x94d049bb133111eb;
  let h3: u64 = 0xd6e8feb86659fd93;
  const whole = a + ((<usize>(n & ~3)) << 3);
  const end = a + ((<usize>n) << 3);
  for (; a < whole; a += 32) {
    h0 = rotl<u64>((h0 ^ load<u64>(a)) * 0x9fb21c651e98df25, 29);
    h1 = rotl<u64>((h1 ^ load<u64>(a, 8)) * 0x9fb21c651e98df25, 29);
    h2 = rotl<u64>((h2 ^ load<u64>(a, 16)) * 0x9fb21c651e98df25, 29);
    h3 = rotl<u64>((h3 ^ load<u64>(a, 24)) * 0x9fb21c651e98df25, 29);
  }
  for (; a < end; a += 8) h0 = rotl<u64>((h0 ^ load<u64>(a)) * 0x9fb21c651e98df25, 29);
  store<u64>(out, mixed(h0 + rotl<u64>(h2, 17) + <u64>n));
  store<u64>(out, mixed(h1 + rotl<u64>(h3, 31) + h0), 8);
}

function mixed(word: u64): u64 {
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9;
  word = (word ^ (word >> 27)) * 0x94d049bb133111eb;
  return word ^ (word >> 31);
}
