/**
 * What somebody gave cannot be used. The message is complete: it names the thing, what was found
 * and what was wanted, all problems at once. A command ends with it and with exit code 2.
 *
 * An error that goes from one thread to another loses its class. So a thread answers with the
 * message of what it refuses, as data, and whoever asked throws it anew (`tables/parquet-thread.ts`);
 * threads that compute blocks have nothing to refuse, for their plan was checked before.
 */
export class InputError extends Error {
  override readonly name: string = 'InputError';
}
