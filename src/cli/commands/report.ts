/** `chipcast report`: the pages of a finished run, written beside its numbers. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Language } from '../../wording/languages.ts';
import { tell } from '../notes.ts';
import { command, jsonOption, langOption, outOption, RUN } from '../options.ts';
import { printJson, printLines } from '../output.ts';
import { findStore } from '../stores.ts';

export default command(
  'report',
  'write the report of a finished run: report.html with plots, and report.md',
)
  .argument('<run>', RUN)
  .option('--charts <folder>', 'write every chart of the page as SVG into this folder, too')
  .addOption(langOption)
  .addOption(outOption)
  .addOption(jsonOption)
  .action(reportCommand);

export async function reportCommand(
  named: string,
  {
    out,
    json,
    charts: into,
    lang,
  }: {
    readonly out: string;
    readonly json?: boolean;
    readonly charts?: string;
    readonly lang?: Language;
  },
): Promise<void> {
  const { fileReport } = await import('../../forecast/report.ts');
  const { readCertificate } = await import('../../node/certificate.ts');
  const { pageApp } = await import('../../node/page-app.ts');
  const { NODE } = await import('../../node/place.ts');
  const store = await findStore(named, out);
  const certificate = readCertificate(dirname(store.path), tell);
  const { html, markdown, charts } = await fileReport(store, NODE, {
    certificate,
    app: await pageApp(tell),
    lang,
    onNotice: tell,
  });
  const drawn = into === undefined ? [] : writeCharts(into, charts());
  if (json)
    printJson({
      run: store.name,
      html,
      markdown,
      ...(into === undefined ? {} : { charts: drawn }),
    });
  else printLines([html, markdown, ...drawn]);
}

function writeCharts(
  folder: string,
  charts: readonly { readonly name: string; readonly svg: string }[],
): string[] {
  mkdirSync(folder, { recursive: true });
  return charts.map(({ name, svg }) => {
    const path = join(folder, name);
    writeFileSync(path, svg);
    return path;
  });
}
