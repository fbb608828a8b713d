/** `chipcast report`: the pages of a finished run, written beside its numbers. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../../forecast/usage-error.ts';
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
  .option('--charts <folder>', 'also write every chart of the page as SVG into this folder')
  .option('--png', 'with --charts: as PNG, too, with an installed Chromium')
  .option('--pdf <file>', 'also print the page as an A4 PDF, with an installed Chromium')
  .option(
    '--browser <path>',
    'the Chromium or Chrome for --pdf and --png (default: CHIPCAST_CHROMIUM, else one that is installed)',
  )
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
    png,
    pdf,
    browser,
    lang,
  }: {
    readonly out: string;
    readonly json?: boolean;
    readonly charts?: string;
    readonly png?: boolean;
    readonly pdf?: string;
    readonly browser?: string | undefined;
    readonly lang?: Language;
  },
): Promise<void> {
  const { fileReport } = await import('../../forecast/report.ts');
  const { readCertificate } = await import('../../node/certificate.ts');
  const { pageApp } = await import('../../node/page-app.ts');
  const { NODE } = await import('../../node/place.ts');
  const { browserFor, pngsOf, printPdf } = await import('../../node/pdf.ts');
  if (png && into === undefined)
    throw new UsageError('--png wants --charts with the folder to write to');
  const store = await findStore(named, out);
  const printer = pdf === undefined && !png ? undefined : browserFor(browser);
  const certificate = readCertificate(dirname(store.path), tell);
  const { html, markdown, charts } = await fileReport(store, NODE, {
    certificate,
    app: await pageApp(tell),
    lang,
    onNotice: tell,
  });
  if (printer !== undefined && pdf !== undefined) await printPdf(printer, html, pdf);
  const drawn = into === undefined ? [] : charts();
  const files = into === undefined ? [] : writeFiles(into, drawn, '.svg', (k) => drawn[k].svg);
  if (png && printer !== undefined && into !== undefined) {
    const pngs = await pngsOf(printer, drawn);
    files.push(...writeFiles(into, drawn, '.png', (k) => pngs[k]));
  }
  if (json)
    printJson({
      run: store.name,
      html,
      markdown,
      ...(pdf === undefined ? {} : { pdf }),
      ...(into === undefined ? {} : { charts: files }),
    });
  else printLines([html, markdown, ...(pdf === undefined ? [] : [pdf]), ...files]);
}

function writeFiles(
  folder: string,
  charts: readonly { readonly name: string }[],
  ending: string,
  contentOf: (k: number) => string | Uint8Array,
): string[] {
  mkdirSync(folder, { recursive: true });
  return charts.map(({ name }, k) => {
    const path = join(folder, `${name}${ending}`);
    writeFileSync(path, contentOf(k));
    return path;
  });
}
