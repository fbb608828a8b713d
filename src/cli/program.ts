/**
 * The command line as declarations: what can be said. What is done is loaded only when a command is
 * asked for.
 */

import { VERSION } from '../version.ts';
import { COMMANDS, describeCommand } from './commands/index.ts';
import { explained } from './options.ts';
import { ValueCommand } from './value-command.ts';

export const program = new ValueCommand('chipcast')
  .description('Monte Carlo forecasts from models written as equations, reproducible to the bit.')
  .version(VERSION)
  .exitOverride()
  .showSuggestionAfterError()
  .configureHelp({ sortSubcommands: false, optionDescription: explained })
  .hook('preSubcommand', (_, command) => describeCommand(command))
  .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 usage or bad input.');

for (const command of COMMANDS) program.addCommand(command.copyInheritedSettings(program));
