/** The certificate of the self-test, among the run folders, for reports to embed. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../files/folder.ts';
import type { Notify } from '../forecast/notice.ts';
import { NUMERICS } from '../plan/plan.ts';
import { type Certificate, certificateForm } from '../report/certificate.ts';
import { RunFolderError } from '../store/error.ts';
import { writeWhole } from '../store/files.ts';
import { readDocument } from '../store/read-document.ts';
import { checkForm, FormError } from '../text/form.ts';
import { VERSION } from '../version.ts';

export const CERTIFICATE = 'selftest.json';

/** @returns its path */
export function writeCertificate(out: string, certificate: Certificate): string {
  makeFolder(out);
  writeWhole(out, CERTIFICATE, `${JSON.stringify(certificate, null, 1)}\n`);
  return join(out, CERTIFICATE);
}

/**
 * What the self-test of this very version left; one of another version says nothing of this report.
 *
 * @param out       where runs are kept
 * @param onNotice  is told where there is one that cannot be read
 */
export function readCertificate(out: string, onNotice: Notify): Certificate | undefined {
  const path = join(out, CERTIFICATE);
  if (!existsSync(path)) return undefined;
  try {
    const { content } = readDocument(path);
    const { version, numerics } = Object(content) as Partial<Certificate>;
    const isCurrent = version === VERSION && numerics === NUMERICS;
    return isCurrent ? checkForm(certificateForm, content) : undefined;
  } catch (error) {
    if (!(error instanceof RunFolderError || error instanceof FormError)) throw error;
    onNotice({
      kind: 'left-out',
      message: `${path} cannot be read, so the report has no certificate; chipcast selftest writes a new one`,
    });
    return undefined;
  }
}
