/** What went wrong, told to a person; gives the exit code. */

import { InputError } from '../text/input-error.ts';
import { reason } from '../text/system-error.ts';

const TOO_DEEP = /call stack/i;
/** As V8 says that there is no room for an array, a buffer, a text or the memory of the machine. */
const TOO_LITTLE =
  /allocation failed|out of memory|invalid (?:typed )?(?:array|string) (?:buffer )?length|(?:could not|failed to|unable to) (?:allocate|grow)/i;
const TOO_LITTLE_CODES = ['ENOMEM', 'ERR_WORKER_OUT_OF_MEMORY', 'ERR_MEMORY_ALLOCATION_FAILED'];

export function explainFailure(error: unknown): 1 | 2 {
  if (error instanceof InputError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  if (error instanceof Error && error.name === 'NothingInCommon') {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  if (
    error instanceof Error &&
    ['DigestMismatch', 'Interrupted', 'FleetFailure'].includes(error.name)
  ) {
    process.stderr.write(`chipcast: ${error.message}\n`);
    return 1;
  }
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  if (
    error instanceof Error &&
    (TOO_LITTLE_CODES.includes(code ?? '') || TOO_LITTLE.test(error.message))
  ) {
    process.stderr.write(
      `chipcast: there is too little memory for this (${error.message}); ask for fewer trials, threads or outcomes\n`,
    );
    return 1;
  }
  if (error instanceof Error && typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
    // The system said no: no space, no permission, no such file.
    const said = path === undefined ? reason(error) : `${path}: ${reason(error)}`;
    process.stderr.write(`chipcast: ${said}\n`);
    return ['ENOENT', 'EISDIR', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'ELOOP'].includes(code)
      ? 2
      : 1;
  }
  if (error instanceof RangeError && TOO_DEEP.test(error.message)) {
    process.stderr.write(
      'what was given is nested too deeply to be read; give parts of it names of their own\n',
    );
    return 2;
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
