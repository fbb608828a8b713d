/** What has reached the disk by when. A power cut cannot be had here; the calls can be counted. */

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { FolderFiles } from '../../src/store/folder-files.ts';
import { temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

test('a journal is brought to the disk with the first line after a second, with its plan', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const files = new FolderFiles(join(folder, 'run'));
  files.make();
  files.write('program.json', '{}');
  files.write('plan.json', '{}');
  const synced = vi.spyOn(fs, 'fsyncSync');
  // Those who import it by name get the watched one, too.
  syncBuiltinESMExports();
  const journal = files.append('journal');
  journal.append('first\n');
  vi.advanceTimersByTime(999);
  journal.append('second\n');
  expect(synced).toHaveBeenCalledTimes(0);
  vi.advanceTimersByTime(1);
  journal.append('third\n');
  // Program, plan, folder, journal.
  expect(synced).toHaveBeenCalledTimes(4);
  journal.append('fourth\n');
  expect(synced).toHaveBeenCalledTimes(4);
  vi.advanceTimersByTime(1000);
  journal.append('fifth\n');
  expect(synced).toHaveBeenCalledTimes(5);
  // Where that takes half a second, the next time is ten seconds later.
  synced.mockImplementationOnce(() => void vi.advanceTimersByTime(500));
  vi.advanceTimersByTime(1000);
  journal.append('sixth\n');
  vi.advanceTimersByTime(9999);
  journal.append('seventh\n');
  expect(synced).toHaveBeenCalledTimes(6);
  vi.advanceTimersByTime(1);
  journal.append('eighth\n');
  expect(synced).toHaveBeenCalledTimes(7);
  journal.close();
  expect(synced).toHaveBeenCalledTimes(8);
});
