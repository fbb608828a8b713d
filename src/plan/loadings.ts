/** What to change where a correlation is asked for of inputs that load on factors. */

import type { Program, ProgramCopula, ProgramInput } from '../compile/program.ts';
import { DependenceError, type Measure, measureOf, scoreCorrelation } from '../dependence/index.ts';
import { type Distribution, normal } from '../distributions/index.ts';
import { present } from '../text/entry.ts';

const GAUSSIAN = { family: 'gaussian' } as const;
const SCORE = normal({ mean: 0, sd: 1 });
const WORDS = {
  rank: 'rank correlation',
  kendall: "Kendall's tau",
  pearson: 'Pearson correlation',
};

/** A member of a copula that is asked for, with its weights on factors: of a factor 1 on itself. */
interface Member {
  readonly id: string;
  readonly isFactor: boolean;
  readonly weights: ReadonlyMap<string, number>;
  readonly distribution: Distribution;
}

/**
 * Why a copula cannot have members that load on factors, and for every pair what would do: a
 * loading with another value, or a correlation of the factor.
 *
 * @param distributionOf  the distribution of an input that its correlations are solved for
 */
export function loadingFaults(
  program: Program,
  copula: ProgramCopula,
  distributionOf: (id: string) => Distribution,
): string[] {
  const size = copula.inputs.length;
  // A matrix of another shape is refused where it is solved.
  if (copula.target.length !== size || copula.target.some((row) => row.length !== size)) return [];
  const members = copula.inputs.map((id): Member => {
    const { about, loadings } = present(
      program.inputs.find((input) => input.id === id),
      `the input ${id}`,
    );
    const isFactor = about.role === 'factor';
    return {
      id,
      isFactor,
      weights: new Map(
        isFactor ? [[id, 1]] : loadings.map(({ factor, weight }) => [factor, weight]),
      ),
      distribution: distributionOf(id),
    };
  });
  const loads = ({ isFactor, weights }: Member) => !isFactor && weights.size > 0;
  return members.flatMap((second, i) =>
    members.slice(0, i).flatMap((first, j) => {
      if (!loads(first) && !loads(second)) return [];
      return [pairFault(first, second, copula.measure, copula.target[j][i])];
    }),
  );
}

/**
 * That factors of a copula stay what loads on them takes them to be: independent of each other, and
 * normal together with all else.
 */
export function factorFaults(program: Program, { inputs, df }: ProgramCopula): string[] {
  const isFactor = ({ id, about }: ProgramInput) => about.role === 'factor' && inputs.includes(id);
  const factors = program.inputs.filter(isFactor).map(({ id }) => id);
  const tails = df === undefined ? [] : factors.slice(0, 1);
  return [
    ...tails.map(
      (id) =>
        `${id} is a factor, on which inputs load; under a t copula it cannot be, leave out df`,
    ),
    ...program.inputs.flatMap(({ id, loadings }) => {
      const on = loadings.filter(({ factor }) => factors.includes(factor));
      return on.length < 2
        ? []
        : [
            `${id} loads on ${on.map(({ factor }) => factor).join(' and ')}, which are independent for it; wanted at most one of them`,
          ];
    }),
  ];
}

function pairFault(first: Member, second: Member, measure: Measure, target: number): string {
  const [loaded, other] =
    first.isFactor || first.weights.size === 0 ? [second, first] : [first, second];
  const on = [...loaded.weights].map(([factor, weight]) => `${weight} on ${factor}`).join(' and ');
  const begin = `${loaded.id} loads ${on}; an input has one reason to move with others`;
  const pair = [first.distribution, second.distribution] as const;
  const present = sumOf(first, second);
  const now = shown(measureOf(GAUSSIAN, measure, withinOne(present), pair));
  const asked = `a ${WORDS[measure]} of ${target} with ${other.id} instead of ${now}`;
  try {
    const score = scoreCorrelation(GAUSSIAN, measure, target, pair);
    const ways = [...newLoadings(first, second, score), ...factorCorrelation(loaded, other, score)];
    if (ways.length === 0) ways.push(...bothLoadings(first, second, score));
    const advice =
      ways.length > 0
        ? `${asked} takes ${ways.join(', or ')}`
        : `no loadings on what they share give ${asked}`;
    return `${begin}: ${advice}`;
  } catch (error) {
    if (!(error instanceof DependenceError)) throw error;
    return `${begin}. ${error.message}`;
  }
}

/** The correlation of the scores of two members by the factors they share. */
function sumOf(first: Member, second: Member): number {
  return [...first.weights].reduce(
    (sum, [factor, weight]) => sum + weight * (second.weights.get(factor) ?? 0),
    0,
  );
}

function withinOne(score: number): number {
  return Math.min(1, Math.max(-1, score));
}

/**
 * Loadings that, one changed or added and all else as it is, give two members a correlation of
 * scores.
 */
function newLoadings(first: Member, second: Member, score: number): string[] {
  return [
    [first, second],
    [second, first],
  ].flatMap(([changed, kept]) => {
    if (changed.isFactor) return [];
    const ways = [...kept.weights].flatMap(([factor, weight]) => {
      const before = changed.weights.get(factor);
      const wanted = (score - sumOf(changed, kept) + (before ?? 0) * weight) / weight;
      const rest = [...changed.weights].reduce(
        (sum, [name, w]) => sum + (name === factor ? 0 : w * w),
        0,
      );
      if (!(wanted * wanted + rest < 1)) return [];
      const from = before === undefined ? '' : `, now ${before}`;
      return [
        {
          wanted,
          before,
          text: `a loading of ${changed.id} on ${factor} of ${shown(wanted)}${from}`,
        },
      ];
    });
    // The one that changes least.
    const moves = ways.toSorted(
      (a, b) => Math.abs(a.wanted - (a.before ?? 0)) - Math.abs(b.wanted - (b.before ?? 0)),
    );
    return moves.slice(0, 1).map(({ text }) => text);
  });
}

/** Loadings of both members on a factor that they share, in the proportion of those they have. */
function bothLoadings(first: Member, second: Member, score: number): string[] {
  return [...first.weights].flatMap(([factor, weight]) => {
    const other = second.weights.get(factor);
    if (other === undefined || first.isFactor || second.isFactor) return [];
    const growth = (score - sumOf(first, second)) / (weight * other) + 1;
    const scale = Math.sqrt(growth);
    const square = ({ weights }: Member, own: number) =>
      [...weights.values()].reduce((sum, w) => sum + w * w, 0) + own * own * (growth - 1);
    if (!(growth > 0) || square(first, weight) >= 1 || square(second, other) >= 1) return [];
    return [
      `loadings on ${factor} of ${shown(weight * scale)} of ${first.id} and ${shown(other * scale)} of ${second.id}, now ${weight} and ${other}`,
    ];
  });
}

/**
 * The rank correlation of a factor with the other member, or with a factor of it, that gives a
 * correlation of scores.
 */
function factorCorrelation(loaded: Member, other: Member, score: number): string[] {
  const ends = other.weights.size === 0 ? [[other.id, 1] as const] : [...other.weights];
  if (ends.some(([factor]) => loaded.weights.has(factor))) return [];
  const ways = [...loaded.weights].flatMap(([factor, weight]) =>
    ends.map(([end, share]) => ({ factor, end, rho: score / (weight * share) })),
  );
  const [best] = ways.toSorted((a, b) => Math.abs(a.rho) - Math.abs(b.rho));
  if (best === undefined || !(Math.abs(best.rho) <= 1)) return [];
  const partner = other.weights.size === 0 ? other.distribution : SCORE;
  const rank = shown(measureOf(GAUSSIAN, 'rank', best.rho, [SCORE, partner]));
  return [`{ inputs: [${best.factor}, ${best.end}], rank: ${rank} }`];
}

function shown(value: number): string {
  return `${Number(value.toPrecision(4))}`;
}
