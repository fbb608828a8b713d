/** The worker as the page sees it: of several moves while it computes, the last one counts. */

import type { Asked } from '../page/beside.ts';
import type { Plan } from '../plan/plan.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** The text of the worker, put here when the page is built. */
declare const WORKER_SOURCE: string;

export interface Computing {
  ask(plan: Plan): void;
  verify(plan: Plan): void;
}

/** @param onMessage  called with every message but answers to questions that were overtaken */
export function computing(
  plan: Plan,
  asked: Asked | undefined,
  onMessage: (message: FromWorker) => void,
): Computing {
  const url = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  const send = (message: ToWorker): void => worker.postMessage(message);
  let number = 0;
  let busy = false;
  let waiting: Plan | undefined;
  const next = (asking: Plan): void => {
    busy = true;
    send({ kind: 'compute', number: ++number, plan: asking });
  };
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === 'computed' || data.kind === 'failed') {
      busy = false;
      const overtaken = waiting;
      waiting = undefined;
      if (overtaken !== undefined) next(overtaken);
    }
    onMessage(data);
  };
  send({ kind: 'begin', plan, asked });
  return {
    ask(asking) {
      if (busy) waiting = asking;
      else next(asking);
    },
    verify: (whole) => send({ kind: 'verify', plan: whole }),
  };
}
