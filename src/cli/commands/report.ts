/** `chipcast report`: the pages of a finished run, written beside its numbers. */

import { dirname } from 'node:path';
import { tell } from '../notes.ts';
import { command, jsonOption, outOption, RUN } from '../options.ts';
import { printJson, printLines } from '../output.ts';
import { findStore } from '../stores.ts';

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
  const { fileReport } = await import('../../forecast/report.ts');
  const { readCertificate } = await import('../../node/certificate.ts');
  const { pageApp } = await import('../../node/page-app.ts');
  const { NODE } = await import('../../node/place.ts');
  const store = await findStore(named, out);
  const certificate = readCertificate(dirname(store.path), tell);
  const { html, markdown } = await fileReport(store, NODE, {
    certificate,
    app: await pageApp(tell),
    onNotice: tell,
  });
  if (json) printJson({ run: store.name, html, markdown });
  else printLines([html, markdown]);
}
