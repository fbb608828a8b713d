/** What a command says of what went wrong, and the exit code it ends with. */

import { expect, test } from 'vitest';
import { ModelError } from '../../src/compile/problem.ts';
import { ConditionError } from '../../src/condition/condition.ts';
import { DistributionError } from '../../src/distributions/index.ts';
import { EvidenceError } from '../../src/evidence/quality.ts';
import { Interrupted } from '../../src/execute/interrupted.ts';
import { FileError } from '../../src/files/read.ts';
import { UsageError } from '../../src/forecast/usage-error.ts';
import { SpecError } from '../../src/plan/problem.ts';
import { QueryError } from '../../src/query/query.ts';
import { NothingInCommon, ScoreError } from '../../src/score/error.ts';
import { RequestError } from '../../src/sensitivity/request.ts';
import { RunFolderError } from '../../src/store/error.ts';
import { TableError } from '../../src/tables/table.ts';
import { answerTo } from './chipcast.ts';

const told = (error: unknown) => answerTo(() => Promise.reject(error));

test.each<[string, Error]>([
  ['UsageError', new UsageError('--head belongs to --ledger')],
  ['SpecError', new SpecError('high.yaml cannot be read', [{ path: 'a', message: 'is missing' }])],
  ['ModelError', new ModelError('m', [{ severity: 'error', subject: 'a', message: 'is missing' }])],
  ['DistributionError', new DistributionError([{ message: 'uniform: low is above high' }])],
  ['RunFolderError', new RunFolderError('runs/out/a is not finished')],
  ['FileError', new FileError('a.yaml', 'does not exist', true)],
  ['ConditionError', new ConditionError('there is no "x"')],
  ['EvidenceError', new EvidenceError('the observations contradict each other')],
  ['ScoreError', new ScoreError('truths.csv: there is no column value')],
  ['TableError', new TableError('a.csv: it does not exist')],
  ['RequestError', new RequestError('there is no outcome "x"')],
  ['QueryError', new QueryError('"P(" cannot be read')],
])('%s is bad input: its message alone, and exit code 2', async (name, error) => {
  expect(error.name).toBe(name);
  expect(await told(error)).toEqual({ code: 2, stdout: '', stderr: `${error.message}\n` });
});

test('where nothing was wrong with the input, the exit code is 1', async () => {
  expect(await told(new Interrupted('3 blocks of 4'))).toMatchObject({
    code: 1,
    stderr: 'chipcast: stopped: 3 blocks of 4\n',
  });
  expect(await told(new NothingInCommon('no task in common'))).toMatchObject({
    code: 1,
    stderr: 'no task in common\n',
  });
});

test('what nobody expected is a fault of chipcast, said so without a stack', async () => {
  const { code, stderr } = await told(new TypeError('x is not a function'));
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      'chipcast failed: x is not a function\nThis is a fault of chipcast itself; with CHIPCAST_DEBUG=1 it says where.\n',
  });
});
