/**
 * Begins in this thread, and hands the rest to others once that pays: what is small is done before
 * threads have started.
 */

import type { Executor } from './executor.ts';

/**
 * Time for the rest from which on others are asked; to start them takes some tenths of a second.
 */
const WORTH_MS = 800;
/** The same where they were started ahead. */
const WORTH_MS_STARTED = 150;

/**
 * @param others   made when they are first needed, and closed with this executor
 * @param started  whether they have been started already
 */
export function growingExecutor(
  here: Executor,
  others: () => Executor,
  { started = false }: { readonly started?: boolean } = {},
): Executor {
  const worth = started ? WORTH_MS_STARTED : WORTH_MS;
  let grown: Executor | undefined;
  return {
    get name() {
      return grown?.name ?? here.name;
    },
    async *simulate(plan, blocks, options) {
      let done = 0;
      if (grown === undefined) {
        let began = 0;
        for await (const result of here.simulate(plan, blocks, options)) {
          yield result;
          done++;
          // The first block waits for tables and keys, which say nothing of the others.
          if (done === 1) began = performance.now();
          else {
            const all = options.of ?? blocks.length;
            const left = ((performance.now() - began) / (done - 1)) * (all - done);
            if (left > worth) {
              grown = others();
              break;
            }
          }
        }
      }
      if (done < blocks.length && !options.stop?.requested && grown)
        yield* grown.simulate(plan, blocks.slice(done), options);
    },
    shares: true,
    sifts: true,
    lay: async (pilot) => grown?.lay?.(pilot),
    summarise: async (...asked) => grown?.summarise?.(...asked),
    // Draws that do not fit in memory are more than this thread alone would like to compute.
    async *count(plan, blocks, options, layout) {
      grown ??= others();
      if (grown.count) yield* grown.count(plan, blocks, options, layout);
    },
    close: async () => {
      await Promise.all([here.close(), grown?.close()]);
    },
  };
}
