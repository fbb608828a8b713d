/** `chipcast ledger`: explains what is wrong with the ledger of forecasts. */

import { Argument } from '@commander-js/extra-typings';
import { DEFAULT_LEDGER } from '../../forecast/choices.ts';
import { plural } from '../../text/listed.ts';
import { command, jsonOption } from '../options.ts';
import { printJson, printLines } from '../output.ts';

export default command('ledger', 'repair the ledger of committed forecasts')
  .addArgument(
    new Argument(
      '<action>',
      'repair: add a line that explains what is wrong with the ledger; no other line is changed',
    ).choices(['repair'] as const),
  )
  .argument('[file]', 'the ledger', DEFAULT_LEDGER)
  .addOption(jsonOption)
  .action(ledgerCommand);

export async function ledgerCommand(
  _action: 'repair',
  path: string,
  { json }: { readonly json?: boolean },
): Promise<void> {
  const { repairLedger } = await import('../../forecast/commit.ts');
  const { ledgerAt } = await import('../../node/ledger.ts');
  const { faults, lines, head } = repairLedger(ledgerAt(path));
  if (json) return printJson({ ledger: path, faults, head });
  if (faults.length === 0)
    return printLines([`${path} is whole: ${plural(lines, 'line')}, the last with hash ${head}`]);
  const lost = new Set(faults.flatMap(({ line, kind }) => (kind === 'lost' ? [line] : [])));
  printLines([
    ...faults.map(({ line, why, kind }) =>
      kind === 'lost'
        ? `line ${line} ${why}: what it committed to is lost`
        : `line ${line} ${why}${lost.has(line) ? '' : ': its commitment stands'}`,
    ),
    `Line ${lines} says so, and the chain goes on from there; no line before was changed.`,
    `hash ${head}`,
  ]);
}
