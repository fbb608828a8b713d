/** The corpus of questions and recorded answers. @slow: it runs some ninety small forecasts. */

import { beforeAll, describe, expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { corpusChecks } from '../../src/corpus/check.ts';
import { corpusQuestions } from '../../src/corpus/questions.ts';
import { readCorpus } from '../../src/corpus/read.ts';
import { families } from '../../src/distributions/index.ts';
import { COMPOSED, OPERATIONS } from '../../src/language/operations/index.ts';
import { DESIGNS } from '../../src/random/designs.ts';
import type { Check } from '../../src/report/certificate.ts';

const corpus = readCorpus();
const questions = corpusQuestions({ china, heatPumps });
// Those of the China model take a second each: `.ci/run` asks them, on several versions of Node.
const small = questions.filter(({ name }) => !name.startsWith('China'));
const answers = Object.fromEntries(
  Object.entries(corpus.answers).filter(([name]) => !name.startsWith('China')),
);

test('every design, family, operation and preset of the China model is asked, and nothing twice', () => {
  const names = questions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining([
      ...DESIGNS.map((design) => `heat pumps, ${design}`),
      ...families.map(({ name }) => `family ${name}`),
      ...Object.keys({ ...OPERATIONS, ...COMPOSED }).map((name) => `operation ${name}`),
      ...Object.keys(china.presets ?? {}).map((preset) => `China, ${preset}`),
    ]),
  );
});

test('every question has its recorded answer, and every answer its question', () => {
  expect(Object.keys(corpus.answers).toSorted()).toEqual(
    questions.map(({ name }) => name).toSorted(),
  );
});

describe('asked here', () => {
  let checks: Check[];
  beforeAll(async () => {
    checks = await corpusChecks(small, { ...corpus, answers });
  });

  test('all small questions have the answers that were recorded', () => {
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(checks).toHaveLength(small.length);
  });
});

describe('what is not as recorded fails', () => {
  const [question] = questions.filter(({ name }) => name === 'operation floor');
  const answer = corpus.answers[question.name];
  const checked = (changed: Partial<typeof answer>) =>
    corpusChecks([question], {
      ...corpus,
      answers: { [question.name]: { ...answer, ...changed } },
    });

  test.each(['id', 'digest', 'summaryDigest'] as const)('%s', async (field) => {
    const other = answer[field].replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    expect(await checked({ [field]: other })).toMatchObject([
      { group: 'corpus', name: 'operation floor', found: 1, count: 3, passed: false },
    ]);
    expect(await checked({})).toMatchObject([{ found: 0, passed: true }]);
  });

  test('a question without an answer, an answer without a question, another numerics', async () => {
    expect(await corpusChecks([question], { ...corpus, answers: {} })).toMatchObject([
      { passed: false, found: 3 },
    ]);
    expect(await corpusChecks([], { ...corpus, answers: { gone: answer } })).toMatchObject([
      { passed: false, name: expect.stringContaining('"gone" is no longer asked') },
    ]);
    expect(await corpusChecks([question], { ...corpus, numerics: 0 })).toMatchObject([
      { passed: false, name: expect.stringContaining('it is of numerics 0') },
    ]);
  });

  test('a question that cannot be asked', async () => {
    const impossible = { ...question, options: { trials: -1 } };
    expect(await corpusChecks([impossible], { ...corpus, answers: {} })).toMatchObject([
      { passed: false, name: expect.stringMatching(/^stopped: /) },
    ]);
  });
});
