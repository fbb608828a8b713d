/**
 * `chipcast selftest`: whether this machine computes rightly, as a page and as a certificate among
 * the runs.
 */

import type { Reference } from '../../node/selftest.ts';
import { command, outOption } from '../options.ts';
import { printJson, printText, terminal } from '../output.ts';

export default command(
  'selftest',
  'check that this machine computes correctly; leaves a certificate among the runs',
)
  .addOption(outOption)
  .option('--json', 'print the certificate and nothing else')
  .action((options) => selftestCommand(options));

/** @param falsified  what should come out, in a test of what happens where it does not */
export async function selftestCommand(
  { out, json }: { readonly out: string; readonly json?: boolean },
  falsified?: Reference,
): Promise<void> {
  const { writeCertificate } = await import('../../node/certificate.ts');
  const { selftestHere } = await import('../../node/selftest.ts');
  const { documentText } = await import('../../report/media/terminal.ts');
  const { certificatePage } = await import('../../report/pages/certificate.ts');
  const live = process.stderr.isTTY === true && !process.env['CI'];
  const certificate = await selftestHere((group) => {
    if (live) process.stderr.write(`\r\x1b[2Kchecking ${group}`);
  }, falsified);
  if (live) process.stderr.write('\r\x1b[2K');
  const path = writeCertificate(out, certificate);
  if (json) printJson(certificate);
  else {
    const page = certificatePage(certificate);
    const rows = Number.POSITIVE_INFINITY;
    printText(documentText(page, { ...terminal(), rows, files: [path] }));
  }
  process.exitCode = certificate.passed ? 0 : 1;
}
