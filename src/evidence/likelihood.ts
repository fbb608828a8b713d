/** How likely a report is, for each value that the quantity may have. */

import { type Distribution, DistributionError, parseDistribution } from '../distributions/index.ts';
import { log, log1p } from '../math/functions.ts';
import { number } from '../tables/cell.ts';
import { didYouMean } from '../text/nearest.ts';

export interface Likelihood {
  /** Canonical text; `parseLikelihood(text)` gives an equal one. */
  readonly text: string;
  /**
   * Logarithm of the likelihood of a value, up to a constant; minus infinity where the report could
   * not have been made.
   */
  log(x: number): number;
  /** The values that it names as the only possible ones: those of `exactly` and `states`. */
  readonly values?: readonly number[];
}

/** A likelihood that cannot be read. */
export class LikelihoodError extends RangeError {
  override readonly name = 'LikelihoodError';
}

interface Form {
  readonly parameters: readonly string[];
  /** What is wrong with the numbers, if anything. */
  fault?(numbers: readonly number[]): string | undefined;
  of(numbers: readonly number[]): (x: number) => number;
}

const NEVER = Number.NEGATIVE_INFINITY;
const half = (x: number): number => -(x * x) / 2;
const spread =
  (at: number, name: string) =>
  (numbers: readonly number[]): string | undefined =>
    numbers[at] > 0 ? undefined : `${name} is ${numbers[at]}; wanted above 0`;

const FORMS: Readonly<Record<string, Form>> = {
  /** A measurement with a normal error. */
  normal: {
    parameters: ['value', 'sd'],
    fault: spread(1, 'sd'),
    of:
      ([value, sd]) =>
      (x) =>
        half((x - value) / sd),
  },
  /** A measurement off by a factor; sd is that of the logarithm. */
  lognormal: {
    parameters: ['value', 'sd'],
    fault: ([value, sd]) =>
      value > 0 ? spread(1, 'sd')([value, sd]) : `value is ${value}; wanted above 0`,
    of:
      ([value, sd]) =>
      (x) =>
        x > 0 ? half((log(x) - log(value)) / sd) : NEVER,
  },
  /** A measurement that is sometimes far off. */
  student: {
    parameters: ['value', 'scale', 'df'],
    fault: (numbers) => spread(1, 'scale')(numbers) ?? spread(2, 'df')(numbers),
    of:
      ([value, scale, df]) =>
      (x) => {
        const d = (x - value) / scale;
        return (-(df + 1) / 2) * log1p((d * d) / df);
      },
  },
  /**
   * Not above a value, or hardly: it falls off on the far side as a normal density with this sd.
   */
  below: {
    parameters: ['value', 'sd'],
    fault: spread(1, 'sd'),
    of:
      ([value, sd]) =>
      (x) =>
        x <= value ? 0 : half((x - value) / sd),
  },
  above: {
    parameters: ['value', 'sd'],
    fault: spread(1, 'sd'),
    of:
      ([value, sd]) =>
      (x) =>
        x >= value ? 0 : half((x - value) / sd),
  },
  /** Certainly within, both ends included. */
  between: {
    parameters: ['low', 'high'],
    fault: ([low, high]) =>
      low <= high ? undefined : `low is ${low}, above high, which is ${high}`,
    of:
      ([low, high]) =>
      (x) =>
        x >= low && x <= high ? 0 : NEVER,
  },
  /** Exactly this: for codes and counts. */
  exactly: {
    parameters: ['value'],
    of:
      ([value]) =>
      (x) =>
        x === value ? 0 : NEVER,
  },
  /** So many of so many trials succeeded; the quantity is the probability of success. */
  counts: {
    parameters: ['successes', 'trials'],
    fault: ([successes, trials]) =>
      Number.isInteger(successes) &&
      Number.isInteger(trials) &&
      successes >= 0 &&
      successes <= trials
        ? undefined
        : `${successes} successes of ${trials} trials; wanted whole numbers, the first from 0 to the second`,
    of:
      ([successes, trials]) =>
      (x) => {
        if (!(x >= 0 && x <= 1)) return NEVER;
        const won = successes === 0 ? 0 : successes * log(x);
        const lost = trials === successes ? 0 : (trials - successes) * log1p(-x);
        return won + lost;
      },
  },
};

/** Other names by which a form is known. */
const ALIASES: Readonly<Record<string, string>> = {
  upper: 'below',
  lower: 'above',
  interval: 'between',
  studentt: 'student',
  t: 'student',
  equals: 'exactly',
  regime: 'exactly',
};

const CALL = /^\s*([a-z]\w*)\s*\(([^()]*)\)\s*$/i;

/**
 * Reads a likelihood: `normal(0, 8)` or `normal(value=0, sd=8)`, `lognormal(20, 0.55)`,
 * `student(0, 8, 4)`, `below(33, 10)`, `above(...)`, `between(20, 30)`, `states(0: 0.35, 1: 0.5)`,
 * `exactly(2)`, `counts(7, 10)`, or the text of any distribution with its own parameters by name,
 * `beta(mean=0.3, n=20)`, whose density it then is.
 *
 * @throws LikelihoodError that says what was found and what is wanted
 */
export function parseLikelihood(text: string): Likelihood {
  const call = CALL.exec(text);
  const name = call?.[1].toLowerCase() ?? '';
  const args = (call?.[2] ?? '').split(',').map((arg) => arg.trim());
  if (name === 'states') return states(args, text);
  const formName = ALIASES[name] ?? name;
  const form = Object.hasOwn(FORMS, formName) ? FORMS[formName] : undefined;
  if (form !== undefined && speaksOf(form, args)) return ofForm(formName, form, args, text);
  return ofDistribution(text, name);
}

/** Whether arguments are those of a form: in order, or under its own names. */
function speaksOf({ parameters }: Form, args: readonly string[]): boolean {
  return args.every((arg) => !arg.includes('=') || parameters.includes(arg.split('=')[0].trim()));
}

function ofForm(name: string, form: Form, args: readonly string[], text: string): Likelihood {
  const { parameters } = form;
  const wanted = `${name}(${parameters.join(', ')})`;
  const numbers = parameters.map(() => Number.NaN);
  args.forEach((arg, k) => {
    const [key, value] = arg.includes('=') ? arg.split('=') : [parameters[k], arg];
    const at = parameters.indexOf(key?.trim() ?? '');
    if (at >= 0 && value.trim() !== '') numbers[at] = number(value);
  });
  if (args.length !== parameters.length || numbers.some((one) => !Number.isFinite(one)))
    throw new LikelihoodError(`found ${text.trim()}; wanted ${wanted} with decimal numbers`);
  const fault = form.fault?.(numbers);
  if (fault !== undefined) throw new LikelihoodError(`${text.trim()}: ${fault}`);
  return {
    text: `${name}(${parameters.map((parameter, k) => `${parameter}=${numbers[k]}`).join(', ')})`,
    log: form.of(numbers),
    ...(name === 'exactly' ? { values: numbers } : {}),
  };
}

/** Probability of the report under each of a few values. */
function states(args: readonly string[], text: string): Likelihood {
  const pairs = args.map((arg) => /^(-?[\d.]+)\s*:\s*([\d.eE+-]+)$/.exec(arg));
  const read = pairs.map((pair) => [Number(pair?.[1]), Number(pair?.[2])] as const);
  if (read.some(([value, p]) => !Number.isFinite(value) || !(p >= 0)))
    throw new LikelihoodError(
      `found ${text.trim()}; wanted states(VALUE: PROBABILITY, ...), such as states(0: 0.35, 1: 0.5)`,
    );
  const logs = new Map(read.map(([value, p]) => [value, p > 0 ? log(p) : NEVER]));
  if (logs.size < read.length) throw new LikelihoodError(`${text.trim()}: a value stands twice`);
  if ([...logs.values()].every((value) => value === NEVER))
    throw new LikelihoodError(`${text.trim()}: no value has a probability above 0`);
  return {
    text: `states(${read.map(([value, p]) => `${value}: ${p}`).join(', ')})`,
    log: (x) => logs.get(x) ?? NEVER,
    values: [...logs.keys()],
  };
}

function ofDistribution(text: string, name: string): Likelihood {
  let distribution: Distribution;
  try {
    distribution = parseDistribution(text);
  } catch (error) {
    if (!(error instanceof DistributionError)) throw error;
    const near = didYouMean(name, [...Object.keys(FORMS), ...Object.keys(ALIASES), 'states']);
    const known = `${Object.keys(FORMS).join(', ')}, states, or a distribution`;
    throw new LikelihoodError(
      `found ${text.trim()}${near || `; wanted ${known}`}: ${error.message}`,
    );
  }
  return {
    text: distribution.text,
    log: (x) => {
      const density = distribution.density(x);
      return density > 0 ? log(density) : NEVER;
    },
  };
}
