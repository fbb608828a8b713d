/**
 * The program of a model as scalar C++: one trial at a time, in the most ordinary way, as somebody
 * would write it who wants it fast and has no engine. It is written from the program and the draws
 * of a plan, and draws its own uniforms (xoshiro256+).
 */

import type { Draw } from '../../src/compile/draws.ts';
import { outcomeColumns, type Section, type Value } from '../../src/compile/program.ts';
import { drawsOf } from '../../src/execute/simulate.ts';
import type { Plan } from '../../src/plan/plan.ts';

/** What an operation is in C++, of its operands. */
const EXPRESSIONS: Readonly<Record<string, (a: string, b: string, c: string) => string>> = {
  negate: (a) => `-${a}`,
  add: (a, b) => `${a} + ${b}`,
  subtract: (a, b) => `${a} - ${b}`,
  multiply: (a, b) => `${a} * ${b}`,
  divide: (a, b) => `${a} / ${b}`,
  power: (a, b) => `std::pow(${a}, ${b})`,
  min: (a, b) => `std::min(${a}, ${b})`,
  max: (a, b) => `std::max(${a}, ${b})`,
  abs: (a) => `std::fabs(${a})`,
  floor: (a) => `std::floor(${a})`,
  sqrt: (a) => `std::sqrt(${a})`,
  exp: (a) => `std::exp(${a})`,
  log: (a) => `std::log(${a})`,
  less: (a, b) => `${a} < ${b} ? 1.0 : 0.0`,
  lessOrEqual: (a, b) => `${a} <= ${b} ? 1.0 : 0.0`,
  equal: (a, b) => `${a} == ${b} ? 1.0 : 0.0`,
  unequal: (a, b) => `${a} != ${b} ? 1.0 : 0.0`,
  and: (a, b) => `${a} != 0 && ${b} != 0 ? 1.0 : 0.0`,
  or: (a, b) => `${a} != 0 || ${b} != 0 ? 1.0 : 0.0`,
  not: (a) => `${a} == 0 ? 1.0 : 0.0`,
  select: (a, b, c) => `${a} != 0 ? ${b} : ${c}`,
};

const number = (x: number): string =>
  Number.isFinite(x) ? x.toExponential(17) : x > 0 ? 'INFINITY' : x < 0 ? '-INFINITY' : 'NAN';
const list = (values: ArrayLike<number>): string => `{${Array.from(values, number).join(',')}}`;

/**
 * @throws Error naming an operation, an aggregate or a copula that it has no words for
 *
 * @returns a program that takes a number of trials, and prints a line with microseconds of CPU a trial and
 *   one with the means of all outcome columns
 */
export function cppOf(plan: Plan): string {
  const { program } = plan;
  const { values, states, sections, time, outcomes } = program;
  if ((plan.copulas ?? []).length > 0) throw new Error('cpp: copulas have no words in C++');
  const quarters = time.quarters.length;
  const columns = outcomeColumns(program);
  const statics: string[] = [];
  const draws = drawsOf(plan)
    .filter(({ input }) => program.inputs[input].used)
    .map((draw) => drawn(draw, program.inputs[draw.input].over === 'quarter', statics));
  values.forEach((value, k) => {
    if (value.op === 'schedule')
      statics.push(`static const double schedule${k}[] = ${list(value.values)};`);
  });

  const read = (k: number): string => {
    const value = values[k];
    if (value.op === 'constant') return `(${number(value.value)})`;
    if (value.op === 'schedule') return `schedule${k}[t]`;
    if (value.op === 'previous') return `before${value.state}`;
    if (value.op !== 'input') return `v${k}`;
    return program.inputs[value.input].over === 'quarter'
      ? `x${value.input}[t]`
      : `x${value.input}`;
  };
  const computed = (k: number, value: Value): string => {
    if (value.op === 'aggregate') {
      const mean = value.kind === 'mean' ? ` / count${k}` : '';
      return `v${k} = count${k} == 0 ? NAN : fold${k}${mean};`;
    }
    const written = EXPRESSIONS[value.op];
    if (written === undefined || !('args' in value))
      throw new Error(`cpp: ${value.op} has no words in C++`);
    const [a, b, c] = value.args.map(read);
    return `v${k} = ${written(a, b, c)};`;
  };
  const section = (name: Section): string =>
    sections[name].map((k) => computed(k, values[k])).join('\n');
  const recorded = (over: string, period: string): string =>
    outcomes
      .flatMap(({ over: own, value }, k) => {
        const first = columns.findIndex(({ outcome }) => outcome === k);
        return own === over ? [`out[(${first} + ${period}) * BLOCK + i] = ${read(value)};`] : [];
      })
      .join('\n');
  const aggregates = values.flatMap((value, k) => (value.op === 'aggregate' ? [{ value, k }] : []));
  const folds = aggregates.map(({ value, k }) => {
    const [x, fold] = [read(value.of), `fold${k}`];
    const more = { sum: `${fold} + ${x}`, mean: `${fold} + ${x}`, last: x, first: fold }[
      value.kind as 'sum'
    ];
    if (more === undefined) throw new Error(`cpp: ${value.kind} has no words in C++`);
    const when = value.window ? `if (t >= ${value.window[0]} && t < ${value.window[1]}) ` : '';
    return `${when}{ ${fold} = count${k} == 0 ? ${x} : ${more}; count${k}++; }`;
  });
  const reset = aggregates.flatMap(({ value, k }) => (value.window ? [] : [`count${k} = 0;`]));
  const names = Object.values(sections).flatMap((of) => of.map((k) => `v${k} = 0`));
  return `${HEAD}
${statics.join('\n')}
static const int COLUMNS = ${columns.length}, BLOCK = 4096, QUARTERS = ${quarters};
static void trial(double* out, int i) {
${draws.join('\n')}
double ${names.join(', ')};
${aggregates.map(({ k }) => `double fold${k} = 0; int count${k} = 0;`).join('\n')}
int t = 0, year = 0;
${section('once')}
${states.map(({ opening }, k) => `double before${k} = ${read(opening)};`).join('\n')}
static const int FROM[] = {${time.years.map(({ from }) => from).join(',')}};
static const int TO[] = {${time.years.map(({ to }) => to).join(',')}};
for (year = 0; year < ${time.years.length}; year++) {
${reset.join('\n')}
for (t = FROM[year]; t < TO[year]; t++) {
${section('quarter')}
${folds.join('\n')}
${recorded('quarter', 't')}
${states.map(({ next }, k) => `double next${k} = ${read(next)};`).join('\n')}
${states.map((_, k) => `before${k} = next${k};`).join('\n')}
}
t = TO[year] - 1;
${section('year')}
${recorded('year', 'year')}
}
t = QUARTERS - 1;
${section('end')}
${recorded('horizon', '0')}
}
${TAIL}`;
}

/** The draw of an input: a number, or one a quarter. */
function drawn(draw: Draw, quarterly: boolean, statics: string[]): string {
  const { input, mapping, table, loadings, residual, reads, copula } = draw;
  if (copula !== undefined) throw new Error('cpp: copulas have no words in C++');
  const x = `x${input}`;
  const at = quarterly ? `${x}[q]` : x;
  const terms = loadings.map(({ factor, weight }) => `${number(weight)} * x${factor}`);
  const score =
    loadings.length === 0
      ? 'normal_quantile(uniform())'
      : `${terms.join(' + ')} + ${number(residual)} * normal_quantile(uniform())`;
  const u = loadings.length === 0 ? 'uniform()' : `normal_cdf(${score})`;
  const one = (): string => {
    switch (mapping.kind) {
      case 'point':
        return number(mapping.value);
      case 'normal':
        return `${number(mapping.location)} + ${number(mapping.scale)} * (${score})`;
      case 'lognormal':
        return `std::exp(${number(mapping.location)} + ${number(mapping.scale)} * (${score}))`;
      case 'uniform':
        return `${number(mapping.location)} + ${number(mapping.scale)} * ${u}`;
      case 'truncated-normal':
        return `${number(mapping.location)} + ${number(mapping.scale)} * normal_quantile(${number(mapping.from)} + ${u} * ${number(mapping.width)})`;
      case 'steps':
        statics.push(`static const double p${input}[] = ${list(mapping.cumulative)};`);
        statics.push(`static const double w${input}[] = ${list(mapping.values)};`);
        return `step(p${input}, w${input}, ${mapping.values.length}, ${u})`;
      case 'table': {
        if (table === undefined) throw new Error('cpp: a table is missing');
        statics.push(`static const double c${input}[] = ${list(table.coefficients)};`);
        if (table.grid === 'uneven') {
          statics.push(`static const double s${input}[] = ${list(table.starts)};`);
          statics.push(`static const double i${input}[] = ${list(table.inverses)};`);
        }
        const g =
          table.grid === 'even'
            ? `even(c${input}, ${number(table.from)}, ${number(1 / table.step)}, ${table.intervals}, ${score})`
            : `uneven(c${input}, s${input}, i${input}, ${number(table.end)}, ${table.intervals}, ${score})`;
        const y = {
          logistic: `logistic(${g})`,
          exp: `std::exp(${g})`,
          sinh: `std::sinh(${g})`,
          identity: g,
        };
        return `${number(mapping.location)} + ${number(mapping.scale)} * ${y[mapping.link]}`;
      }
    }
  };
  const value = reads === 'nothing' && mapping.kind === 'point' ? number(mapping.value) : one();
  if (!quarterly) return `const double ${x} = ${value};`;
  return `double ${x}[QUARTERS]; for (int q = 0; q < QUARTERS; q++) ${at} = ${value};`;
}

const HEAD = `#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>
static uint64_t s[4] = {0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0x2545F4914F6CDD1D};
static inline double uniform() {
  const uint64_t r = s[0] + s[3], t = s[1] << 17;
  s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = (s[3] << 45) | (s[3] >> 19);
  return ((r >> 11) + 0.5) * 0x1.0p-53;
}
static inline double normal_cdf(double z) { return 0.5 * std::erfc(-z * 0.70710678118654752); }
/* Acklam's rational approximation with one step of Halley: about 1e-15. */
static inline double normal_quantile(double p) {
  static const double a[] = {-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716, 2.506628277459239};
  static const double b[] = {-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572};
  static const double c[] = {-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783};
  static const double d[] = {0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416};
  if (p > 0.02425 && p < 1 - 0.02425) {
    const double q = p - 0.5, r = q * q;
    return (((((a[0]*r+a[1])*r+a[2])*r+a[3])*r+a[4])*r+a[5])*q / (((((b[0]*r+b[1])*r+b[2])*r+b[3])*r+b[4])*r+1);
  }
  const bool low = p < 0.5;
  const double q = std::sqrt(-2 * std::log(low ? p : 1 - p));
  const double x = (((((c[0]*q+c[1])*q+c[2])*q+c[3])*q+c[4])*q+c[5]) / ((((d[0]*q+d[1])*q+d[2])*q+d[3])*q+1);
  return low ? x : -x;
}
static inline double logistic(double g) { return 1 / (1 + std::exp(-g)); }
static inline double quintic(const double* c, double x) {
  return c[0] + x * (c[1] + x * (c[2] + x * (c[3] + x * (c[4] + x * c[5]))));
}
static inline double even(const double* c, double from, double inverse, int n, double z) {
  const double x = std::min(std::max((z - from) * inverse, 0.0), (double)n);
  const int k = std::min((int)x, n - 1);
  return quintic(c + 6 * k, x - k);
}
static inline double uneven(const double* c, const double* starts, const double* inverses, double end, int n, double z) {
  const double at = std::min(std::max(z, starts[0]), end);
  const int k = std::max(0, (int)(std::upper_bound(starts, starts + n, at) - starts) - 1);
  return quintic(c + 6 * k, (at - starts[k]) * inverses[k]);
}
static inline double step(const double* p, const double* values, int n, double u) {
  for (int k = 0; k < n - 1; k++) if (p[k] > u) return values[k];
  return values[n - 1];
}`;

const TAIL = `int main(int argc, char** argv) {
  const long trials = argc > 1 ? std::atol(argv[1]) : 131072;
  std::vector<double> out((size_t)COLUMNS * BLOCK), sums(COLUMNS);
  const std::clock_t began = std::clock();
  for (long done = 0; done < trials; done += BLOCK) {
    const int n = (int)std::min((long)BLOCK, trials - done);
    for (int i = 0; i < n; i++) trial(out.data(), i);
    for (int k = 0; k < COLUMNS; k++) for (int i = 0; i < n; i++) sums[k] += out[(size_t)k * BLOCK + i];
  }
  const double us = 1e6 * (std::clock() - began) / CLOCKS_PER_SEC;
  std::printf("%.6f\\n", us / trials);
  for (int k = 0; k < COLUMNS; k++) std::printf("%.17g ", sums[k] / trials);
}
`;
