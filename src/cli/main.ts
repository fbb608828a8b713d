#!/usr/bin/env node
/** The command line: runs what was asked for, and turns what goes wrong into a message and an exit code. */

import { CommanderError } from 'commander';
import { program } from './program.ts';

// What reads our output may stop reading, as `head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

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
