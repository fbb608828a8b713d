/** Answers to the questions of the corpus, and whether they are the recorded ones. */

import { forecast } from '../forecast/forecast.ts';
import { type Place, PORTABLE } from '../forecast/place.ts';
import { NUMERICS } from '../plan/plan.ts';
import type { Check } from '../report/certificate.ts';
import { broken, differing } from '../selftest/check.ts';
import type { CorpusQuestion } from './questions.ts';

/** What came of a question, as SHA-256 each. */
export interface CorpusAnswer {
  /** Of the plan. */
  readonly id: string;
  /** Of all outcomes in all trials. */
  readonly digest: string;
  readonly summaryDigest: string;
}

/** Answers by name of the question, as a version of the numerics gave them. */
export interface Corpus {
  readonly numerics: number;
  readonly answers: Readonly<Record<string, CorpusAnswer>>;
}

export async function answerTo(
  { model, options }: CorpusQuestion,
  place: Place = PORTABLE,
): Promise<CorpusAnswer> {
  const { id, digest, manifest } = await forecast(model, options, place);
  return { id, digest, summaryDigest: manifest.summaryDigest };
}

/**
 * One check a question: how many of its three digests are not the recorded ones. What was recorded
 * and is no longer asked has failed too.
 *
 * @param begins  called with the name of each question before it is asked
 */
export async function corpusChecks(
  questions: readonly CorpusQuestion[],
  { numerics, answers }: Corpus,
  place: Place = PORTABLE,
  begins: (name: string) => void = () => {},
): Promise<Check[]> {
  const group = 'corpus';
  if (numerics !== NUMERICS)
    return [broken(group, `it is of numerics ${numerics}, and this is ${NUMERICS}`)];
  const checks: Check[] = [];
  for (const question of questions) {
    const { name } = question;
    begins(name);
    try {
      const { id, digest, summaryDigest } = await answerTo(question, place);
      const wanted = answers[name];
      checks.push(
        differing(
          { group, name },
          [id, digest, summaryDigest],
          wanted === undefined ? [] : [wanted.id, wanted.digest, wanted.summaryDigest],
        ),
      );
    } catch (error) {
      checks.push(broken(group, error));
    }
  }
  const asked = new Set(questions.map(({ name }) => name));
  const gone = Object.keys(answers).filter((name) => !asked.has(name));
  return [...checks, ...gone.map((name) => broken(group, `"${name}" is no longer asked`))];
}
