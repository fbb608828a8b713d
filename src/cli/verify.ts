/**
 * `chipcast verify`: computes a run again from its folder and compares everything that can be
 * compared.
 */

import { unfinished } from '../forecast/open.ts';
import { UsageError } from '../forecast/usage-error.ts';
import { inspectStore, verification, verifyWith } from '../forecast/verify.ts';
import { DEFAULT_LEDGER } from '../score/default-ledger.ts';
import { RunFolderError } from '../store/error.ts';
import type { Check } from '../store/inspect.ts';
import { verifyLedger } from './commit.ts';
import { type ComputingOptions, computing } from './computing.ts';
import { findStore } from './find-store.ts';
import { expectModel } from './question.ts';

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
  verifyLedger({
    ledger: ledger === true ? DEFAULT_LEDGER : ledger,
    out,
    ...(head === undefined ? {} : { head }),
    ...(json === undefined ? {} : { json }),
  });
}

export async function verifyCommand(named: string, options: VerifyOptions): Promise<void> {
  const store = findStore(named, options.out);
  if (store.state() !== 'finished')
    throw new RunFolderError(unfinished(store, 'there is nothing to verify yet'));
  const onCheck = options.json ? undefined : showCheck;
  const { checks: earlier, found } = inspectStore(store, onCheck);
  if (found !== undefined) await expectModel(options.model, found.plan);
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
