/**
 * `chipcast verify`: computes a run again from its folder and compares everything that can be
 * compared.
 */

import { DEFAULT_LEDGER } from '../../forecast/choices.ts';
import type { LedgerCheck } from '../../forecast/commit.ts';
import { UsageError } from '../../forecast/usage-error.ts';
import type { Check } from '../../store/inspect.ts';
import { type ComputingOptions, computing } from '../computing.ts';
import { tell } from '../notes.ts';
import { command, computingOptions, RUN, sameModelOption } from '../options.ts';
import { printJson, printLines } from '../output.ts';
import { findStore } from '../stores.ts';

export default computingOptions(
  command(
    'verify',
    'compute a run again and compare every digest, or check the ledger of forecasts',
  )
    .argument('[run]', RUN)
    .addOption(sameModelOption)
    .option(
      '--ledger [file]',
      `check the ledger and the runs that were committed (default: ${DEFAULT_LEDGER})`,
    )
    .option('--head <hash>', 'with --ledger: a hash that was published, which must be in it'),
).action(verifyAsked);

export interface VerifyOptions extends ComputingOptions {
  readonly out: string;
  readonly model?: string;
  readonly ledger?: string | true;
  readonly head?: string;
  readonly json?: boolean;
}

/** A run, or the ledger: one of the two is asked for. */
export async function verifyAsked(
  named: string | undefined,
  options: VerifyOptions,
): Promise<void> {
  const { ledger, head } = options;
  if (ledger !== undefined) {
    if (named === undefined)
      return verifyLedger(ledger === true ? DEFAULT_LEDGER : ledger, options);
    throw new UsageError(
      'verify checks either a run or, with --ledger, the ledger; not both at once',
    );
  }
  if (head !== undefined)
    throw new UsageError('--head belongs to --ledger: a hash that the ledger must have');
  if (named === undefined)
    throw new UsageError('verify wants a run, or --ledger for the ledger of forecasts');
  return verifyCommand(named, options);
}

export async function verifyCommand(named: string, options: VerifyOptions): Promise<void> {
  const { expectFinished } = await import('../../forecast/open.ts');
  const { inspectStore, verification, verifyWith } = await import('../../forecast/verify.ts');
  const { expectModel } = await import('../../node/question.ts');
  const store = await findStore(named, options.out);
  expectFinished(store, 'there is nothing to verify yet');
  const onCheck = options.json ? undefined : showCheck;
  const { checks: earlier, found } = inspectStore(store, onCheck);
  if (found !== undefined) await expectModel(options.model, found.plan, tell);
  const { verified, digest, checks } =
    found === undefined
      ? verification(store.manifest(), earlier)
      : await computing(options, found.plan, (how) =>
          verifyWith({ ...found, store }, how, onCheck, earlier),
        );
  process.exitCode = verified ? 0 : 1;
  const { name } = store;
  if (options.json) return printJson({ run: name, verified, digest, checks });
  const wrong = checks.filter((check) => check.found !== check.wanted).length;
  printLines([
    ...(found === undefined ? ['A question that was altered is not computed again.'] : []),
    verified
      ? `${name} is verified: ${digest}`
      : `${name} is NOT what it says: ${wrong} of ${checks.length} checks fail`,
  ]);
}

function showCheck({ what, found, wanted }: Check): void {
  // The bar that may stand in this line is drawn anew.
  if (process.stderr.isTTY === true) process.stderr.write('\r\x1b[2K');
  const short = (text: string): string => (text.length === 64 ? text.slice(0, 16) : text);
  process.stdout.write(
    found === wanted
      ? `same    ${what}  ${short(found)}\n`
      : `DIFFERS ${what}  recorded ${short(wanted)}, recomputed ${short(found)}\n`,
  );
}

/** The chain, and whether the runs that are still there are what was committed. */
async function verifyLedger(path: string, { head, out, json }: VerifyOptions): Promise<void> {
  const { checkLedger } = await import('../../forecast/commit.ts');
  const { committedRun, ledgerAt } = await import('../../node/ledger.ts');
  const check = checkLedger(ledgerAt(path), (name) => committedRun(name, out), head);
  const { ledger, runs, sound } = check;
  process.exitCode = sound ? 0 : 1;
  if (!json) return printLines(ledgerLines(check, path, out, head));
  printJson({
    ledger: path,
    verified: sound,
    head: ledger.head,
    faults: ledger.faults,
    explained: ledger.explained,
    runs: runs.map(({ entry, found, altered }) => ({
      line: entry.number,
      run: entry.run,
      found,
      altered,
    })),
  });
}

function ledgerLines(
  { ledger, runs, hasHead, sound }: LedgerCheck,
  path: string,
  out: string,
  head: string | undefined,
): string[] {
  const published =
    head === undefined || head === ledger.head
      ? []
      : hasHead
        ? [`the hash ${head.slice(0, 16)} is that of an earlier line`]
        : [
            `BROKEN  no line has the hash ${head}: lines that were there when it was published are gone or altered`,
          ];
  return [
    ...runs.map(({ entry: { number, run, at }, found, altered }) => {
      if (!found)
        return `gone    line ${number}  ${run}: the folder is not in ${out}, its files are not checked`;
      return altered.length === 0
        ? `same    line ${number}  ${run}  ${at}`
        : `ALTERED line ${number}  ${run}: ${altered.join(', ')} since it was committed`;
    }),
    ...ledger.explained.map(
      ({ line, why, by }) => `repaired line ${line} ${why}, as line ${by} says`,
    ),
    ...ledger.faults.map(({ line, why }) => `BROKEN  line ${line} ${why}`),
    ...published,
    sound
      ? `${path} is verified: ${ledger.lines} line(s), the last with hash ${ledger.head}`
      : `${path} is NOT what was committed`,
  ];
}
