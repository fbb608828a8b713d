/** A run from where it is kept. */

import { RunFolderError } from '../store/error.ts';
import type { RunStore } from '../store/run-store.ts';
import { Columns } from './columns.ts';
import type { Notice } from './notice.ts';
import type { Place } from './place.ts';
import { Run } from './run.ts';

/**
 * The run that a store holds.
 *
 * @param notices  how it was found
 * @throws RunFolderError if it is not finished, or if a file of it is missing or is not what it
 *   should be
 */
export function openStore(store: RunStore, place: Place, notices: readonly Notice[] = []): Run {
  expectFinished(store);
  const plan = store.plan();
  const all = [...notices];
  const written = store.has('draws.parquet') && {
    store,
    onNotice: (notice: Notice) => void all.push(notice),
  };
  return new Run(
    {
      plan,
      manifest: store.manifest(),
      summary: store.summary(),
      evidence: plan.evidence === undefined ? undefined : store.evidence(),
      columns: new Columns(plan, undefined, written || undefined),
      notices: all,
      store,
    },
    place,
  );
}

/**
 * All of them, or one message about all that are not finished.
 *
 * @throws RunFolderError as `openStore`
 */
export function openStores(stores: readonly RunStore[], place: Place): readonly Run[] {
  const faults = stores
    .filter((store) => store.state() !== 'finished')
    .map((store) => unfinished(store));
  if (faults.length > 0) throw new RunFolderError(faults.join('\n'));
  return stores.map((store) => openStore(store, place));
}

/**
 * @param why  what there is not, for that: `there is nothing to verify yet`
 * @throws RunFolderError if the run is not finished
 */
export function expectFinished(store: RunStore, why?: string): void {
  if (store.state() !== 'finished') throw new RunFolderError(unfinished(store, why));
}

export function unfinished(store: RunStore, why?: string): string {
  if (store.state() === 'absent') return `${store.path} is not the folder of a run`;
  return why === undefined
    ? `${store.path} is not finished (chipcast resume ${store.path})`
    : `${store.path} is not finished; ${why} (chipcast resume ${store.path})`;
}
