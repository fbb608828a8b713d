/** Ctrl-C: once to stop in good order, twice to stop at once. */

export interface Interruption {
  /** Aborted once it was asked to stop. */
  readonly signal: AbortSignal;
  /** What has no more to be stopped in good order ends by itself again. */
  readonly release: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export function onInterruption(): Interruption {
  const controller = new AbortController();
  const askToStop = (): void => {
    if (controller.signal.aborted) process.exit(1);
    controller.abort();
    process.stderr.write('\nstopping after the blocks under way; once more stops at once\n');
  };
  for (const signal of SIGNALS) process.on(signal, askToStop);
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of SIGNALS) process.off(signal, askToStop);
    },
  };
}
