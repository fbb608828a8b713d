/** Whether other threads can be trusted with blocks. */

/**
 * Not in Deno: large messages between its worker threads get lost, in a pool and without one, and a
 * run that waits for them never ends (2.9.6). It computes in the thread that asks, to the same bits.
 */
export const HAS_THREADS = !('deno' in process.versions);
