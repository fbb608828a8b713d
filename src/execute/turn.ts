/**
 * One turn of the event loop: messages, signals and timers are served. A browser has no
 * `setImmediate`; what its timers take, 4 ms at most, is little beside a block.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
