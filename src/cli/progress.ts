/** A line on standard error that says how far a run is; silent where nobody watches. */

export interface Progress {
  update(done: number, total: number): void;
  end(): void;
}

/** @param trials  how many trials the whole run has */
export function progressBar(stream: NodeJS.WriteStream, trials: number): Progress {
  const started = performance.now();
  let shown = Number.NEGATIVE_INFINITY;
  const live = stream.isTTY === true && !process.env['CI'];
  if (!live) return { update() {}, end() {} };
  return {
    update(done, total) {
      const now = performance.now();
      if (now - shown < 80 && done < total) return;
      shown = now;
      const share = done / total;
      const seconds = Math.max((now - started) / 1000, 1e-3);
      const rate = (share * trials) / seconds;
      const left = Math.ceil((seconds * (1 - share)) / Math.max(share, 1e-9));
      const width = Math.max(10, Math.min(30, (stream.columns ?? 80) - 50));
      const filled = Math.round(share * width);
      const bar = '#'.repeat(filled) + '.'.repeat(width - filled);
      const percent = `${Math.floor(100 * share)}`.padStart(3);
      stream.write(`\r\x1b[2K[${bar}] ${percent} %  ${group(rate)} trials/s  ${left} s left`);
    },
    end() {
      stream.write('\r\x1b[2K');
    },
  };
}

function group(x: number): string {
  return Math.round(x).toLocaleString('en-US');
}
