/** Errors of the system that say of which file they are. */

/**
 * What an action gives. Where the system refuses it, the error names the file: that of a write
 * names none, and that of a part of a file names the part.
 */
export function naming<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error)
      Object.assign(error, { path });
    throw error;
  }
}
