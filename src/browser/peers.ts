/**
 * Workers of a page that compute the blocks of a plan together. All run the same program in the same
 * order; each computes some blocks, and hands to every other what this one wants of them. They share
 * no memory: a page from a disk may not.
 */

import type { Executor } from '../execute/executor.ts';
import { type BlockResult, Simulator } from '../execute/simulate.ts';
import { loadKernel } from '../kernel/load.ts';
import { blockCount, type Plan } from '../plan/plan.ts';

/** What a worker is handed of a block. */
export interface BlockPart {
  readonly block: number;
  /** Draws, column after column, trials in order of position. */
  readonly columns: Float64Array<ArrayBuffer>;
}

export interface MomentPart extends BlockPart {
  /** Of all outcomes. */
  readonly moments: Float64Array;
}

interface FromPeer {
  /** Passes over the blocks of a plan are numbered alike in all workers. */
  readonly pass: number;
  readonly part: BlockPart;
}

export class Peers {
  private pass = 0;
  private readonly arrived = new Map<string, BlockPart>();
  private readonly awaited = new Map<string, (part: BlockPart) => void>();

  /**
   * @param own    number of this worker
   * @param ports  to each worker; nothing at the own place
   */
  constructor(
    readonly own: number,
    private readonly ports: readonly (MessagePort | undefined)[],
  ) {
    for (const port of ports) {
      if (port === undefined) continue;
      port.onmessage = ({ data: { pass, part } }: MessageEvent<FromPeer>) => {
        const key = `${pass} ${part.block}`;
        const awaited = this.awaited.get(key);
        this.awaited.delete(key);
        if (awaited === undefined) this.arrived.set(key, part);
        else awaited(part);
      };
    }
  }

  /** Of `count` columns those of a worker: near ones are much alike, so that the work is even. */
  columnsOf(worker: number, count: number): readonly number[] {
    return Array.from({ length: count }, (_, k) => k).filter(
      (k) => k % this.ports.length === worker,
    );
  }

  /** All blocks, in any order, each with the columns of this worker among `count`. */
  ownColumns(simulator: Simulator, count: number): AsyncIterable<MomentPart> {
    const wanted = this.ports.map((_, worker) => this.columnsOf(worker, count));
    return this.exchanged(simulator.plan, (block) => {
      const stretches = simulator.simulate(block);
      const moments = simulator.moments(stretches);
      const trials = stretches.reduce((sum, { length }) => sum + length, 0);
      return wanted.map((numbers) => {
        const columns = new Float64Array(numbers.length * trials);
        numbers.forEach((k, place) =>
          columns.set(simulator.column(k).subarray(0, trials), place * trials),
        );
        return { block, columns, moments };
      });
    });
  }

  /** For what every worker computes to its end: each gets all of all blocks. */
  executor(): Executor {
    const simulate = (plan: Plan): AsyncIterable<BlockResult> => {
      const simulator = new Simulator(plan, loadKernel());
      return this.exchanged(plan, (block) => {
        const result = simulator.block(block);
        return this.ports.map(() => ({ ...result, columns: result.columns.slice() }));
      });
    };
    return { name: 'peers', simulate, close: async () => {} };
  }

  /** @param partsOf  computes a block: what each worker is handed of it */
  private async *exchanged<Part extends BlockPart>(
    plan: Plan,
    partsOf: (block: number) => readonly Part[],
  ): AsyncGenerator<Part> {
    const { own, ports } = this;
    const pass = ++this.pass;
    const isOwn = (block: number): boolean => block % ports.length === own;
    const all = Array.from({ length: blockCount(plan) }, (_, block) => block);
    for (const block of all.filter(isOwn)) {
      const parts = partsOf(block);
      ports.forEach((port, worker) => {
        const message: FromPeer = { pass, part: parts[worker] };
        port?.postMessage(message, [parts[worker].columns.buffer]);
      });
      yield parts[own];
    }
    for (const block of all) if (!isOwn(block)) yield (await this.from(`${pass} ${block}`)) as Part;
  }

  private from(key: string): BlockPart | Promise<BlockPart> {
    const part = this.arrived.get(key);
    this.arrived.delete(key);
    return part ?? new Promise((resolve) => this.awaited.set(key, resolve));
  }
}
