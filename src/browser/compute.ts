/**
 * The workers as the page sees them: one answer to a move, and of several moves while they compute,
 * the last one counts.
 */

import type { Asked } from '../page/beside.ts';
import type { Plan } from '../plan/plan.ts';
import type { Estimate, OutcomeSummary } from '../stats/summary.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { type Changes, UNCHANGED } from './question.ts';

/** The text of a worker, put here when the page is built. */
declare const WORKER_SOURCE: string;

/** More would have no block of a move to compute. */
const MOST_WORKERS = 4;

export interface Answer {
  readonly kind: 'computed';
  readonly number: number;
  readonly changes: Changes;
  /** Of the columns that the page shows, in the order of its program. */
  readonly outcomes: readonly OutcomeSummary[];
  readonly difference: Estimate | undefined;
  /** What the slowest worker took. */
  readonly milliseconds: number;
}

type Message = Answer | Exclude<FromWorker, { kind: 'part' }>;

export interface Computing {
  /** Starts the workers, if nothing has yet, so that the first move finds them warm. */
  warm(): void;
  ask(changes: Changes): void;
  verify(): void;
}

/** @param onMessage  called with every message but answers to questions that were overtaken */
export function computing(
  plan: Plan,
  asked: Asked | undefined,
  onMessage: (message: Message) => void,
): Computing {
  let workers: readonly Worker[] | undefined;
  let number = 0;
  let busy: Changes | undefined;
  let warmed = false;
  let waiting: Changes | undefined;
  let parts: Extract<FromWorker, { kind: 'part' }>[] = [];

  function started(): readonly Worker[] {
    workers ??= begin(plan, asked, hear);
    return workers;
  }
  function next(changes: Changes): void {
    busy = changes;
    number++;
    parts = [];
    for (const worker of started()) send(worker, { kind: 'compute', number, changes });
  }
  function idle(): void {
    busy = undefined;
    const overtaken = waiting;
    waiting = undefined;
    if (overtaken !== undefined) next(overtaken);
  }
  function hear(message: FromWorker): void {
    if (message.kind === 'failed') {
      // The others may wait for what does not come.
      for (const worker of workers ?? []) worker.terminate();
      workers = undefined;
      // Nobody asked to be warmed up.
      if (busy !== UNCHANGED || message.number === -1) onMessage(message);
      idle();
      return;
    }
    if (message.kind !== 'part') return onMessage(message);
    parts.push(message);
    if (busy === undefined || parts.length < started().length) return;
    const changes = busy;
    const outcomes = parts.flatMap((part) => part.outcomes).toSorted(([a], [b]) => a - b);
    const answer: Answer = {
      kind: 'computed',
      number: message.number,
      changes,
      outcomes: outcomes.map(([, summary]) => summary),
      difference: parts.find(({ difference }) => difference !== undefined)?.difference,
      milliseconds: Math.max(...parts.map(({ milliseconds }) => milliseconds)),
    };
    idle();
    onMessage(answer);
  }
  return {
    warm() {
      if (!warmed && workers === undefined) next(UNCHANGED);
      warmed = true;
    },
    ask(changes) {
      if (busy === undefined) next(changes);
      else waiting = changes;
    },
    verify: () => send(started()[0], { kind: 'verify' }),
  };
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
const send = (worker: Worker, message: ToWorker, transfer: Transferable[] = []): void =>
  worker.postMessage(message, transfer);

/** Workers that know the question and each other. */
function begin(
  plan: Plan,
  asked: Asked | undefined,
  hear: (message: FromWorker) => void,
): readonly Worker[] {
  const count = Math.min(MOST_WORKERS, Math.max(1, navigator.hardwareConcurrency));
  const url = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' }));
  const workers = Array.from({ length: count }, () => new Worker(url));
  URL.revokeObjectURL(url);
  const ports: (MessagePort | undefined)[][] = workers.map(() =>
    Array.from({ length: count }, () => undefined),
  );
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      const { port1, port2 } = new MessageChannel();
      ports[a][b] = port1;
      ports[b][a] = port2;
    }
  workers.forEach((worker, own) => {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => hear(data);
    const peers = ports[own];
    send(
      worker,
      { kind: 'begin', plan, asked, own, peers },
      peers.filter((port) => port !== undefined),
    );
  });
  return workers;
}
