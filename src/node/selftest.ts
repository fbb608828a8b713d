/** Whether this machine computes rightly, with what ships with chipcast. */

import type { Certificate } from '../report/certificate.ts';
import { type Reference, readReference } from '../selftest/reference.ts';
import { selftest } from '../selftest/selftest.ts';
import { loadModel } from './load-model.ts';

export type { Reference };

/**
 * @param onGroup    is told what is checked next
 * @param reference  what should come out; the values shipped, but in a test of what happens where
 *           they do not
 */
export async function selftestHere(
  onGroup: (group: string) => void,
  reference: Reference = readReference(),
): Promise<Certificate> {
  return selftest(reference, await loadModel('heat-pumps'), onGroup);
}
