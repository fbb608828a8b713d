/** `chipcast trial`: one trial of a run, and the answer to given uniforms. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { trialCommand } from '../../src/cli/commands/trial.ts';
import { streamNames } from '../../src/compile/program.ts';
import { readQuestion } from '../../src/node/question.ts';
import { uniform } from '../../src/random/streams.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { answerTo } from './chipcast.ts';

const out = temporaryFolder();
const question = { model: 'heat-pumps', trials: 300, replicates: 3, preset: ['subsidy-ends'] };
let made: string;
beforeAll(async () => {
  made = await finishedRun({ ...question, out });
}, 60_000);

interface Trial {
  inputs: Record<string, number | number[]>;
  outcomes: Record<string, number>;
  series: Record<string, number[]>;
}

/** Draws of a run are read from tables, which are right to 1e-9; those of given uniforms are not. */
function toSixDigits(trial: Trial): unknown {
  return JSON.parse(JSON.stringify(trial), (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(6)) : value,
  );
}

async function trialOf(number: number): Promise<Trial & { trial: number; variables: object }> {
  const { stdout } = await answerTo(() => trialCommand(made, number, { out, json: true }));
  return JSON.parse(stdout) as Trial & { trial: number; variables: object };
}

test('law: the uniforms of a trial of a run give that trial, but for what its tables miss', async () => {
  const { program, seed, design, replicates } = (await readQuestion(undefined, question, () => {}))
    .plan;
  const numbers = [0, 1, 2, 299];
  const trials = numbers.map((number) => ({
    // Keys that the command does not know are passed over.
    note: `trial ${number}`,
    uniforms: Object.fromEntries(
      program.inputs.map((input) => {
        const drawn = streamNames(input, program.time.quarters).map((name, quarter) =>
          uniform(design, seed, name, input.dimensions[quarter], replicates, number),
        );
        return [input.id, input.over === 'trial' ? drawn[0] : drawn];
      }),
    ),
  }));
  const file = join(out, 'uniforms.json');
  writeFileSync(file, JSON.stringify({ made: 'by a test', trials }));
  const asked = { model: 'heat-pumps', preset: ['subsidy-ends'], uniforms: file, json: true, out };
  const { code, stdout, stderr } = await answerTo(() => trialCommand(undefined, undefined, asked));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const answered = (JSON.parse(stdout) as { trials: Trial[] }).trials;
  for (const [k, number] of numbers.entries()) {
    const { trial, variables, ...values } = await trialOf(number);
    expect(trial).toBe(number);
    expect(Object.keys(variables).length).toBeGreaterThan(8);
    expect(toSixDigits(answered[k]!)).toEqual(toSixDigits(values));
  }
});

describe('for a person', () => {
  test('a trial is a page: inputs, what is computed by quarter, outcomes, with their units', async () => {
    const { stdout } = await answerTo(() => trialCommand(made, 7, { out }));
    const { inputs, outcomes } = await trialOf(7);
    expect(stdout).toMatch(
      /^Trial 7 of subsidy-ends-[0-9a-f]{8}\n\nEvery outcome has a value\.\n\nInputs\n/,
    );
    for (const title of ['Inputs', 'By quarter', 'Outcomes'])
      expect(stdout).toMatch(new RegExp(`^${title}$`, 'm'));
    const row = (id: string): string[] =>
      stdout
        .split('\n')
        .find((line) => line.startsWith(`  ${id} `))!
        .trim()
        .split(/\s+/);
    expect(row('subsidy.rate')).toEqual(['subsidy.rate', '0', '%']);
    const [, opening, unit] = row('stock.opening');
    expect([Number(opening), unit]).toEqual([
      Number((inputs['stock.opening'] as number).toPrecision(6)),
      'thousand',
    ]);
    const inService = outcomes['pumps.inService[2029]']!;
    expect(Number(row('pumps.inService[2029]')[1])).toBe(Number(inService.toPrecision(6)));
  });

  test('--only shows what its patterns fit, and names the nearest ids where none does', async () => {
    const { stdout } = await answerTo(() => trialCommand(made, 7, { out, only: ['pumps.*'] }));
    const ids = [...stdout.matchAll(/^ {2}([a-z]\w*\.\w+)/gm)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(1);
    expect(ids.filter((id) => !id.startsWith('pumps.'))).toEqual([]);
    const one = await answerTo(() => trialCommand(made, 7, { out, only: ['subsidy.rate'] }));
    expect(one.stdout).toContain('  subsidy.rate');
    expect(one.stdout).not.toContain('pumps.');
    const none = await answerTo(() => trialCommand(made, 7, { out, only: ['subsidy.rat*x'] }));
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('--only subsidy.rat*x: no id of the trial fits; did you mean');
    expect(none.stderr).toContain('subsidy.rate');
  });
});
