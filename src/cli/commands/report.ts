/** `chipcast report`: the pages of a finished run, written beside its numbers. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Certificate } from '../../report/certificate.ts';
import type { Analysis } from '../../sensitivity/document.ts';
import type { RunFolder } from '../../store/run-folder.ts';
import { VERSION } from '../../version.ts';
import { findStore } from '../find-store.ts';
import { command, jsonOption, outOption, RUN } from '../options.ts';
import { CERTIFICATE } from '../selftest-file.ts';

export default command(
  'report',
  'write the report of a finished run: report.html with plots, and report.md',
)
  .argument('<run>', RUN)
  .addOption(outOption)
  .addOption(jsonOption)
  .action(reportCommand);

export async function reportCommand(
  named: string,
  { out, json }: { readonly out: string; readonly json?: boolean },
): Promise<void> {
  const { expectFinished, openStore } = await import('../../forecast/open.ts');
  const { report } = await import('../../forecast/report.ts');
  const { NODE } = await import('../../node/place.ts');
  const folder = await findStore(named, out);
  expectFinished(folder, 'there is nothing to report yet');
  const run = openStore(folder, NODE);
  const certificate = await readCertificate(join(dirname(folder.path), CERTIFICATE));
  const pages = report(run, folder, { certificate, analysis: await readAnalysis(folder) });
  folder.write('report.md', pages.markdown);
  folder.write('report.html', pages.html);
  const [html, markdown] = [folder.file('report.html'), folder.file('report.md')];
  process.stdout.write(
    json
      ? `${JSON.stringify({ run: folder.name, html, markdown }, null, 1)}\n`
      : `${html}\n${markdown}\n`,
  );
}

/** The analysis that `chipcast sensitivity` left of the same question. */
async function readAnalysis(folder: RunFolder): Promise<Analysis | undefined> {
  const { checkAnalysis } = await import('../../sensitivity/document-form.ts');
  const { RunFolderError } = await import('../../store/error.ts');
  if (!folder.has('sensitivity.json')) return undefined;
  const plan = folder.plan();
  try {
    return folder.analysis('sensitivity.json', (content) => checkAnalysis(content, plan));
  } catch (error) {
    if (!(error instanceof RunFolderError)) throw error;
    process.stderr.write(
      `the report leaves the sensitivity out, chipcast sensitivity writes a new one: ${error.message}\n`,
    );
    return undefined;
  }
}

/**
 * What the self-test of this very version left; one of another version says nothing of this report.
 */
async function readCertificate(path: string): Promise<Certificate | undefined> {
  const { NUMERICS } = await import('../../plan/plan.ts');
  if (!existsSync(path)) return undefined;
  try {
    const certificate = JSON.parse(readFileSync(path, 'utf8')) as Certificate;
    const current = certificate.version === VERSION && certificate.numerics === NUMERICS;
    return current && Array.isArray(certificate.checks) ? certificate : undefined;
  } catch {
    process.stderr.write(
      `${path} cannot be read, so the report has no certificate; chipcast selftest writes a new one\n`,
    );
    return undefined;
  }
}
