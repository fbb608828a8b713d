/**
 * Records the answers to new questions in corpus.json: `npx tsx docs/record-corpus.ts`. A question is
 * new where its plan has another id, as after a change of its model. Another answer to the same plan
 * is refused, unless the version of the numerics has been raised.
 */

import { writeFileSync } from 'node:fs';
import china from '../models/china-ai-chips/index.ts';
import heatPumps from '../models/examples/heat-pumps/index.ts';
import { answerTo, type CorpusAnswer } from '../src/corpus/check.ts';
import { corpusQuestions } from '../src/corpus/questions.ts';
import { readCorpus } from '../src/corpus/read.ts';
import { NUMERICS } from '../src/plan/plan.ts';

const file = new URL('../src/corpus/corpus.json', import.meta.url);
const recorded = readCorpus();
const kept = recorded.numerics === NUMERICS ? recorded.answers : {};
const answers: Record<string, CorpusAnswer> = {};
const other: string[] = [];
for (const question of corpusQuestions({ china, heatPumps })) {
  const { name } = question;
  const answer = await answerTo(question);
  const before = kept[name];
  const asBefore =
    before?.digest === answer.digest && before.summaryDigest === answer.summaryDigest;
  if (before?.id === answer.id && !asBefore) other.push(name);
  answers[name] = answer;
}
if (other.length > 0)
  throw new Error(
    `not recorded: numerics is still ${NUMERICS}, and the same plan has another answer: ${other.join('; ')}`,
  );
writeFileSync(file, `${JSON.stringify({ numerics: NUMERICS, answers }, null, 1)}\n`);
