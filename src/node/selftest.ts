/** Whether this machine computes rightly, with what ships with chipcast. */

import { type Corpus, corpusChecks } from '../corpus/check.ts';
import { corpusQuestions } from '../corpus/questions.ts';
import { readCorpus } from '../corpus/read.ts';
import type { Certificate } from '../report/certificate.ts';
import { type Reference, readReference } from '../selftest/reference.ts';
import { selftest } from '../selftest/selftest.ts';
import { loadModel } from './load-model.ts';
import { NODE } from './place.ts';

/** What should come out, where it is not what ships: in a test of what happens then. */
export interface ShouldBe {
  readonly reference?: Reference;
  readonly corpus?: Corpus;
}

/**
 * @param begins      called with the name of what is checked next
 * @param withCorpus  whether all questions of the corpus are asked too, in threads as a run has them
 */
export async function selftestHere(
  begins: (what: string) => void,
  withCorpus = false,
  { reference = readReference(), corpus = readCorpus() }: ShouldBe = {},
): Promise<Certificate> {
  const heatPumps = await loadModel('heat-pumps');
  const itself = await selftest(reference, heatPumps, begins);
  if (!withCorpus) return itself;
  const china = await loadModel('china-ai-chips');
  const asked = corpusQuestions({ china, heatPumps });
  const checks = [...itself.checks, ...(await corpusChecks(asked, corpus, NODE, begins))];
  return { ...itself, checks, passed: checks.every(({ passed }) => passed) };
}
