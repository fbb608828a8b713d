/** `chipcast verify`: computes a run again from its folder and compares everything that can be compared. */

import { canonicalJson, sha256 } from '../compile/canonical.ts';
import { inputColumns } from '../compile/lower.ts';
import { observe } from '../evidence/observe.ts';
import { DrawCollector } from '../execute/collect.ts';
import { run } from '../execute/run.ts';
import { drawsOf } from '../execute/simulate.ts';
import { writeDraws } from '../store/draws.ts';
import { programFingerprint } from '../compile/compile.ts';
import { loadKernel } from '../kernel/load.ts';
import { Sorter } from '../kernel/sorter.ts';
import { NUMERICS } from '../plan/plan.ts';
import { planId } from '../plan/resolve.ts';
import { markdownReport } from '../report/markdown.ts';
import { readFileSync, rmSync } from 'node:fs';
import { readJournal } from '../store/journal.ts';
import { RunFolderError } from '../store/error.ts';
import { manifestOfPlan, runDigest, summaryDigest } from '../store/manifest.ts';
import { findRun } from '../store/run-folder.ts';
import { type ExecuteOptions, makeExecutor, runFacts } from './execute-plan.ts';
import { progressBar } from './progress.ts';
import { expectModel } from './question.ts';
import { DEFAULT_LEDGER } from '../score/default-ledger.ts';
import { verifyLedger } from './commit.ts';
import { openFolder } from './run.ts';
import { UsageError } from './usage-error.ts';

interface Check {
  readonly what: string;
  readonly found: string;
  readonly wanted: string;
}

/** A run, or the ledger: one of the two is asked for. */
export async function verifyAsked(
  named: string | undefined,
  options: ExecuteOptions & {
    readonly out: string;
    readonly model?: string;
    readonly ledger?: string | true;
    readonly head?: string;
  },
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

export async function verifyCommand(
  named: string,
  options: ExecuteOptions & { readonly out: string; readonly model?: string },
): Promise<void> {
  const folder = openFolder(findRun(named, options.out).path);
  if (folder.state() !== 'finished') {
    throw new RunFolderError(
      `${folder.path} is not finished; there is nothing to verify yet (chipcast resume ${folder.path})`,
    );
  }
  const plan = folder.plan();
  await expectModel(options.model, plan);
  const manifest = folder.manifest();
  if (manifest.numerics !== NUMERICS) {
    throw new RunFolderError(
      `${folder.name} was computed with numerics ${manifest.numerics}, this version has ${NUMERICS}: bits differ by design; use chipcast ${manifest.made.version}`,
    );
  }
  const journal = new Map(
    readJournal(folder.file('journal')).entries.map(({ block, digest }) => [block, digest]),
  );
  const drawn = folder.has('draws.parquet') && DrawCollector.fits(plan);
  const executor = makeExecutor(options, plan);
  const progress = progressBar(process.stderr, plan.trials);
  const checks: Check[] = [];
  try {
    const recorded = inputColumns(plan.program, drawsOf(plan)).length;
    const observed =
      plan.evidence === undefined ? undefined : await observe(plan, executor, recorded);
    const result = await run(
      plan,
      observed?.executor ?? executor,
      { done: new Map(), record() {} },
      new Sorter(loadKernel()),
      {
        recordedInputs: drawn || observed ? recorded : 0,
        ...(observed?.weights ? { weights: observed.weights } : {}),
        progress: (done, total) => progress.update(done, total),
      },
    );
    progress.end();
    if (result.state !== 'finished') return;
    const { digest: _digest, summaryDigest: _summary, made: _made, ...repeated } = manifest;
    checks.push({
      what: 'what run.json says of the plan',
      found: sha256(canonicalJson(manifestOfPlan(plan))),
      wanted: sha256(canonicalJson(repeated)),
    });
    checks.push({
      what: 'model fingerprint (program.json)',
      found: programFingerprint(plan.program),
      wanted: manifest.fingerprint,
    });
    checks.push({ what: 'run id (plan.json)', found: planId(plan), wanted: manifest.id });
    result.digests.forEach((digest, block) => {
      const recorded = journal.get(block) ?? 'no entry';
      if (recorded !== digest)
        checks.push({ what: `block ${block} (journal)`, found: digest, wanted: recorded });
    });
    checks.push({
      what: `digest of ${result.digests.length} blocks`,
      found: runDigest(result.digests),
      wanted: manifest.digest,
    });
    const recomputed = summaryDigest(result.summary);
    checks.push({ what: 'summary (run.json)', found: recomputed, wanted: manifest.summaryDigest });
    checks.push({
      what: 'summary.json',
      found: recomputed,
      wanted: summaryDigest(folder.summary()),
    });
    if (observed) {
      const document = await observed.document(result.collector as DrawCollector);
      checks.push({
        what: 'evidence.json',
        found: sha256(canonicalJson(document)),
        wanted: sha256(canonicalJson(folder.evidence())),
      });
    }
    if (folder.has('report.md')) {
      const report = markdownReport(plan, result.summary, runFacts(folder, manifest));
      const kept = readFileSync(folder.file('report.md'), 'utf8');
      checks.push({
        what: 'report.md',
        found: report === kept ? 'same' : 'differs',
        wanted: 'same',
      });
    }
    if (drawn) {
      const again = folder.file(`draws.parquet.verified-${process.pid}`);
      writeDraws(again, plan, result.collector as DrawCollector);
      const [found, wanted] = [again, folder.file('draws.parquet')].map((path) =>
        sha256(readFileSync(path)),
      );
      rmSync(again);
      checks.push({ what: 'draws.parquet', found, wanted });
    }
  } finally {
    await executor.close();
  }
  const wrong = checks.filter(({ found, wanted }) => found !== wanted);
  process.exitCode = wrong.length === 0 ? 0 : 1;
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ run: folder.name, verified: wrong.length === 0, digest: manifest.digest, checks }, null, 1)}\n`,
    );
    return;
  }
  for (const { what, found, wanted } of checks) {
    const short = (text: string): string => (text.length === 64 ? text.slice(0, 16) : text);
    process.stdout.write(
      found === wanted
        ? `same    ${what}  ${short(found)}\n`
        : `DIFFERS ${what}  recorded ${short(wanted)}, recomputed ${short(found)}\n`,
    );
  }
  process.stdout.write(
    wrong.length === 0
      ? `${folder.name} is verified: ${manifest.digest}\n`
      : `${folder.name} is NOT what it says: ${wrong.length} of ${checks.length} checks fail\n`,
  );
}
