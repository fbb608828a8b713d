/** What commands have in common: how one is begun, options that several take, and groups of them. */

import {
  type Command,
  InvalidArgumentError,
  Option,
  type OptionValues,
} from '@commander-js/extra-typings';
import { DESIGNS, LANGUAGES, UPDATES } from '../forecast/choices.ts';
import { UsageError } from '../forecast/usage-error.ts';
import { didYouMean } from '../text/nearest.ts';
import { ValueCommand } from './value-command.ts';

/** A command as `program` lists it; its arguments, options and action follow in a chain. */
export function command(name: string, description: string): Command {
  return new ValueCommand(name).description(description);
}

/**
 * An option as help and reference explain it: what it is, its choices, and its default, which the
 * description says where it is no constant.
 */
export function explained({ description, argChoices, defaultValue }: AnyOption): string {
  const extra = [
    ...(argChoices === undefined ? [] : [`one of ${argChoices.join(', ')}`]),
    ...(['string', 'number'].includes(typeof defaultValue) ? [`default: ${defaultValue}`] : []),
  ];
  const [, text, own] = /^(.*?)(?: \(default: (.*)\))?$/s.exec(description) ?? [];
  const all = own === undefined ? extra : [...extra, `default: ${own}`];
  return all.length === 0 ? text : `${text} (${all.join('; ')})`;
}

interface AnyOption {
  readonly description: string;
  readonly argChoices?: readonly string[] | undefined;
  readonly defaultValue?: unknown;
}

/** How the argument of a run is explained. */
export const RUN = 'run folder, its name or part of it, or latest';

/** What of a model an analysis is of. */
export const OUTCOMES =
  "ids with or without period, events as in 'balance.domesticUsd[2028] >= 1', or all (default: headlines)";

/** Values of an option that can be repeated; its default is `[]`. */
export const list = (value: string, earlier: readonly string[]): string[] => [...earlier, value];

/** A whole number in these bounds; `1_000` is one. */
export function whole(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text.replaceAll('_', ''));
    if (!Number.isInteger(value) || value < least || value > most || text.trim() === '') {
      throw new InvalidArgumentError(`Wanted a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

/**
 * An empty text, as of a variable of the shell that is not set, would mean the folder where the
 * user is.
 */
function named(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty; wanted a path.');
  return text;
}

/** An address in a variable keeps its password out of the list of processes. */
export function redisNamed(text: string): string {
  const address = text === 'redis' ? process.env['CHIPCAST_REDIS'] : text;
  if (address === undefined)
    throw new UsageError(
      'CHIPCAST_REDIS is not set; it names the address of Redis, such as redis://host:6379',
    );
  if (/^rediss?:\/\//.test(address)) return address;
  throw new InvalidArgumentError('Wanted an address such as redis://host:6379.');
}

function executorNamed(text: string): string {
  if (text === 'threads' || text === 'inline') return text;
  if (/^rediss?(?::|$)/.test(text)) return redisNamed(text);
  throw new InvalidArgumentError(
    `Wanted threads, inline, redis or an address such as redis://host:6379${didYouMean(text, ['threads', 'inline', 'redis'])}.`,
  );
}

/** The model that is asked. */
export const modelOption = new Option(
  '--model <name|file.ts>',
  'shipped model or model file (default: china-ai-chips)',
);
/** The model that a run is held against. */
export const sameModelOption = new Option(
  '--model <name|file.ts>',
  'a model that the run should be of; refused if it is another',
);
/** The model whose file of truths is read. */
export const truthModelOption = new Option(
  '--model <name|file.ts>',
  'the model of the run, for its file of truths (default: a shipped model of that name)',
);
export const naOption = new Option(
  '--na <words>',
  'words for a missing value in tables, by commas, instead of NA, NaN, null and their like',
);
/** Where runs are kept and looked for. */
export const DEFAULT_OUT = 'runs/out';
export const outOption = new Option('--out <dir>', 'where run folders are kept')
  .default(DEFAULT_OUT)
  .argParser(named);
/** What a spec names is read below its own folder: it may be somebody else's. */
export const allowReadOption = new Option(
  '--allow-read <dir>',
  'a folder from which a spec may have columns and evidence read, beside its own; repeatable',
)
  .argParser(list)
  .default([] as string[]);
export const langOption = new Option(
  '--lang <language>',
  'language of report.html (default: that of the run, else en)',
).choices(LANGUAGES);
export const pageLangOption = new Option(
  '--lang <language>',
  'language of the result, on screen and in its file (default: en)',
).choices(LANGUAGES);
export const jsonOption = new Option('--json', 'print one JSON document and nothing else');

/** Options of whatever computes blocks. */
export const computingOptions = <A extends unknown[], O extends OptionValues>(to: Command<A, O>) =>
  to
    .option('--threads <n>', 'threads to compute with (default: all cores)', whole(1, 256))
    .addOption(
      new Option(
        '--executor <where>',
        'who computes: threads, inline, a fleet at redis://host, or redis: the one that CHIPCAST_REDIS names',
      )
        .default('threads')
        .argParser(executorNamed),
    )
    .addOption(outOption)
    .addOption(jsonOption);

/** Options that change what a model assumes. */
export const assumingOptions = <A extends unknown[], O extends OptionValues>(to: Command<A, O>) =>
  to
    .option(
      '--set <id=value>',
      'replace an input by a number or a distribution; repeatable',
      list,
      [],
    )
    .option('--preset <name>', 'lay a preset over the inputs; repeatable', list, [])
    .addOption(allowReadOption)
    .option(
      '--correlate <copula>',
      "make inputs move together, as in '{ inputs: [a, b], rank: 0.5 }'; repeatable",
      list,
      [],
    );

/** Options of a question: how it is drawn, what it assumes, what was observed. */
export const questionOptions = <A extends unknown[], O extends OptionValues>(to: Command<A, O>) =>
  observingOptions(
    assumingOptions(
      to
        .option('--seed <text>', 'seed of every draw (default: 1)')
        .option('--trials <n>', 'number of trials (default: 131072)', whole(1, 1e9))
        .option(
          '--replicates <n>',
          'independent replicates for standard errors (default: 16)',
          whole(1, 1024),
        )
        .addOption(
          new Option('--design <design>', 'how the unit cube is sampled (default: sobol)').choices(
            DESIGNS,
          ),
        ),
    ),
  );

/** Options that weigh trials by what was observed. */
const observingOptions = <A extends unknown[], O extends OptionValues>(to: Command<A, O>) =>
  to
    .option(
      '--as-of <day>',
      'weigh trials by what the model knows to have been observed up to that day, as in 2026-11-29; a month is its last day',
    )
    .option(
      '--evidence <file>',
      'weigh trials by the observations of a YAML file; repeatable',
      list,
      [],
    )
    .option(
      '--given <condition>',
      "count only trials in which it holds, as in 'h200.units[2026] < 50'; repeatable",
      list,
      [],
    )
    .option('--min-ess <n>', 'add trials until the weights are worth so many', whole(1, 1e9))
    .addOption(
      new Option(
        '--update <how>',
        'weights on the trials, or trials moved to where the evidence is (default: weights)',
      ).choices(UPDATES),
    );

/** Options of what leaves a finished run. */
export const finishingOptions = <A extends unknown[], O extends OptionValues>(to: Command<A, O>) =>
  computingOptions(to)
    .option('--draws', 'write draws.parquet whatever its size')
    .option('--no-draws', 'write no draws.parquet')
    .option('--quiet', 'print the folder only');
