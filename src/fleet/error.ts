/** What goes wrong between machines. */

import { InputError } from '../text/input-error.ts';

/** What somebody asked of a fleet cannot be: an address, packages that are not installed. */
export class FleetError extends InputError {
  override readonly name = 'FleetError';
}

/** A run on a fleet cannot go on. The message is complete. */
export class FleetFailure extends Error {
  override readonly name = 'FleetFailure';
}
