/** A folder or file that is not what it should be; told to the user without a stack. */
export class RunFolderError extends Error {
  override readonly name = 'RunFolderError';
}
