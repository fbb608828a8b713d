/**
 * What cannot be done is told in full, on standard error, with exit code 2; nothing is written and
 * nobody sees a stack.
 */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { modelCommand } from '../../src/cli/commands/model.ts';
import { resumeCommand } from '../../src/cli/commands/resume.ts';
import { runCommand } from '../../src/cli/commands/run.ts';
import { trialCommand } from '../../src/cli/commands/trial.ts';
import { verifyCommand } from '../../src/cli/commands/verify.ts';
import { temporaryFolder } from '../folders.ts';
import { type Answer, answerTo, chipcast, stackLines } from './chipcast.ts';
import { writeModels } from './models.ts';

const folder = temporaryFolder();
/** Where the runs of a test would be, if there were any. */
let out: string;
let tests = 0;
beforeEach(() => {
  out = join(folder, `out-${tests++}`);
});
const path = writeModels(join(folder, 'models'));

function file(name: string, text: string): string {
  const written = join(folder, name);
  writeFileSync(written, text);
  return written;
}

const badSpec = file(
  'bad.yaml',
  `name: High Uptake
model: heat-pumps
trials: 100k
replicats: 8
set:
  installers.hiring: pert(3, 2, 1)
`,
);
const unknownIds = file(
  'unknown.yaml',
  `name: unknown
model: heat-pumps
presets: [subsidy-end]
set:
  installers.hirng: 0.02
  subsidy.rate: 7
`,
);

function expectRefused(
  { code, stdout, stderr }: Answer,
  messages: readonly (string | RegExp)[],
  where = out,
): void {
  expect(stdout).toBe('');
  for (const message of messages) {
    if (typeof message === 'string') expect(stderr).toContain(message);
    else expect(stderr).toMatch(message);
  }
  expect(stackLines(stderr)).toEqual([]);
  expect(code).toBe(2);
  expect(existsSync(where)).toBe(false);
}

describe('as a process', () => {
  const nowhere = join(folder, 'nowhere');
  test.concurrent.each<[string, string[], (string | RegExp)[]]>([
    ['a command that does not exist', ['rum'], ["unknown command 'rum'", 'run']],
    [
      'an option that does not exist',
      ['run', '--trails', '10'],
      ["unknown option '--trails'", '--trials'],
    ],
    [
      'an option of the wrong kind',
      ['run', '--trials', '1.5'],
      ['1.5', 'Wanted a whole number from 1 to 1000000000.'],
    ],
    [
      'an option out of its choices',
      ['run', '--design', 'grid'],
      ['grid', 'sobol, monte-carlo, latin-hypercube, antithetic'],
    ],
    [
      'a spec with five faults',
      ['run', badSpec],
      [
        `${badSpec} cannot be read: 5 problems`,
        `${badSpec}:1:7 name: found "High Uptake"`,
        `${badSpec}:3:9 trials: found "100k"; wanted a whole number from 1 to 1000000000; write 100000`,
        `${badSpec}:4:1 replicats: is not a key of a run spec; did you mean replicates?`,
        `${badSpec}:6:27 set.installers.hiring: pert: min is 3 and max is 1; min must be below max. Swapped?`,
        `${badSpec}:6:30 set.installers.hiring: pert: mode is 2, outside min 3 and max 1`,
      ],
    ],
    [
      'a model with a fault of syntax',
      ['run', '--model', path('syntax')],
      [`model file ${path('syntax')} cannot be loaded: `, /syntax\.ts:\d+/],
    ],
    [
      'a model that throws while it is read',
      ['run', '--model', path('throws')],
      [
        `model file ${path('throws')} cannot be loaded: Cannot read properties of undefined`,
        /throws\.ts:\d+/,
      ],
    ],
  ])('%s', async (_, words, messages) => {
    const where = words[0] === 'run' ? ['--out', nowhere] : [];
    expectRefused(await chipcast(...words, ...where), messages, nowhere);
  });
});

describe('of a run', () => {
  const run = (spec: string | undefined, options: object = {}) =>
    answerTo(() => runCommand(spec, { executor: 'inline', out, ...options }));

  test.each<[string, string | undefined, object, (string | RegExp)[]]>([
    ['a spec that does not exist', 'nowhere.yaml', {}, ['run spec nowhere.yaml does not exist']],
    [
      'a spec that is a folder',
      folder,
      {},
      [`run spec ${folder} cannot be read: it is a folder; wanted a file`],
    ],
    [
      'a spec that is no YAML',
      file('no.yaml', 'name: [high\ntrials: 10\n'),
      {},
      [/no\.yaml cannot be read: 1 problem/, /no\.yaml:\d+:\d+/],
    ],
    [
      'a spec of names that its model does not have',
      unknownIds,
      {},
      [
        'Run "unknown" cannot start: 3 problems',
        `${unknownIds}:3:11 presets: there is no preset "subsidy-end"; did you mean subsidy-ends?`,
        `${unknownIds}:5:3 set.installers.hirng: there is no input "installers.hirng"; did you mean installers.hiring or installers.learning?`,
        `${unknownIds}:6:17 set.subsidy.rate: subsidy.rate is 7; wanted from 0 to 0.7`,
      ],
    ],
    [
      'four faults at once',
      undefined,
      {
        model: 'heat-pumps',
        preset: ['subsidy-end'],
        set: ['installers.hirng=1', 'subsidy.rate=lognormal(p10=2, p90=1)'],
        trials: 4,
        replicates: 9,
      },
      [
        'cannot start: 4 problems',
        '--replicates: 4 trials cannot fill 9 replicates',
        '--preset: there is no preset "subsidy-end"; did you mean subsidy-ends?',
        '--set installers.hirng=1: there is no input "installers.hirng"; did you mean installers.hiring or installers.learning?',
        'lognormal: p10 is 2 and p90 is 1; p10 must be below p90. Swapped?',
      ],
    ],
    [
      'a model with two faults of units',
      undefined,
      { model: path('units') },
      [
        'Model "units" cannot be compiled: 2 errors.',
        /sum: units: .*EUR.*unit/,
        /product: .*EUR/,
        /units\.ts:\d+/,
      ],
    ],
    [
      'a model that nobody knows',
      undefined,
      { model: 'heat-pump' },
      ['unknown model "heat-pump"; did you mean heat-pumps?'],
    ],
    [
      'a model file that does not exist',
      undefined,
      { model: './nowhere.ts' },
      [/^model file \.\/nowhere\.ts does not exist \(looked at \/.*nowhere\.ts\)$/m],
    ],
    [
      'a model file that exports none',
      undefined,
      { model: path('nothing') },
      [`model file ${path('nothing')} has no model as its default export`],
    ],
    [
      'a model with a distribution that cannot be',
      undefined,
      { model: path('distribution') },
      ['lognormal: p10 is 2 and p90 is 1; p10 must be below p90. Swapped?'],
    ],
    [
      'an outcome set as if it were an assumption',
      undefined,
      { model: 'heat-pumps', set: ['stock.installs=3'] },
      ['stock.installs is computed, not assumed; it depends on '],
    ],
    [
      'an assignment without a value',
      undefined,
      { model: 'heat-pumps', set: ['subsidy.rate'] },
      ['--set subsidy.rate: has no "="; wanted ID=VALUE'],
    ],
    ['an empty seed', undefined, { model: 'heat-pumps', seed: '' }, [/--seed: .*wanted/]],
    [
      'a seed too long to be told from others',
      undefined,
      { model: 'heat-pumps', seed: 'x'.repeat(300) },
      [/seed/],
    ],
    [
      'more draws than memory holds, asked for',
      undefined,
      { model: 'heat-pumps', trials: 1e8, draws: true },
      ['draws of 100000000 trials of 29 outcomes do not fit in memory; leave out --draws'],
    ],
  ])('%s', async (_, spec, options, messages) => {
    expectRefused(await run(spec, options), messages);
  });

  test('a place where no folder can be made is refused in the words of the system', async () => {
    const taken = file('taken', 'a file');
    const { code, stdout, stderr } = await run(undefined, {
      model: 'heat-pumps',
      trials: 64,
      out: taken,
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^chipcast: .*taken.*: a part of the path is no folder\n$/);
    expect(stackLines(stderr)).toEqual([]);
  });
});

describe('of a run that should be there', () => {
  const asked = () => ({ executor: 'inline', out }) as const;
  const empty = join(folder, 'empty');
  mkdirSync(empty);

  test.each([
    ['resume', (run: string) => resumeCommand(run, asked())],
    ['verify', (run: string) => verifyCommand(run, asked())],
    ['trial', (run: string) => trialCommand(run, 0, asked())],
  ])('%s of a run that is not there, or of a folder that is none', async (_, command) => {
    expectRefused(await answerTo(() => command('1a2b3c4d')), [
      `no run "1a2b3c4d"; there are no runs in ${out}`,
    ]);
    expectRefused(await answerTo(() => command(empty)), [
      /empty (?:is not the folder of a run|has no program\.json; is it the folder of a run\?)/,
    ]);
  });
});

describe('of trials', () => {
  const asked = () => ({ out, model: 'heat-pumps' }) as const;
  const trial = (text: string, options: object = {}) =>
    answerTo(() =>
      trialCommand(undefined, undefined, {
        ...asked(),
        uniforms: file('uniforms.json', text),
        ...options,
      }),
    );

  test('neither a run nor uniforms, or both', async () => {
    expectRefused(await answerTo(() => trialCommand(undefined, undefined, asked())), [
      'trial wants a run and a trial number',
    ]);
    expectRefused(
      await answerTo(() => trialCommand('run', 1, { ...asked(), uniforms: 'u.json' })),
      ['trial takes either RUN NUMBER or --uniforms FILE, not both'],
    );
  });

  test('a file of uniforms that is not there, no JSON, or of another form', async () => {
    const missing = { ...asked(), uniforms: join(folder, 'nowhere.json') };
    expectRefused(await answerTo(() => trialCommand(undefined, undefined, missing)), [
      'nowhere.json does not exist',
    ]);
    expectRefused(await trial('{"trials": ['), [/uniforms\.json cannot be read: .*JSON/]);
    expectRefused(await trial('[1, 2]'), [
      'wanted { trials: [ { uniforms: { ID: u } } ] }, found no list `trials`',
    ]);
  });

  test('every uniform that is missing, misnamed or outside (0, 1)', async () => {
    const uniforms = {
      'installers.hiring': 1,
      'demand.growth': '0.5',
      'demand.coldness': [0.5, 0.5],
      'stock.retirementRat': 0.5,
    };
    const answer = await trial(JSON.stringify({ trials: [{ uniforms }, {}] }));
    expectRefused(answer, [
      /cannot be used: \d+ problem/,
      'trials[0].uniforms.installers.hiring: found 1, wanted a number between 0 and 1',
      'trials[0].uniforms.demand.growth: found "0.5", wanted a number between 0 and 1',
      'trials[0].uniforms.demand.coldness: wanted 16 numbers between 0 and 1, one a quarter',
      'trials[0].uniforms.stock.opening: is missing',
      'trials[0].uniforms.stock.retirementRat: there is no such input; did you mean stock.retirementRate?',
      'trials[1]: no `uniforms`',
    ]);
  });
});

test('of a model: two pages at once', async () => {
  expectRefused(await answerTo(() => modelCommand({ graph: true, sources: true })), [
    'model prints one page at a time, not --graph and --sources',
  ]);
});

describe('a fault of chipcast itself', () => {
  test('is exit code 1, one line and where to ask for more, unless the developer asks', async () => {
    const fault = (): Promise<void> => Promise.reject(new TypeError('x is not a function'));
    const { code, stderr } = await answerTo(fault);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'chipcast failed: x is not a function\nThis is a fault of chipcast itself; with CHIPCAST_DEBUG=1 it says where.\n',
    );
    vi.stubEnv('CHIPCAST_DEBUG', '1');
    const asked = await answerTo(fault);
    vi.unstubAllEnvs();
    expect(stackLines(asked.stderr).length).toBeGreaterThan(0);
  });
});
