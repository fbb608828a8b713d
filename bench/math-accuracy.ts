/**
 * How far are the elementary functions from the truth, over many arguments of every kind?
 *
 *     npx tsx bench/math-accuracy.ts [values of a kind, 4000]
 *
 * Values from here, true values from test/fixtures/elementary-functions.py (mpmath at 60 digits).
 * The bounds in test/math/functions.test.ts are what this prints, rounded up.
 *
 * 2026-11-23, mpmath 1.3.0, the largest error of each:
 *
 *     exp               16000 values  0.749 ulp at -709.059629142448  relative 1.11e-16
 *     expm1             12000 values  2.012 ulp at 0.006354347355049696  relative 2.84e-16
 *     log               16000 values  0.500 ulp at 0.9999999999999998  relative 1.11e-16
 *     log1p             12000 values  0.654 ulp at -1.7962447806734475e-16  relative 1.10e-16
 *     sin               20000 values  0.731 ulp at 395.0452935975559  relative 1.16e-16
 *     cos               20000 values  0.695 ulp at -484129.6067792077  relative 1.15e-16
 *     normalQuantile    20000 values  2.234 ulp at 0.9999999845607845  relative 3.58e-16
 *     normalCdf         16000 values  2.369 ulp at -5.181097872508481  relative 3.20e-16
 *     pow               41818 values  0.742 ulp at 0.9999999988303836, 605761232482.151  relative 1.10e-16
 */

import { spawnSync } from 'node:child_process';
import {
  cos,
  exp,
  expm1,
  log,
  log1p,
  normalCdf,
  normalQuantile,
  pow,
  sin,
} from '../src/math/functions.ts';
import { streamKey } from '../src/random/keys.ts';
import { uniformAt } from '../src/random/threefry.ts';

const count = Number(process.argv[2] ?? 4000);
const key = streamKey('20', 'math-accuracy', 0);
let drawn = 0;
const u = () => uniformAt(key, drawn++);
const between = (low: number, high: number) => low + u() * (high - low);
const sign = () => (u() < 0.5 ? -1 : 1);

const words = new Uint32Array(2);
/** A positive double, every exponent as likely as the next. */
function anySize(): number {
  words[0] = u() * 2 ** 32;
  words[1] = u() * 0x7ff00000;
  return new Float64Array(words.buffer)[0];
}
const nearZero = () => sign() * 2 ** between(-60, -1);
const nearQuarterTurn = () =>
  Math.round(u() * 660_000) * (Math.PI / 2) * (1 + Math.round(between(-1.5, 1.5)) * 2 ** -52);
const angles = [
  () => between(-4, 4),
  () => between(-1e3, 1e3),
  () => between(-(2 ** 20), 2 ** 20),
  nearQuarterTurn,
  () => sign() * anySize(),
];

const unary: [name: string, f: (x: number) => number, kinds: (() => number)[]][] = [
  [
    'exp',
    exp,
    [() => between(-745.1, 709.7), () => between(-2, 2), () => between(-745.1, -708), nearZero],
  ],
  ['expm1', expm1, [() => between(-1.2, 1.2), () => between(-40, 700), nearZero]],
  [
    'log',
    log,
    [anySize, () => between(0.6, 1.6), () => 1 + nearZero() / 16, () => u() * 2 ** -1022],
  ],
  ['log1p', log1p, [() => between(-1, 3), anySize, nearZero]],
  ['sin', sin, angles],
  ['cos', cos, angles],
  [
    'normalQuantile',
    normalQuantile,
    [
      u,
      () => between(0.45, 0.55),
      () => u() / 512,
      () => exp(-between(5, 744)),
      () => 1 - exp(-between(2, 36.5)),
    ],
  ],
  [
    'normalCdf',
    normalCdf,
    [() => between(-4, 4), () => between(-37.5, 0), () => between(-38.48, -37.5), nearZero],
  ],
];

/** Exponents for a base that bring the power to e^t. */
const powers: (() => [x: number, y: number])[] = [
  () => [between(0, 10), between(-10, 10)],
  () => [u() * 2 ** -1022, -u()],
  ...[anySize, () => 1 + nearZero() / 16, () => between(0.99, 1.01)].flatMap((base) =>
    [() => between(-744, 709), () => between(690, 709), () => between(-744, -690)].map(
      (exponent) => (): [number, number] => {
        const x = base();
        return [x, exponent() / log(x)];
      },
    ),
  ),
];

const double = new Float64Array(1);
function hex(x: number): string {
  double[0] = x;
  return Buffer.from(double.buffer.slice(0)).reverse().toString('hex');
}

const lines: string[] = [];
for (const [name, f, kinds] of unary) {
  for (const kind of kinds) {
    for (let i = 0; i < count; i++) {
      const x = kind();
      lines.push(`${name} ${hex(x)} - ${hex(f(x))}`);
    }
  }
}
for (const kind of powers) {
  for (let i = 0; i < count; i++) {
    const [x, y] = kind();
    if (Number.isFinite(y) && Number.isFinite(pow(x, y)))
      lines.push(`pow ${hex(x)} ${hex(y)} ${hex(pow(x, y))}`);
  }
}
const script = new URL('../test/fixtures/elementary-functions.py', import.meta.url);
const measured = spawnSync('python3', [script.pathname, 'measure'], { input: lines.join('\n') });
process.stdout.write(measured.stdout);
process.stderr.write(measured.stderr);
