/** What a thread of a worker does: blocks of a job, as the message that goes back. */

import { BucketCollector } from '../execute/bucket-collector.ts';
import { pilotOf } from '../execute/run.ts';
import { Simulator } from '../execute/simulate.ts';
import { loadKernel } from '../kernel/load.ts';
import type { Plan } from '../plan/plan.ts';
import { encodeColumns } from './columns.ts';
import { encodeCounts } from './counts.ts';
import { encodeMessage, type Job, type MessageHead } from './messages.ts';

/** What a thread is given; the plan is read only where its id is new. */
export interface FleetTask {
  readonly planText: string;
  readonly job: Job;
  readonly jobId: string;
  readonly worker: string;
}

/** Computes jobs of one plan: the machine is built once, and so are the layouts of buckets. */
export class JobComputer {
  private readonly simulator: Simulator;
  private collector: BucketCollector | undefined;
  /** Memory for the draws of a block that are counted: fresh pages cost more than to fill them. */
  private columns: Float64Array | undefined;

  constructor(
    private readonly plan: Plan,
    recordInputs: boolean,
  ) {
    this.simulator = new Simulator(plan, loadKernel(), { recordInputs });
  }

  /** @returns  a message; of a job of draws it is one of a single block */
  message(job: Job, jobId: string, worker: string): Uint8Array {
    const { run, numerics, kernel, kind, blocks } = job;
    const head = { run, job: jobId, worker, numerics, kernel, kind, blocks } as const;
    return kind === 'draws' ? this.draws(head) : this.counts(head);
  }

  private draws(head: Omit<MessageHead, 'digests' | 'ms'>): Uint8Array {
    const began = performance.now();
    const { digest, columns, trials } = this.simulator.block(head.blocks[0]);
    const body = encodeColumns(columns, trials, columns.length / trials);
    return encodeMessage({ ...head, digests: [digest], ms: performance.now() - began }, body);
  }

  private counts(head: Omit<MessageHead, 'digests' | 'ms'>): Uint8Array {
    const collector = this.laidOut();
    // The layout is made once a run; the size of jobs follows from what each of them takes.
    const began = performance.now();
    collector.clear();
    const digests = head.blocks.map((block) => {
      const result = this.simulator.block(block, this.columns);
      this.columns = result.columns;
      collector.add(result);
      return result.digest;
    });
    const snapshot = collector.snapshot();
    if (snapshot === undefined) throw new Error('nothing was counted');
    const { head: counts, body } = encodeCounts(snapshot);
    return encodeMessage({ ...head, digests, ms: performance.now() - began, counts }, body);
  }

  private laidOut(): BucketCollector {
    if (this.collector === undefined) {
      const collector = new BucketCollector(this.plan);
      collector.layOut(pilotOf(this.plan, collector, this.simulator));
      this.collector = collector;
    }
    return this.collector;
  }
}
