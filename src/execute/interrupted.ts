/** The user asked to stop before there was a result. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  /** @param what  what was under way, or how far it came */
  constructor(what: string) {
    super(`stopped: ${what}`);
  }
}
