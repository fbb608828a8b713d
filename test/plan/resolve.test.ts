import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, sha256 } from '../../src/compile/canonical.ts';
import { correlateOption } from '../../src/plan/correlate-option.ts';
import { parseAssignment } from '../../src/plan/overrides.ts';
import { BLOCK_SIZE, NUMERICS, type Plan } from '../../src/plan/plan.ts';
import { readRunSpec } from '../../src/plan/read-spec.ts';
import { idleOverrides, type Question, resolvePlan } from '../../src/plan/resolve.ts';
import { heatPumps, presets } from './heat-pumps.ts';
import { refusal } from './refusal.ts';

const program = heatPumps();
const ask = (question: Partial<Question> = {}): Plan =>
  resolvePlan({ program, presets, ...question });
const spec = (text: string) => readRunSpec(`name: high\n${text}`, 'runs/high.yaml');
const drawn = (plan: Plan, id: string) => plan.inputs.find((input) => input.id === id);

describe('a plan', () => {
  test('of a model as it stands holds its own distributions in canonical text', () => {
    expect(ask()).toMatchObject({
      format: 1,
      name: 'heat-pumps-baseline',
      model: 'heat-pumps',
      presets: [],
      seed: '1',
      design: 'sobol',
      trials: 131072,
      replicates: 16,
      blockSize: BLOCK_SIZE,
      numerics: NUMERICS,
      program,
      inputs: [
        { id: 'costs.price', distribution: 'pert(min=5000, mode=8000, max=12000)' },
        { id: 'demand.units', distribution: 'lognormal(p10=100, p90=400)' },
        { id: 'demand.weather', distribution: 'normal(mean=0, sd=1)' },
        { id: 'factor.economy', distribution: 'normal(mean=0, sd=1)' },
        { id: 'policy.ban', distribution: 'point(0)' },
        { id: 'stock.retirementRate', distribution: 'pert(min=0.02, mode=0.05, max=0.12)' },
      ],
    });
  });

  test('is frozen to the last leaf', () => {
    const leaves = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null
        ? [value, ...Object.values(value).flatMap(leaves)]
        : [];
    expect(leaves(ask({ presetOptions: ['ban'] })).every((leaf) => Object.isFrozen(leaf))).toBe(
      true,
    );
  });

  test('has the hash of what defines its answer as its id', () => {
    // costs.price is not in it: no outcome depends on it.
    const inputs = ask()
      .inputs.slice(1)
      .map(({ id, distribution }) => [id, distribution]);
    expect(ask().id).toBe(
      sha256(
        canonicalJson({
          fingerprint: program.fingerprint,
          inputs,
          seed: '1',
          design: 'sobol',
          trials: 131072,
          replicates: 16,
          blockSize: 4096,
          numerics: 1,
        }),
      ),
    );
  });

  test.each<[Partial<Question>, string]>([
    [{}, 'heat-pumps-baseline'],
    [{ setOptions: ['policy.ban=1'] }, 'heat-pumps-changed'],
    [
      {
        correlateOptions: [
          correlateOption('{ inputs: [costs.price, stock.retirementRate], rank: 0.5 }'),
        ],
      },
      'heat-pumps-changed',
    ],
    [{ presetOptions: ['ban', 'boom'] }, 'ban+boom'],
    [spec('presets: boom'), 'high'],
    [{ ...spec('presets: boom'), presetOptions: ['ban'] }, 'high+ban'],
  ])('is named for what was asked', (question, name) => {
    expect(ask(question).name).toBe(name);
  });
});

describe('the later word counts', () => {
  // Each row adds one source; the last that sets demand.units is the one drawn.
  test.each<[string, Partial<Question>, distribution: string, by: string | undefined]>([
    ['the model', {}, 'lognormal(p10=100, p90=400)', undefined],
    ['a preset', { presetOptions: ['ban'] }, 'point(300)', 'preset ban'],
    [
      'the second preset',
      { presetOptions: ['ban', 'boom'] },
      'lognormal(p10=300, p90=900)',
      'preset boom',
    ],
    [
      'the second preset, the other way',
      { presetOptions: ['boom', 'ban'] },
      'point(300)',
      'preset ban',
    ],
    [
      'the preset of an option',
      { ...spec('presets: [ban]'), presetOptions: ['boom'] },
      'lognormal(p10=300, p90=900)',
      'preset boom',
    ],
    [
      'an option that names a preset again',
      { ...spec('presets: [ban, boom]'), presetOptions: ['ban'] },
      'point(300)',
      'preset ban',
    ],
    [
      'the spec',
      { ...spec('presets: ban\nset: {demand.units: 50}'), presetOptions: ['boom'] },
      'point(50)',
      'spec',
    ],
    [
      '--set',
      {
        ...spec('presets: ban\nset: {demand.units: 50}'),
        setOptions: ['demand.units= Uniform( 20,30 )'],
      },
      'uniform(min=20, max=30)',
      '--set',
    ],
  ])('demand.units is as %s says', (_, question, distribution, by) => {
    expect(drawn(ask(question), 'demand.units')).toEqual({
      id: 'demand.units',
      distribution,
      ...(by === undefined ? {} : { overriddenBy: by }),
    });
  });

  test('options count for more than the spec, and the spec for more than the defaults', () => {
    const file = spec('seed: 2\ntrials: 5000\nreplicates: 8\ndesign: monte-carlo');
    expect(ask(file)).toMatchObject({
      seed: '2',
      trials: 5000,
      replicates: 8,
      design: 'monte-carlo',
    });
    expect(ask({ ...file, seed: 0, trials: '1e4', replicates: 4, design: 'sobol' })).toMatchObject({
      seed: '0',
      trials: 10000,
      replicates: 4,
      design: 'sobol',
    });
  });

  test('an input of every quarter and a latent factor can be fixed', () => {
    const plan = ask({ setOptions: ['demand.weather=0.5', 'factor.economy=-1'] });
    expect(drawn(plan, 'demand.weather')?.distribution).toBe('point(0.5)');
    expect(drawn(plan, 'factor.economy')?.distribution).toBe('point(-1)');
  });

  test('an override that no outcome feels is told', () => {
    const plan = ask({ setOptions: ['costs.price=9000', 'policy.ban=1'] });
    expect(idleOverrides(plan)).toEqual([
      { id: 'costs.price', distribution: 'point(9000)', overriddenBy: '--set' },
    ]);
  });
});

describe('the same question has the same id', () => {
  const same: [string, Partial<Question>, Partial<Question>][] = [
    ['under another name', spec(''), {}],
    [
      'by preset or by the values of that preset',
      { presetOptions: ['ban'] },
      { setOptions: ['demand.units=300', 'policy.ban=1'] },
    ],
    [
      'by preset on the command line or in the spec',
      { presetOptions: ['ban'] },
      spec('presets: ban'),
    ],
    [
      'in spec or on the command line',
      spec('set: {policy.ban: 1}\nseed: 7\ntrials: 1000'),
      { setOptions: ['policy.ban=1.0'], seed: '7', trials: '1000' },
    ],
    [
      'whatever the order of what is set',
      { setOptions: ['policy.ban=1', 'demand.units=300'] },
      { presetOptions: ['ban'] },
    ],
    [
      'with an input set to its own distribution',
      { setOptions: ['demand.units=LOGNORMAL(p90=4e2, p10=100)'] },
      {},
    ],
    ['with a lever set to its own value', { setOptions: ['policy.ban=0'] }, {}],
    [
      'with a preset undone',
      { presetOptions: ['ban'], setOptions: ['policy.ban=0', 'demand.units=lognormal(100, 400)'] },
      {},
    ],
    ['with a change that no outcome feels', { setOptions: ['costs.price=9000'] }, {}],
    [
      'in a model with another input that no outcome feels',
      { program: heatPumps({ withPrice: false }) },
      {},
    ],
    [
      'with all defaults spelled out',
      { seed: 1, trials: 131072, replicates: 16, design: 'sobol' },
      {},
    ],
  ];
  test.each(same)('%s', (_, one, other) => {
    expect(ask(one).id).toBe(ask(other).id);
  });

  test('what is set to its own distribution is not called overridden', () => {
    const plan = ask({
      presetOptions: ['ban'],
      setOptions: ['policy.ban=0', 'demand.units=lognormal(100, 400)'],
    });
    expect(plan.inputs).toEqual(ask().inputs);
  });

  test.each<[string, Partial<Question>]>([
    ['seed', { seed: 2 }],
    ['seed with a zero before it', { seed: '01' }],
    ['trials', { trials: 131073 }],
    ['replicates', { replicates: 8 }],
    ['design', { design: 'monte-carlo' }],
    ['input', { setOptions: ['policy.ban=1'] }],
    ['factor', { setOptions: ['factor.economy=0'] }],
  ])('another %s has another', (_, question) => {
    expect(ask(question).id).not.toBe(ask().id);
  });
});

describe('what is refused', () => {
  test('everything is told at once: the spec first, with its lines, then options', () => {
    const file = spec(`presets: [boom, quake]
set:
  stock.retirmentRate: 0.05
  demand.units: 5
  stock.left: 3
  policy.ban: uniform(1, 3)
`);
    const options = {
      trials: '100k',
      design: 'grid',
      presetOptions: ['bam'],
      setOptions: ['demand.weather=4', 'policy.ban', 'demand.units=pert(1)'],
    };
    expect(
      refusal(() => ask({ ...file, ...options })),
    ).toBe(`Run "high+bam" cannot start: 12 problems
  runs/high.yaml:2:17 presets[1]: there is no preset "quake"; wanted one of ban, boom
  runs/high.yaml:4:3 set.stock.retirmentRate: there is no input "stock.retirmentRate"; did you mean stock.retirementRate?
  runs/high.yaml:5:17 set.demand.units: demand.units is 5; wanted from 10 to 1000 (unit)
  runs/high.yaml:6:3 set.stock.left: stock.left is computed, not assumed; it depends on stock.retirementRate, demand.units, policy.ban and demand.weather
  runs/high.yaml:7:15 set.policy.ban: the median of policy.ban is 2; wanted from 0 to 1
  --trials: found "100k"; wanted a whole number from 1 to 1000000000; write 100000
  --design: found "grid"; wanted sobol, monte-carlo, latin-hypercube or antithetic
  --preset: there is no preset "bam"; did you mean ban or boom?
  --set policy.ban: has no "="; wanted ID=VALUE, such as costs.price=9000 or 'costs.price=lognormal(p10=8000, p90=15500)'
  --set demand.weather=4: demand.weather is 4; wanted from -3 to 3
  --set 'demand.units=pert(1)': pert: mode is missing; it takes min, mode, max
  --set 'demand.units=pert(1)': pert: max is missing; it takes min, mode, max`);
  });

  test.each<[option: string, message: string]>([
    ['demand.unit=3', 'there is no input "demand.unit"; did you mean demand.units?'],
    ['zebra=3', 'there is no input "zebra"; chipcast model lists the 6 there are'],
    [
      'stock.total[2026]=3',
      'stock.total[2026] is computed, not assumed; it depends on stock.retirementRate, demand.units, policy.ban and demand.weather',
    ],
    [
      'demand.weather[2026Q1]=0',
      'demand.weather is set for all quarters at once; wanted demand.weather without [2026Q1]',
    ],
    [
      'demand.units[2026]=50',
      'demand.units has one value a trial; wanted demand.units without [2026]',
    ],
    [
      'stock.retirementRate=15',
      'stock.retirementRate is 15; wanted from 0.01 to 0.2 (1/year). 15 % is 0.15',
    ],
    [
      'stock.retirementRate=uniform(0.3, 0.5)',
      'the median of stock.retirementRate is 0.4; wanted from 0.01 to 0.2 (1/year)',
    ],
    [
      'factor.economy=normal(0, 2)',
      'factor.economy is a latent factor, always normal(mean=0, sd=1); it can only be fixed at a number of standard deviations',
    ],
    [
      'policy.ban=NaN',
      '"NaN" is neither a number nor a distribution such as lognormal(p10=0.04, p90=0.08)',
    ],
    ['policy.ban=1e999', '"1e999" is beyond the largest number'],
    [
      'policy.ban=',
      `has nothing after "="; wanted ID=VALUE, such as costs.price=9000 or 'costs.price=lognormal(p10=8000, p90=15500)'`,
    ],
    [
      '=3',
      `has nothing before "="; wanted ID=VALUE, such as costs.price=9000 or 'costs.price=lognormal(p10=8000, p90=15500)'`,
    ],
  ])('--set %s', (option, message) => {
    const path = /^[\w.=]+$/.test(option) ? option : `'${option}'`;
    expect(refusal(() => ask({ setOptions: [option] }))).toBe(
      `Run "heat-pumps-changed" cannot start: 1 problem\n  --set ${path}: ${message}`,
    );
  });

  test.each<[problem: string, Partial<Question>]>([
    [
      '--set policy.ban=1: policy.ban is set twice, first to 1; wanted once',
      { setOptions: ['policy.ban=1', 'policy.ban=1'] },
    ],
    ['--preset: preset "ban" is named twice; wanted once', { presetOptions: ['ban', 'ban'] }],
    [
      'runs/high.yaml:2:16 presets[1]: preset "ban" is named twice; wanted once',
      spec('presets: [ban, ban]'),
    ],
    [
      'runs/high.yaml:2:10 presets: there is no preset "bann"; did you mean ban?',
      spec('presets: bann'),
    ],
    [
      '--preset: there is no preset "constructor"; wanted one of ban, boom',
      { presetOptions: ['constructor'] },
    ],
    [
      '--preset: there is no preset "ban"; the model has none',
      { presets: undefined, presetOptions: ['ban'] },
    ],
    ['--seed: found " "; wanted a number or a text that is not empty', { seed: ' ' }],
    ['--replicates: found 2.5; wanted a whole number from 1 to 1024', { replicates: '2.5' }],
    [
      '--trials: 8 trials cannot fill 16 replicates; wanted at least one trial each: 16 trials or more, or 8 replicates or fewer',
      { trials: 8 },
    ],
    [
      '--replicates: 20 trials cannot fill 21 replicates; wanted at least one trial each: 21 trials or more, or 20 replicates or fewer',
      { ...spec('trials: 20'), replicates: 21 },
    ],
  ])('%s', (problem, question) => {
    expect(refusal(() => ask(question))).toMatch(/: 1 problem\n/);
    expect(refusal(() => ask(question)).split('\n  ')[1]).toBe(problem);
  });

  test('a preset of the model that is wrong, by the name of the preset', () => {
    const set = {
      'policy.ban': true as unknown as number,
      'demand.units': Infinity,
      'costs.price': 'pret(1)',
    };
    expect(
      refusal(() => ask({ presets: { odd: { question: '?', set } }, presetOptions: ['odd'] })),
    ).toBe(`Run "odd" cannot start: 3 problems
  preset odd: policy.ban: found true; wanted a number or a distribution such as lognormal(p10=0.04, p90=0.08)
  preset odd: demand.units: found Infinity; wanted a number or a distribution such as lognormal(p10=0.04, p90=0.08)
  preset odd: costs.price: there is no distribution "pret". Did you mean pert?`);
  });

  test('a fault is told even where a later source replaces it', () => {
    const file = spec('set: {demand.units: 5}');
    expect(refusal(() => ask({ ...file, setOptions: ['demand.units=50'] }))).toContain(
      'set.demand.units',
    );
  });
});

describe('ranges', () => {
  test('their ends are inside', () => {
    expect(drawn(ask({ setOptions: ['demand.units=10'] }), 'demand.units')?.distribution).toBe(
      'point(10)',
    );
    expect(drawn(ask({ setOptions: ['demand.units=1000'] }), 'demand.units')?.distribution).toBe(
      'point(1000)',
    );
  });

  test('bound the median of a distribution, not its tails', () => {
    expect(
      drawn(ask({ setOptions: ['demand.units=uniform(0, 1900)'] }), 'demand.units')?.distribution,
    ).toBe('uniform(min=0, max=1900)');
  });

  test('an input without one takes any number', () => {
    expect(drawn(ask({ setOptions: ['costs.price=-1e12'] }), 'costs.price')?.distribution).toBe(
      'point(-1000000000000)',
    );
  });
});

describe('ID=VALUE', () => {
  test.each([
    ['a.b=3', 'a.b', '3'],
    [' a.b = 3 ', 'a.b', '3'],
    ['a.b=lognormal(p10=1, p90=2)', 'a.b', 'lognormal(p10=1, p90=2)'],
  ])('%j', (text, id, value) => {
    expect(parseAssignment(text)).toEqual({ id, value });
  });
});

test('law: a number given as text, as number in a spec or by a preset plans the same', () => {
  fc.assert(
    fc.property(fc.double({ min: 10, max: 1000, noNaN: true }), (units) => {
      const preset = { any: { question: '?', set: { 'demand.units': units } } };
      const plans = [
        ask({ setOptions: [`demand.units=${units}`] }),
        ask(spec(`set: {demand.units: ${units}}`)),
        ask({ presets: preset, presetOptions: ['any'] }),
      ];
      expect(new Set(plans.map(({ id }) => id)).size).toBe(1);
      expect(drawn(plans[0], 'demand.units')?.distribution).toBe(`point(${units})`);
    }),
    { numRuns: 50 },
  );
});

test('a distribution may take its values from a file: of the spec beside it, of an option where the user is', () => {
  const asked: string[] = [];
  const reader = (whose: string) => (file: string, column: string) => {
    asked.push(`${whose}: ${file} ${column}`);
    return [3, 1, 2];
  };
  const text = 'name: x\nset:\n  ID: empirical(file="prices.csv", column="price")\n';
  const id = program.inputs.find(
    ({ about }) => about.role === 'input' && about.range === undefined,
  )?.id;
  if (id === undefined) throw new Error('the model should have an input without a range');
  const plan = resolvePlan({
    program,
    ...readRunSpec(text.replace('ID', id), 'x.yaml'),
    readColumn: { spec: reader('spec'), options: reader('option') },
  });
  expect(asked).toContain('spec: prices.csv price');
  // The plan holds the values, so that it needs no file any more.
  expect(plan.inputs.find((input) => input.id === id)!.distribution).toBe('empirical(1, 2, 3)');
});
