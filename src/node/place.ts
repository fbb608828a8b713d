/** Node as a place for verbs: threads compute, and runs are kept in folders. */

import { availableParallelism, hostname } from 'node:os';
import { resolve } from 'node:path';
import { growingExecutor } from '../execute/growing.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { threadsExecutor } from '../execute/threads.ts';
import type { Place } from '../forecast/place.ts';
import { HAS_THREADS } from './has-threads.ts';
import { expectRoom } from './room.ts';

export const NODE: Place = {
  made: { node: process.version, host: hostname() },
  executor({ threads, blocks }) {
    const most = Math.min(threads ?? availableParallelism(), blocks);
    if (most <= 1 || !HAS_THREADS) return inlineExecutor();
    if (threads !== undefined) return threadsExecutor(most);
    return growingExecutor(inlineExecutor(), () => threadsExecutor(most));
  },
  expectRoom,
  store: async (folder, name) => {
    const { folderAt } = await import('./folder.ts');
    return folderAt(resolve(folder, name));
  },
};
