/**
 * The command line as declarations: what can be said. What is done stands in a file a command and
 * is loaded only when asked for.
 */

import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { EXCHANGE_DESIGNS } from '../plan/exchange.ts';
import { UPDATES } from '../plan/updates.ts';
import { DESIGNS } from '../random/designs.ts';
import { STATISTICS } from '../revision/compare.ts';
import { DEFAULT_LEDGER } from '../score/default-ledger.ts';
import { VERSION } from '../version.ts';
import { ValueCommand } from './value-command.ts';

export const program = new ValueCommand('chipcast')
  .description('Monte Carlo forecasts from models written as equations, reproducible to the bit.')
  .version(VERSION)
  .exitOverride()
  .showSuggestionAfterError()
  .configureHelp({ sortSubcommands: false })
  .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 usage or bad input.');

/** What of a model an analysis is of. */
const OUTCOMES =
  "ids with or without period, events as in 'balance.domesticUsd[2028] >= 1', or all (default: headlines)";

const list = (value: string, earlier: readonly string[]): string[] => [...earlier, value];

function whole(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text.replaceAll('_', ''));
    if (!Number.isInteger(value) || value < least || value > most || text.trim() === '') {
      throw new InvalidArgumentError(`Wanted a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

const modelOption = () =>
  new Option('--model <name|file.ts>', 'shipped model or model file (default: china-ai-chips)');
const naOption = () =>
  new Option(
    '--na <words>',
    'words for a missing value in tables, by commas, instead of NA, NaN, null and their like',
  );
const sameModelOption = () =>
  new Option(
    '--model <name|file.ts>',
    'a model that the run should be of; refused if it is another',
  );
const truthModelOption = () =>
  new Option(
    '--model <name|file.ts>',
    'the model of the run, for its file of truths (default: a shipped model of that name)',
  );
/**
 * An empty text, as of a variable of the shell that is not set, would mean the folder where the
 * user is.
 */
const named = (text: string): string => {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty; wanted a path.');
  return text;
};

const outOption = () =>
  new Option('--out <dir>', 'where run folders are kept').default('runs/out').argParser(named);

/** Options of whatever computes blocks. */
const computing = (command: Command): Command =>
  command
    .option('--threads <n>', 'threads to compute with (default: all cores)', whole(1, 256))
    .addOption(
      new Option('--executor <where>', 'who computes')
        .choices(['threads', 'inline'])
        .default('threads'),
    )
    .addOption(outOption())
    .option('--json', 'print one JSON document and nothing else');

/** Options that change what a model assumes. */
const assuming = (command: Command): Command =>
  command
    .option(
      '--set <id=value>',
      'replace an input by a number or a distribution; repeatable',
      list,
      [],
    )
    .option('--preset <name>', 'lay a preset over the inputs; repeatable', list, [])
    .option(
      '--allow-read <dir>',
      'a folder from which distributions of a spec may read, beside that of the spec; repeatable',
      list,
      [],
    )
    .option(
      '--correlate <copula>',
      "make inputs move together, as in '{ inputs: [a, b], rank: 0.5 }'; repeatable",
      list,
      [],
    );

/** Options that weigh worlds by what was observed. */
const observing = (command: Command): Command =>
  command
    .option(
      '--as-of <month>',
      'weigh worlds by what the model knows to have been observed up to then, as in 2026-11',
    )
    .option(
      '--evidence <file>',
      'weigh worlds by the observations of a YAML file; repeatable',
      list,
      [],
    )
    .option(
      '--given <condition>',
      "count only worlds in which it holds, as in 'h200.units[2026] < 50'; repeatable",
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
const finishing = (command: Command): Command =>
  computing(command)
    .option('--draws', 'write draws.parquet whatever its size')
    .option('--no-draws', 'write no draws.parquet')
    .option('--quiet', 'print the folder only');

finishing(
  observing(
    assuming(
      program
        .command('run')
        .description('run a forecast: with no SPEC, the baseline of the China AI-chip model')
        .argument('[spec]', 'run spec, a YAML file')
        .addOption(modelOption())
        .option('--seed <text>', 'seed of every draw')
        .option('--trials <n>', 'number of trials', whole(1, 1e9))
        .option('--replicates <n>', 'independent replicates for standard errors', whole(1, 1024))
        .addOption(
          new Option('--design <design>', 'how the unit cube is sampled').choices(DESIGNS),
        ),
    ),
  ).addOption(
    new Option('--chunk <n>', 'trials the machine works on at a time; changes speed only')
      .argParser(whole(1, 4096))
      .hideHelp(),
  ),
).action(async (spec: string | undefined, options) =>
  (await import('./run.ts')).runCommand(spec, options),
);

finishing(
  program
    .command('resume')
    .description('finish a run that was stopped')
    .argument('<run>', 'run folder, its name or part of it, or latest')
    .addOption(sameModelOption()),
).action(async (run: string, options) => (await import('./resume.ts')).resumeCommand(run, options));

computing(
  program
    .command('batch')
    .description('a matrix of scenarios, one run folder each, and how they compare')
    .argument('<spec>', 'batch spec, a YAML file: a run spec and a matrix')
    .option('--keep-going', 'go on after a cell that failed'),
)
  .option('--quiet', 'print the folders only')
  .action(async (spec: string, options) =>
    (await import('./batch.ts')).batchCommand(spec, options),
  );

computing(
  program
    .command('verify')
    .description('compute a run again and compare every digest, or check the ledger of forecasts')
    .argument('[run]', 'run folder, its name or part of it, or latest')
    .addOption(sameModelOption())
    .option(
      '--ledger [file]',
      `check the ledger and the runs that were committed (default: ${DEFAULT_LEDGER})`,
    )
    .option('--head <hash>', 'with --ledger: a hash that was published, which must be in it'),
).action(async (run: string | undefined, options) =>
  (await import('./verify.ts')).verifyAsked(run, options),
);

computing(
  program
    .command('compare')
    .description('differences of runs from the first, with the error of the difference')
    .argument('<runs...>', 'two runs or more: folders, names or parts of them, or latest')
    .option('--outcomes <ids...>', OUTCOMES),
).action(async (runs: readonly string[], options) =>
  (await import('./compare.ts')).compareCommand(runs, options),
);

computing(
  program
    .command('revise')
    .description('why a forecast changed between two runs, edit by edit')
    .argument('<old>', 'run folder, its name or part of it, or latest')
    .argument('<new>', 'the run that came after it')
    .option('--outcomes <ids...>', OUTCOMES)
    .addOption(
      new Option('--statistic <name>', 'of amounts; of events it is the probability')
        .choices(STATISTICS)
        .default('p50'),
    ),
).action(async (old: string, now: string, options) =>
  (await import('./revise.ts')).reviseCommand(old, now, options),
);

program
  .command('commit')
  .description('commit to a forecast: its hashes go into an append-only ledger')
  .argument('<run>', 'run folder, its name or part of it, or latest')
  .addOption(new Option('--ledger <file>', 'the ledger').default(DEFAULT_LEDGER))
  .option('--note <text>', 'what is committed to, and why')
  .addOption(outOption())
  .option('--json', 'print one JSON document and nothing else')
  .action(async (run: string, options) =>
    (await import('./commit.ts')).commitCommand(run, options),
  );

program
  .command('ledger')
  .description('mend the ledger of forecasts that somebody committed to')
  .addArgument(
    new Argument(
      '<action>',
      'repair: explain what is wrong with the ledger in a line of its own; no other line is changed',
    ).choices(['repair']),
  )
  .argument('[file]', 'the ledger', DEFAULT_LEDGER)
  .option('--json', 'print one JSON document and nothing else')
  .action(async (_action: string, file: string, options) =>
    (await import('./commit.ts')).repairCommand(file, options),
  );

computing(
  program
    .command('score')
    .description('score forecasts against what became known: runs, or files of a hub')
    .argument('[runs...]', 'runs: folders, names or parts of them, or latest')
    .addOption(truthModelOption())
    .option(
      '--truth <file>',
      'what became known: YAML or CSV; for a hub its oracle output or time series (default: the file of the model; in the folder of --hub, its oracle output)',
    )
    .option(
      '--as-of <day>',
      'truths as they were known on a day, or at the end of a month, instead of the newest',
    )
    .option(
      '--forecast <file>',
      'model output of a forecast hub, CSV or Parquet, a file or a folder; repeatable',
      list,
      [],
    )
    .option('--hub <folder>', 'of a hub: its configuration orders categories and names units')
    .option('--by <ids>', 'of a hub: split the scores by these ids, such as horizon,location')
    .option('--baseline <model>', 'of a hub: compare all models with this one')
    .addOption(naOption()),
).action(async (runs: readonly string[], options) =>
  (await import('./score.ts')).scoreCommand(runs, options),
);

computing(
  program
    .command('export')
    .description('tables of a run or a batch for others: CSV, Parquet, Excel, a forecast hub')
    .argument('<run>', 'run folder, or the beginning or end of its name; name of a batch')
    .addOption(
      new Option('--format <format>', 'of the file; hubverse is a complete hub of one model')
        .choices(['csv', 'parquet', 'xlsx', 'hubverse'])
        .default('csv'),
    )
    .option(
      '--what <tables...>',
      'summary, draws, sensitivity, scores or batch; several for xlsx (default: summary)',
    )
    .option('--long', 'a row a value: trial, outcome, period, value, unit; or a row a statistic')
    .option('--bom', 'begin CSV with a byte-order mark, for Excel and labels beyond ASCII')
    .option(
      '--to <path>',
      'file, - for standard output, or folder of the hub (default: in the run folder)',
    )
    .option(
      '--outcomes <ids...>',
      'of draws: outcomes and inputs, with or without period (default: all); of a hub: outcomes, or all (default: headlines and what has a truth)',
    )
    .addOption(truthModelOption())
    .option('--truth <file>', 'of a hub: what became known (default: the file of the model)')
    .option('--model-id <team-model>', 'of a hub: whose forecast it is')
    .option('--contact <person>', "of a hub: 'Name <name@example.org>'")
    .option('--repository <owner/name>', 'of a hub: where it will be kept on GitHub')
    .option('--license <name>', 'of a hub: under which licence the forecast may be used'),
).action(async (run: string, options) => (await import('./export.ts')).exportCommand(run, options));

program
  .command('report')
  .description('write the report of a finished run: report.html with plots, and report.md')
  .argument('<run>', 'run folder, its name or part of it, or latest')
  .addOption(outOption())
  .option('--json', 'print one JSON document and nothing else')
  .action(async (run: string, options) =>
    (await import('./report.ts')).reportCommand(run, options),
  );

program
  .command('trial')
  .description('one world with every intermediate value, or the answer to given uniforms')
  .argument('[run]', 'run folder, its name or part of it, or latest')
  .argument('[number]', 'trial number', whole(0, Number.MAX_SAFE_INTEGER))
  .option(
    '--uniforms <file>',
    'JSON file { trials: [ { uniforms: { ID: u or [u per quarter] } } ] }',
  )
  .addOption(modelOption())
  .option('--set <id=value>', 'with --uniforms: replace an input; repeatable', list, [])
  .option('--preset <name>', 'with --uniforms: lay a preset over the inputs; repeatable', list, [])
  .addOption(outOption())
  .option('--json', 'print one JSON document and nothing else')
  .action(async (run: string | undefined, number: number | undefined, options) =>
    (await import('./trial.ts')).trialCommand(run, number, options),
  );

computing(
  assuming(
    program
      .command('sensitivity')
      .description('which inputs drive the outcomes, and by how much')
      .argument('[spec]', 'run spec, a YAML file')
      .addOption(modelOption())
      .option(
        '--method <names>',
        'sobol, shapley, shares, morris, first-order, delta, pawn, spearman, regression, information, tail, dgsm, tornado, watch, some of them by commas, or all',
        'sobol',
      )
      .option('--outcomes <ids...>', OUTCOMES)
      .option(
        '--groups <how>',
        'input, component, kind, or a JSON file { "INPUT": "GROUP" }',
        'input',
      )
      .option('--base <n>', 'points of each sample', whole(64, 1e7), 4096)
      .option('--seed <text>', 'seed of every draw')
      .option('--replicates <n>', 'independent replicates for intervals', whole(2, 1024))
      .addOption(
        new Option('--design <design>', 'how the unit cube is sampled').choices(EXCHANGE_DESIGNS),
      ),
  )
    .option(
      '--from <file>',
      'analyse draws from elsewhere, a CSV or Parquet file, instead of a model',
    )
    .option(
      '--options <ids...>',
      'outcomes that are net benefits of options: the value of learning each input before choosing',
    )
    .option(
      '--as-of <day>',
      'day at which sources are aged and after which news comes (default: the eve of the first quarter)',
    )
    .option('--inputs <names>', 'with --from: columns that are inputs, by commas')
    .addOption(naOption()),
).action(async (spec: string | undefined, options) =>
  (await import('./sensitivity.ts')).sensitivityCommand(spec, options),
);

program
  .command('discover')
  .description(
    'which inputs, in which ranges, tell worlds in which something holds from the others',
  )
  .argument('<run>', 'run folder, its name or part of it, or latest; it must have draws.parquet')
  .requiredOption(
    '--where <condition>',
    "on inputs and outcomes, such as 'balance.domesticUsd[2028] >= 1 and h200.units[2026] < 50'",
  )
  .addOption(outOption())
  .option('--json', 'print one JSON document and nothing else')
  .action(async (run: string, options) =>
    (await import('./discover.ts')).discoverCommand(run, options),
  );

program
  .command('model')
  .description('what a model assumes, on whose word, and what follows')
  .addOption(modelOption())
  .option('--check', 'compile and report every problem')
  .option('--equations', 'all inputs and equations with units, values and sources')
  .option('--graph', 'influence diagram (Mermaid) of the components')
  .option('--full', 'with --graph: of every variable')
  .option('--sources', 'the register of sources and who cites them')
  .option('--forecasts', 'published forecasts that the model is compared with')
  .option('--runs <runs...>', 'with --forecasts: place them in finished runs, one of every vintage')
  .addOption(outOption())
  .option('--dimensions', 'names of the uniforms in order of dimension, for the model to keep')
  .option('--json', 'the compiled program')
  .action(async (options) => (await import('./model-command.ts')).modelCommand(options));

program
  .command('dist')
  .description('moments, quantiles and a sketch of a distribution')
  .argument('<expression>', "such as 'lognormal(p10=0.04, p90=0.08)' or '5 to 50'")
  .option('--at <probabilities>', 'levels of the quantiles, such as 0.05,0.5,0.95')
  .option('--json', 'print one JSON document and nothing else')
  .action(async (expression: string, options) =>
    (await import('./dist.ts')).distCommand(expression, options),
  );

program
  .command('selftest')
  .description('check that this machine computes rightly; leaves a certificate among the runs')
  .addOption(outOption())
  .option('--json', 'print the certificate and nothing else')
  .action(async (options) => (await import('./selftest.ts')).selftestCommand(options));
