/** A line on standard error that says how far a run is; silent where nobody watches. */

import type { Phase } from '../forecast/compute.ts';

export interface Progress {
  /** @param phase  what is done if no trials are computed */
  update(done: number, total: number, phase?: Phase): void;
  end(): void;
}

/** @param trials  how many trials the whole run has */
export function progressBar(stream: NodeJS.WriteStream, trials: number): Progress {
  let [started, current] = [performance.now(), undefined as Phase | undefined];
  let shown = Number.NEGATIVE_INFINITY;
  const live = stream.isTTY === true && !process.env['CI'];
  if (!live) return { update() {}, end() {} };
  return {
    update(done, total, phase) {
      const now = performance.now();
      if (phase !== current) [started, shown, current] = [now, Number.NEGATIVE_INFINITY, phase];
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
      const what = phase === undefined ? `${group(rate)} trials/s` : PHASES[phase];
      stream.write(`\r\x1b[2K[${bar}] ${percent} %  ${what}  ${left} s left`);
    },
    end() {
      stream.write('\r\x1b[2K');
    },
  };
}

const PHASES: Readonly<Record<Phase, string>> = {
  weighing: 'weighing trials',
  statistics: 'statistics',
  evidence: 'effects of evidence',
};

function group(x: number): string {
  return Math.round(x).toLocaleString('en-US');
}
