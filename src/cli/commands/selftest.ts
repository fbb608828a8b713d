/**
 * `chipcast selftest`: whether this machine computes rightly, as a page and as a certificate among
 * the runs.
 */

import { join } from 'node:path';
import type { Certificate, Check } from '../../report/certificate.ts';
import type { Reference } from '../../selftest/reference.ts';
import { columns, fit } from '../../text/table.ts';
import { command, outOption } from '../options.ts';
import { CERTIFICATE } from '../selftest-file.ts';

export default command(
  'selftest',
  'check that this machine computes rightly; leaves a certificate among the runs',
)
  .addOption(outOption)
  .option('--json', 'print the certificate and nothing else')
  .action((options) => selftestCommand(options));

/**
 * @param falsified  what should come out; the values shipped, but in a test of what happens where
 *           they do not
 */
export async function selftestCommand(
  { out, json }: { readonly out: string; readonly json?: boolean },
  falsified?: Reference,
): Promise<void> {
  const { makeFolder } = await import('../../files/folder.ts');
  const { loadModel } = await import('../../node/load-model.ts');
  const { readReference } = await import('../../selftest/reference.ts');
  const { selftest } = await import('../../selftest/selftest.ts');
  const { writeWhole } = await import('../../store/files.ts');
  const reference = falsified ?? readReference();
  const live = process.stderr.isTTY === true && !process.env['CI'];
  const certificate = await selftest(reference, await loadModel('heat-pumps'), (group) => {
    if (live) process.stderr.write(`\r\x1b[2Kchecking ${group}`);
  });
  if (live) process.stderr.write('\r\x1b[2K');
  const text = `${JSON.stringify(certificate, null, 1)}\n`;
  makeFolder(out);
  writeWhole(out, CERTIFICATE, text);
  process.stdout.write(json ? text : `${page(certificate, join(out, CERTIFICATE)).join('\n')}\n`);
  process.exitCode = certificate.passed ? 0 : 1;
}

/** A table a group, all of the same columns. */
function page({ checks }: Certificate, path: string): string[] {
  const [head, ...rows] = columns([
    { heading: '', cells: checks.map(({ name }) => `  ${fit(name, 34)}`), left: true },
    { heading: 'values', cells: checks.map(({ count }) => `${count}`) },
    { heading: 'found', cells: checks.map(({ found }) => shown(found)) },
    { heading: 'limit', cells: checks.map(({ limit }) => shown(limit)) },
    { heading: '', cells: checks.map(({ measure }) => measure), left: true },
    { heading: '', cells: checks.map(({ passed }) => (passed ? '' : 'FAILED')), left: true },
  ]);
  const grouped = rows.flatMap((row, k) => {
    const { group } = checks[k];
    if (k === 0) return [`${group}${head.slice(group.length)}`, row];
    return checks[k - 1].group === group ? [row] : ['', group, row];
  });
  const failed = checks.filter(({ passed }) => !passed);
  const good = checks.length - failed.length;
  return [
    ...grouped,
    '',
    ...failed.map(failure),
    `${good} of ${checks.length} checks passed; certificate in ${path}`,
  ];
}

function failure({ group, name, measure, found, limit, count }: Check): string {
  const values = count === 1 ? '1 value' : `${count} values`;
  return `FAILED ${group}, ${name}: ${measure} ${shown(found)}, at most ${shown(limit)} allowed, over ${values}`;
}

/** Three digits; what has no number stands in the certificate as the greatest there is. */
function shown(value: number): string {
  return value === Number.MAX_VALUE ? 'none' : `${Number(value.toPrecision(3))}`;
}
