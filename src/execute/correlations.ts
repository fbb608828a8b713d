/** Correlations of the inputs that depend on each other: asked for against achieved. */

import { inputColumns } from '../compile/lower.ts';
import {
  kendall,
  type Measure,
  measureOf,
  pearson,
  type ScoreCopula,
} from '../dependence/index.ts';
import { type Distribution, parseDistribution } from '../distributions/index.ts';
import type { WasmModule } from '../kernel/web-assembly.ts';
import { blockCount, type Plan, type PlannedCopula } from '../plan/plan.ts';
import { estimateFrom } from '../stats/interval.ts';
import { sortedOrder } from '../stats/order.ts';
import type { CorrelationSummary, Summary } from '../stats/summary.ts';
import { entry } from '../text/entry.ts';
import { blockStretches } from './layout.ts';
import { drawsOf, Simulator } from './simulate.ts';

/** Ranks of this many trials take a moment, and leave a correlation two to three digits. */
const MOST_TRIALS = 8192;

interface Pair {
  readonly inputs: readonly [string, string];
  readonly by: string;
  readonly copula: ScoreCopula;
  /** Correlation of the scores. */
  readonly score: number;
  readonly measure: Measure;
}

/**
 * Over the first trials of a run, at most 8,192, which are drawn again for this; of inputs that are
 * drawn every quarter, in the first quarter.
 *
 * @param module  the compiled kernel
 */
export function correlations(plan: Plan, module: WasmModule): Summary['correlations'] {
  const pairs = dependentPairs(plan);
  if (pairs.length === 0) return undefined;
  const only = new Set(pairs.flatMap(({ inputs }) => inputs));
  const { trials, samples } = drawnSamples(plan, module, only);
  return {
    trials,
    pairs: pairs.map((pair) => summarisePair(pair, samples)),
  };
}

/** Pairs whose scores are correlated by design, in the order of the program. */
function dependentPairs(plan: Plan): Pair[] {
  const { program, copulas = [] } = plan;
  // What is certain to have a value depends on nothing.
  const drawn = new Set(
    program.inputs.flatMap(({ id, used }, k) => {
      const [least, greatest] = parseDistribution(plan.inputs[k].distribution).support;
      return used && least < greatest ? [id] : [];
    }),
  );
  const loaded = program.inputs.filter(({ id, loadings }) => loadings.length > 0 && drawn.has(id));
  const factors = new Set(program.inputs.flatMap(({ loadings }) => loadings.map((l) => l.factor)));
  // Of copulas that correlate a factor with others: those move with all that loads on it.
  const reaching = copulas.filter(({ inputs }) => inputs.some((id) => factors.has(id)));
  const partners = program.inputs.filter(
    ({ id }) => drawn.has(id) && !factors.has(id) && reaching.some((c) => c.inputs.includes(id)),
  );
  const byFactor = loaded.flatMap((first, k) =>
    [...loaded.slice(k + 1), ...partners].flatMap((second): Pair[] => {
      const ends =
        second.loadings.length > 0 ? second.loadings : [{ factor: second.id, weight: 1 }];
      const shared = first.loadings.flatMap(({ factor, weight }) =>
        ends.flatMap((end) => {
          const { score, by } = scoreOfFactors(factor, end.factor, reaching);
          return score === 0 || !drawn.has(factor) || !drawn.has(end.factor)
            ? []
            : [{ by, product: weight * end.weight * score }];
        }),
      );
      if (shared.length === 0) return [];
      return [
        {
          inputs: [first.id, second.id],
          by: [...new Set(shared.map(({ by }) => by))].join(', '),
          copula: { family: 'gaussian' },
          score: shared.reduce((sum, { product }) => sum + product, 0),
          measure: 'rank',
        },
      ];
    }),
  );
  const byCopula = copulas.flatMap(({ id, df, inputs: members, scores, measure }) =>
    members.flatMap((first, i) =>
      members.slice(i + 1).flatMap((second, k): Pair[] => {
        if (!drawn.has(first) || !drawn.has(second)) return [];
        const copula: ScoreCopula = df === undefined ? { family: 'gaussian' } : { family: 't', df };
        return [{ inputs: [first, second], by: id, copula, score: scores[i][i + 1 + k], measure }];
      }),
    ),
  );
  return [...byCopula, ...byFactor];
}

/**
 * The correlation of two factors, or of a factor and an input beside it in a copula, and what it
 * comes from.
 */
function scoreOfFactors(
  first: string,
  second: string,
  copulas: readonly PlannedCopula[],
): { score: number; by: string } {
  if (first === second) return { score: 1, by: first };
  const both = copulas.find(({ inputs }) => inputs.includes(first) && inputs.includes(second));
  if (both === undefined) return { score: 0, by: '' };
  const score = both.scores[both.inputs.indexOf(first)][both.inputs.indexOf(second)];
  return { score, by: both.id };
}

/** The draws of an input, of all replicates together and of each, and their ranks. */
interface Sample {
  readonly distribution: Distribution;
  readonly pooled: Float64Array;
  readonly replicates: readonly Float64Array[];
  readonly pooledRanks: Float64Array;
  readonly replicateRanks: readonly Float64Array[];
}

type Samples = ReadonlyMap<string, Sample>;

function drawnSamples(
  plan: Plan,
  module: WasmModule,
  only: ReadonlySet<string>,
): { trials: number; samples: Samples } {
  const simulator = new Simulator(plan, module, { onlyInputs: only });
  const blocks = Math.min(blockCount(plan), Math.max(1, Math.floor(MOST_TRIALS / plan.blockSize)));
  // The machine records all inputs that are drawn, factors among them; of the quarterly ones the
  // first quarter is enough.
  const wanted = inputColumns(simulator.program, drawsOf(plan)).flatMap(({ input, quarter }, k) => {
    const { id } = plan.program.inputs[input];
    return quarter === 0 && only.has(id) ? [{ id, k }] : [];
  });
  const all = Array.from({ length: blocks }, (_, block) => blockStretches(plan, block)).flat();
  /** Where the trials of each replicate begin in a pooled column, and the end. */
  const firsts = [0];
  for (let r = 0; r < plan.replicates; r++) {
    const own = all.filter(({ replicate }) => replicate === r);
    firsts.push(firsts[r] + own.reduce((sum, { length }) => sum + length, 0));
  }
  const trials = firsts[plan.replicates];
  const pooled = wanted.map(() => new Float64Array(trials));
  const filled = firsts.slice();
  for (let block = 0; block < blocks; block++)
    for (const { replicate, position, length } of simulator.simulate(block)) {
      wanted.forEach(({ k }, column) => {
        const drawn = simulator.column(k).subarray(position, position + length);
        pooled[column].set(drawn, filled[replicate]);
      });
      filled[replicate] += length;
    }
  const samples = wanted.map(({ id }, column): [string, Sample] => {
    const parts = (of: Float64Array): Float64Array[] =>
      firsts.slice(1).map((end, r) => of.subarray(firsts[r], end));
    const found = ranksOf(pooled[column], firsts);
    return [
      id,
      {
        distribution: marginOf(plan, id),
        pooled: pooled[column],
        replicates: parts(pooled[column]),
        pooledRanks: scaled(found.pooled),
        replicateRanks: parts(found.own).map(scaled),
      },
    ];
  });
  return { trials, samples: new Map(samples) };
}

function marginOf(plan: Plan, id: string): Distribution {
  const number = plan.program.inputs.findIndex((input) => input.id === id);
  return parseDistribution(plan.inputs[number].distribution);
}

/**
 * Ranks from 1 on, each the mean of the places that equal values take, of a column among all its
 * values and among those of its replicate. The order of the column is that of each replicate, too:
 * one sort does for all.
 *
 * @param column  replicate after replicate, without NaN
 * @param firsts  where each replicate begins, and the end
 */
export function ranksOf(
  column: Float64Array,
  firsts: readonly number[],
): { readonly pooled: Float64Array; readonly own: Float64Array } {
  const order = sortedOrder(column);
  const n = column.length;
  const replicates = firsts.length - 1;
  const replicateOf = new Uint32Array(n);
  for (let r = 0; r < replicates; r++) replicateOf.fill(r, firsts[r], firsts[r + 1]);
  const [pooled, own] = [new Float64Array(n), new Float64Array(n)];
  const below = new Uint32Array(replicates);
  const upTo = new Uint32Array(replicates);
  for (let from = 0, to = 0; from < n; from = to) {
    while (to < n && column[order[to]] === column[order[from]]) upTo[replicateOf[order[to++]]]++;
    for (let k = from; k < to; k++) {
      const r = replicateOf[order[k]];
      pooled[order[k]] = (from + to + 1) / 2;
      own[order[k]] = (below[r] + upTo[r] + 1) / 2;
    }
    for (let k = from; k < to; k++) below[replicateOf[order[k]]] = upTo[replicateOf[order[k]]];
  }
  return { pooled, own };
}

/** Ranks less their mean, scaled so that their squares add to 1; NaN where all are tied. */
function scaled(ranks: Float64Array): Float64Array {
  const centred = ranks.map((rank) => rank - (ranks.length + 1) / 2);
  const size = Math.sqrt(product(centred, centred));
  return centred.map((rank) => rank / size);
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function summarisePair(pair: Pair, samples: Samples): CorrelationSummary {
  const [first, second] = pair.inputs.map((id) => entry(samples, id));
  const [one, two] = [first.distribution, second.distribution];
  const asked = (measure: Measure): number =>
    measureOf(pair.copula, measure, pair.score, [one, two]);
  const achieved = (
    of: (a: Float64Array, b: Float64Array) => number,
    pooled: readonly [Float64Array, Float64Array],
    replicates: readonly [readonly Float64Array[], readonly Float64Array[]],
  ) => {
    // Of replicates with three trials or more: two always agree or disagree in full.
    const parts = replicates[0].flatMap((column, r) =>
      column.length > 2 ? [of(column, replicates[1][r])] : [],
    );
    return estimateFrom(of(...pooled), parts.filter(Number.isFinite));
  };
  const other = pair.measure === 'kendall' ? kendall : pearson;
  return {
    inputs: pair.inputs,
    by: pair.by,
    rank: {
      asked: asked('rank'),
      // Spearman's correlation is Pearson's of the ranks, here of ranks that are centred and scaled
      // already.
      achieved: achieved(
        product,
        [first.pooledRanks, second.pooledRanks],
        [first.replicateRanks, second.replicateRanks],
      ),
    },
    ...(pair.measure === 'rank'
      ? {}
      : {
          [pair.measure]: {
            asked: asked(pair.measure),
            achieved: achieved(
              other,
              [first.pooled, second.pooled],
              [first.replicates, second.replicates],
            ),
          },
        }),
  };
}
