/** The user asked for what cannot be: told in one piece, without a stack, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
