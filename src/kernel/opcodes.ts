// The machine's instruction set. Read by TypeScript and by AssemblyScript alike: numbers only.
//
// An instruction is eight 32-bit words: opcode, out, a, b, c, d, x, y. `out` and a ... d are
// operands: the address of a column, a multiple of 16, with the flags below in its low bits. x and
// y are plain numbers where an opcode says so.

/** Words of an instruction. */
export const INSTRUCTION_WORDS = 8;

/** The operand is one number for all trials, held eight times (64 bytes). */
export const SCALAR = 1;
/** The operand has one place a quarter: add quarter * stride. */
export const BY_QUARTER = 2;
/** The operand has one place a year: add year * stride. */
export const BY_YEAR = 4;

export const COPY = 0;
export const NEGATE = 1;
export const NOT = 2;
export const ABS = 3;
export const SQRT = 4;
export const FLOOR = 5;
export const EXP = 6;
export const LOG = 7;
export const SIN = 8;
export const COS = 9;
export const NORMAL_QUANTILE = 10;
export const NORMAL_CDF = 11;

export const ADD = 12;
export const SUBTRACT = 13;
export const MULTIPLY = 14;
export const DIVIDE = 15;
export const MIN = 16;
export const MAX = 17;
export const LESS = 18;
export const LESS_OR_EQUAL = 19;
export const EQUAL = 20;
export const NOT_EQUAL = 21;
export const AND = 22;
export const OR = 23;

/** b where a is not 0, else c. */
export const SELECT = 24;
/** c where a < b, else d; and so on for the other comparisons. */
export const SELECT_LESS = 25;
export const SELECT_LESS_OR_EQUAL = 26;
export const SELECT_EQUAL = 27;

/** Two roundings each, as if done apart. */
export const MULTIPLY_ADD = 28; // a * b + c
export const MULTIPLY_SUBTRACT = 29; // a * b - c
export const SUBTRACT_PRODUCT = 30; // c - a * b
export const MULTIPLY_MULTIPLY = 31; // a * b * c
export const ADD_ADD = 32; // a + b + c
export const MULTIPLY_DIVIDE = 33; // a * b / c
export const DIVIDE_MULTIPLY = 34; // a / b * c
export const ADD_MULTIPLY = 35; // (a + b) * c
export const SUBTRACT_MULTIPLY = 36; // (a - b) * c
/** min(max(a, b), c) */
export const CLAMP = 37;
/** 1 / (1 + exp(-a)) */
export const LOGISTIC = 38;
export const POWER = 39;
/** High part of log |a| to out, low part to b. */
export const LOG_PARTS = 40;
/** a ^ b, given the parts of the logarithm of a in c and d. */
export const POWER_FROM_LOG = 41;

/**
 * Uniforms to out; x: address of the direction numbers or 0 for counter-based; y: address of the
 * keys, 16 bytes a replicate.
 */
export const UNIFORM = 42;
/** Quintics over even intervals: table at x, read at a; y: number of intervals. */
export const QUINTIC = 43;
/** Table at x of y pairs (cumulative probability, value), read at a. */
export const STEPS = 44;

/** Running aggregates over quarters x up to before y; x = -1: over the quarters of the year. */
export const RUNNING_SUM = 45;
export const RUNNING_MIN = 46;
export const RUNNING_MAX = 47;
export const RUNNING_FIRST = 48;
export const RUNNING_LAST = 49;
/** a / number of quarters from x up to before y; x = -1: of the year. */
export const MEAN_OF_SUM = 50;
/** a to the result column out, with one bit pattern for every NaN. */
export const RECORD = 51;
/** Quintics over intervals of any width: table at x, read at a; y: number of intervals. */
export const UNEVEN_QUINTIC = 52;
/** Uniforms of a Latin hypercube to out; y: address of the records, 64 bytes a replicate. */
export const LATIN_UNIFORM = 53;
/**
 * Uniforms and their mirror images in turn to out; y: address of the keys, 16 bytes a replicate.
 */
export const ANTITHETIC_UNIFORM = 54;

/** Quantiles that are searched, at a: of a gamma of shape b, of a Poisson of mean b. */
export const GAMMA_QUANTILE = 55;
export const POISSON_QUANTILE = 56;
/** Of a beta of shapes b and c; of a binomial of b trials, each with probability c. */
export const BETA_QUANTILE = 57;
export const BINOMIAL_QUANTILE = 58;
/** Of a t distribution with b degrees of freedom; of a negative binomial of mean b and size c. */
export const STUDENT_QUANTILE = 59;
export const NEGATIVE_BINOMIAL_QUANTILE = 60;
/** Of an inverse Gaussian of mean 1 and shape b; of a skew normal of shape b. */
export const INVERSE_GAUSSIAN_QUANTILE = 61;
export const SKEW_NORMAL_QUANTILE = 62;
