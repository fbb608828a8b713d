/** Ctrl-C: once to stop in good order, twice to stop at once. */

export interface Interruption {
  readonly stop: { requested: boolean };
  /** What has no more to be stopped in good order ends by itself again. */
  readonly release: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export function onInterruption(): Interruption {
  const stop = { requested: false };
  const askToStop = (): void => {
    if (stop.requested) process.exit(1);
    stop.requested = true;
    process.stderr.write('\nstopping after the blocks under way; once more stops at once\n');
  };
  for (const signal of SIGNALS) process.on(signal, askToStop);
  return {
    stop,
    release: () => {
      for (const signal of SIGNALS) process.off(signal, askToStop);
    },
  };
}
