/** What went wrong, told to a person; gives the exit code. */

/** Errors by name that mean bad input; their messages are complete. */
const BAD_INPUT = new Set([
  'UsageError',
  'SpecError',
  'ModelError',
  'DistributionError',
  'RunFolderError',
  'FileError',
  'ConditionError',
  'EvidenceError',
  'ScoreError',
  'TableError',
]);

export function explainFailure(error: unknown): 1 | 2 {
  if (error instanceof Error && BAD_INPUT.has(error.name)) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  if (error instanceof Error && error.name === 'NothingInCommon') {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  if (error instanceof Error && ['DigestMismatch', 'Interrupted'].includes(error.name)) {
    process.stderr.write(`chipcast: ${error.message}\n`);
    return 1;
  }
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (error instanceof Error && typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
    // The system said no: no space, no permission, no such file.
    process.stderr.write(`chipcast: ${error.message}\n`);
    return ['ENOENT', 'EISDIR', 'ENOTDIR', 'EEXIST'].includes(code) ? 2 : 1;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`chipcast failed: ${message}\n`);
  if (process.env['CHIPCAST_DEBUG'] && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  else
    process.stderr.write(
      'This is a fault of chipcast itself; with CHIPCAST_DEBUG=1 it says where.\n',
    );
  return 1;
}
