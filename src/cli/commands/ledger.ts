/** `chipcast ledger`: explains what is wrong with the ledger of forecasts. */

import { Argument } from '@commander-js/extra-typings';
import { DEFAULT_LEDGER } from '../../score/default-ledger.ts';
import { command, jsonOption } from '../options.ts';

export default command('ledger', 'mend the ledger of forecasts that somebody committed to')
  .addArgument(
    new Argument(
      '<action>',
      'repair: explain what is wrong with the ledger in a line of its own; no other line is changed',
    ).choices(['repair'] as const),
  )
  .argument('[file]', 'the ledger', DEFAULT_LEDGER)
  .addOption(jsonOption)
  .action(ledgerCommand);

export async function ledgerCommand(
  _action: 'repair',
  file: string,
  options: { readonly json?: boolean },
): Promise<void> {
  const { repair } = await import('../ledger.ts');
  repair(file, options);
}
