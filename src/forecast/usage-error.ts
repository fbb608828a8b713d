import { InputError } from '../text/input-error.ts';

/**
 * Somebody asked for what cannot be: the message is complete, names what was found, and says what
 * was wanted.
 */
export class UsageError extends InputError {
  override readonly name = 'UsageError';
}
