#!/usr/bin/env node
/**
 * The command line: runs what was asked for, and turns what goes wrong into a message and an exit
 * code.
 */

import { CommanderError } from 'commander';
import { reason } from '../text/system-error.ts';
import { compileLess } from './compile-less.ts';
import { program } from './program.ts';
import { guard } from './terminal.ts';

compileLess();

for (const [stream, name] of [
  [process.stdout, 'the output'],
  [process.stderr, 'messages'],
] as const) {
  guard(stream, (error) => {
    process.stderr.write(`chipcast: ${name} cannot be written: ${reason(error)}\n`);
    // Whatever the command says of itself later.
    process.on('exit', () => {
      process.exitCode = 1;
    });
  });
}

// Stacks of what is loaded from here on lead to the sources.
if (process.env['CHIPCAST_DEBUG']) process.setSourceMapsEnabled(true);

// Where something is waited for that never comes, as a model may, Node just ends.
let isDone = false;
process.on('exit', (code) => {
  // Another code says that it was told to end.
  if (isDone || code !== 0) return;
  process.stderr.write('chipcast: it ended before it was done: it waits for what never comes\n');
  process.exitCode = 1;
});

void main().then(() => {
  isDone = true;
});

async function main(): Promise<void> {
  try {
    if (process.argv.length <= 2) program.help();
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else {
      const { explainFailure } = await import('./failure.ts');
      process.exitCode = explainFailure(error);
    }
  }
}
