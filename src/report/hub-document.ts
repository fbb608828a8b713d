/** What `score --forecast` leaves. */

import type { ScoredHub } from '../score/hub/score.ts';
import type { HubTable } from '../score/hub/tables.ts';

export interface HubDocument {
  readonly format: 2;
  readonly truth: string;
  /** The last day of the versions of the truth that count, where one was asked for. */
  readonly asOf?: string;
  /** The configuration of the hub, where it was given. */
  readonly hub?: string;
  readonly by: readonly string[];
  readonly baseline?: string;
  readonly tables: readonly HubTable[];
  readonly models: readonly ScoredHub[];
}
