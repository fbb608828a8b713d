import { InputError } from '../text/input-error.ts';

/** A folder or file that is not what it should be; told to the user without a stack. */
export class RunFolderError extends InputError {
  override readonly name = 'RunFolderError';
}
