/**
 * `chipcast verify`: computes a run again from its folder and compares everything that can be
 * compared.
 */

import { DEFAULT_LEDGER } from '../../score/default-ledger.ts';
import type { Check } from '../../store/inspect.ts';
import { type ComputingOptions, computing } from '../computing.ts';
import { findStore } from '../find-store.ts';
import { tell } from '../notes.ts';
import { command, computingOptions, RUN, sameModelOption } from '../options.ts';

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
  const { UsageError } = await import('../../forecast/usage-error.ts');
  const { ledger, head, out, json } = options;
  if (ledger === undefined) {
    if (head !== undefined)
      throw new UsageError('--head belongs to --ledger: a hash that the ledger must have');
    if (named === undefined)
      throw new UsageError('verify wants a run, or --ledger for the ledger of forecasts');
    return verifyCommand(named, options);
  }
  if (named !== undefined)
    throw new UsageError(
      'verify checks either a run or, with --ledger, the ledger; not both at once',
    );
  const { verifyLedger } = await import('../ledger.ts');
  verifyLedger({
    ledger: ledger === true ? DEFAULT_LEDGER : ledger,
    out,
    ...(head === undefined ? {} : { head }),
    ...(json === undefined ? {} : { json }),
  });
}

export async function verifyCommand(named: string, options: VerifyOptions): Promise<void> {
  const { unfinished } = await import('../../forecast/open.ts');
  const { inspectStore, verification, verifyWith } = await import('../../forecast/verify.ts');
  const { expectModel } = await import('../../node/question.ts');
  const { RunFolderError } = await import('../../store/error.ts');
  const store = await findStore(named, options.out);
  if (store.state() !== 'finished')
    throw new RunFolderError(unfinished(store, 'there is nothing to verify yet'));
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
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ run: name, verified, digest, checks }, null, 1)}\n`);
    return;
  }
  if (found === undefined)
    process.stdout.write('A question that was altered is not computed again.\n');
  const wrong = checks.filter((check) => check.found !== check.wanted).length;
  process.stdout.write(
    verified
      ? `${name} is verified: ${digest}\n`
      : `${name} is NOT what it says: ${wrong} of ${checks.length} checks fail\n`,
  );
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
