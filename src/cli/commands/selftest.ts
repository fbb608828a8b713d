/**
 * `chipcast selftest`: whether this machine computes rightly, as a page and as a certificate among
 * the runs.
 */

import type { ShouldBe } from '../../node/selftest.ts';
import { command, outOption } from '../options.ts';
import { printDocument, printJson } from '../output.ts';

export default command(
  'selftest',
  'check that this machine computes correctly; leaves a certificate among the runs',
)
  .addOption(outOption)
  .option(
    '--corpus',
    'also ask every question of the corpus, and compare digests with those recorded',
  )
  .option('--json', 'print the certificate and nothing else')
  .action((options) => selftestCommand(options));

interface SelftestOptions {
  readonly out: string;
  readonly corpus?: boolean;
  readonly json?: boolean;
}

/** @param falsified  what should come out, in a test of what happens where it does not */
export async function selftestCommand(
  { out, corpus = false, json }: SelftestOptions,
  falsified: ShouldBe = {},
): Promise<void> {
  const { writeCertificate } = await import('../../node/certificate.ts');
  const { selftestHere } = await import('../../node/selftest.ts');
  const { certificatePage } = await import('../../report/pages/certificate.ts');
  const live = process.stderr.isTTY === true && !process.env['CI'];
  const checking = (what: string): void => {
    if (live) process.stderr.write(`\r\x1b[2Kchecking ${what}`);
  };
  const certificate = await selftestHere(checking, corpus, falsified);
  if (live) process.stderr.write('\r\x1b[2K');
  const path = writeCertificate(out, certificate);
  if (json) printJson(certificate);
  else await printDocument(certificatePage(certificate), [path]);
  process.exitCode = certificate.passed ? 0 : 1;
}
