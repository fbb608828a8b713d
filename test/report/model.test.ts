import { expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import pumps from '../../models/examples/heat-pumps/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { component, eq, input, model, outcome, point, quarterly } from '../../src/index.ts';
import type { Document } from '../../src/report/document.ts';
import { documentText } from '../../src/report/media/terminal.ts';
import { modelCheck } from '../../src/report/model/check.ts';
import { modelDimensions } from '../../src/report/model/dimensions.ts';
import { modelEquations } from '../../src/report/model/equations.ts';
import { modelForecasts } from '../../src/report/model/forecasts.ts';
import { modelGraph } from '../../src/report/model/graph.ts';
import { MODEL_PAGES } from '../../src/report/model/index.ts';
import { modelOverview } from '../../src/report/model/overview.ts';
import { modelSources } from '../../src/report/model/sources.ts';
import { textWidth } from '../../src/text/table.ts';
import { heatPumps } from './heat-pumps.ts';

const bare = compile(
  model('bare', {
    title: 'A bare model',
    calendar: quarterly('2026Q1', 1),
    components: [
      component(
        'all',
        'Everything.',
        (() => {
          const x = input('x', { unit: 'unit', distribution: point({ value: 1 }) });
          const unread = input('unread', { unit: 'unit', distribution: point({ value: 1 }) });
          return [x, unread, outcome('y', { unit: 'unit', is: eq`2 * ${x}` })];
        })(),
      ),
    ],
  }),
);

const rows = Number.POSITIVE_INFINITY;
const textOf = (page: Document): string => documentText(page, { width: 80, rows });
const saidIn = (page: Document): string => textOf(page).replaceAll(/\s+/g, ' ');

test('the overview counts what the model is made of', () => {
  const text = textOf(modelOverview(heatPumps));
  const said = saidIn(modelOverview(heatPumps));
  expect(text).toMatch(/^Heat pumps, 2026 and 2027: 4 assumptions, 3 equations, 4 outcomes\n/);
  expect(said).toContain('8 quarters, 2026Q1 to 2027Q4');
  expect(text).toMatch(/^ {2}market +3 +1 +What is installed\.$/m);
  // One uniform for the rate and one a quarter for the installs.
  expect(said).toContain(
    '2 uncertain (1 drawn once a quarter), 1 lever, 1 constant; 9 uniforms a trial',
  );
  expect(text).toMatch(/^ {2}market +1 +1$/m);
  expect(text).toMatch(/^ {2}ban +What if installs are banned\? +1$/m);
  expect(text).toMatch(/^ {2}All wants are met +probability +stock\.met$/m);
});

test('the overview begins with what its author tells a reader of the subject', () => {
  const guide = {
    summary: ['It counts pumps.'],
    inputs: [{ input: 'stock.retirementRate', label: 'Pumps retired', from: 'the Board' }],
    follows: ['Wants are met.'],
    changes: ['A ban.'],
    words: [['pump', 'a thing']] as const,
  };
  const guided = { ...heatPumps, model: { ...heatPumps.model, guide } };
  const said = saidIn(modelOverview(guided));
  expect(said).toContain('It counts pumps.');
  // lognormal(p10=0.04, p90=0.08): the median is the geometric mean of the two, 0.0566; the 5% and
  // 95% quantiles are 1.2835 times as far on a logarithmic scale: 0.0363 and 0.0883.
  expect(said).toContain('Pumps retired, per year 0.057 0.036 to 0.088 the Board');
  for (const part of ['Wants are met.', 'A ban.', 'pump: a thing']) expect(said).toContain(part);
  const wrong = { ...guide, inputs: [{ ...guide.inputs[0]!, input: 'stock.retirementRates' }] };
  expect(() =>
    modelOverview({ ...heatPumps, model: { ...heatPumps.model, guide: wrong } }),
  ).toThrow('guide: there is no input "stock.retirementRates"; did you mean stock.retirementRate?');
});

test.each([
  ['china-ai-chips', compile(china)],
  ['heat-pumps', compile(pumps)],
])(
  'every page of %s that is read fits 80 columns, and the first begins with what it holds',
  (_, compiled) => {
    for (const name of ['overview', 'check', 'equations', 'sources', 'forecasts'] as const) {
      const page = MODEL_PAGES[name](compiled);
      const lines = (typeof page === 'string' ? page : textOf(page)).split('\n');
      // A name of a quantity or of an address is never broken.
      const long = lines.filter((line) => textWidth(line) > 80 && /\S\s+\S/.test(line.trim()));
      expect(long, name).toEqual([]);
    }
    expect(saidIn(modelOverview(compiled))).toMatch(/^[^:]+: \d+ assumptions, \d+ equations/);
  },
);

test('the equations read as they were written, with units, values and sources', () => {
  const text = modelEquations(heatPumps);
  expect(text).toContain('  stock.retirementRate [1/year] ~ lognormal(p10=0.04, p90=0.08)\n');
  expect(text).toContain(
    '      Share of standing units retired in a year. A unit serves 12 to 25 years.\n      Range 0.02 to 0.15. Source S12.\n',
  );
  expect(text).toContain(
    '  market.installs [unit/quarter] ~ uniform(min=10, max=50), one draw a quarter\n',
  );
  expect(text).toContain('      Judgement.\n');
  expect(text).toContain('  market.wanted [unit] = 1300 (constant)\n');
  expect(text.replace(/\s+/g, ' ')).toContain(
    'stock.inService [unit] = previous + (market.installs * if(market.banned, 0, 1) - stock.retirementRate / 4 [quarter/year] * previous) ; opening 1200',
  );
  expect(text).toContain('  stock.met [0/1, units basis], each year = last(stock.met, year)\n');
  expect(Math.max(...text.split('\n').map(textWidth))).toBeLessThanOrEqual(80);
});

test('in a component quantities stand in the order of its file, not of their names', () => {
  const text = modelEquations(heatPumps);
  expect(text.indexOf('  market.installs [')).toBeLessThan(text.indexOf('  market.banned ['));
});

test('the diagram joins components, dashed where a quarter lies between', () => {
  expect(modelGraph(heatPumps)).toBe(
    [
      'flowchart LR',
      '  c0["market<br/>3 assumptions, 1 equation"]',
      '  c1["stock<br/>1 assumption, 2 equations"]',
      // Installs, the ban and what is wanted; and the phase reads the stock of this quarter and of
      // the last.
      '  c0 -->|3| c1',
      '  c1 -->|1| c0',
      '  c1 -.->|1| c0',
      '',
    ].join('\n'),
  );
});

test('the full diagram has every quantity and outcome', () => {
  const text = modelGraph(heatPumps, { full: true });
  const node = (id: string): string =>
    new RegExp(`^ +(v\\d+)\\W+"${id.replace('.', String.raw`\.`)}"`, 'm').exec(text)![1]!;
  expect(text).toContain(`  ${node('stock.retirementRate')} --> ${node('stock.inService')}\n`);
  expect(text).toContain(`  ${node('stock.inService')} -.-> ${node('market.phase')}\n`);
  expect(text).toContain('{{"stock.met, each year"}}');
  expect(text.match(/subgraph/g)).toHaveLength(3);
  expect(text.match(/^ {2}end$/gm)).toHaveLength(3);
});

test('sources are listed with what rests on them, and gaps are told', () => {
  const text = textOf(modelSources(heatPumps));
  expect(text).toContain(
    'Service lives. Heat Pump Board. 2025-03-01 (S12)\n  - Units serve 12 to 25 years\n',
  );
  expect(text).toContain('  - Value: 12 to 25 year\n');
  expect(text).toContain('Cited by market.wanted, stock.retirementRate');
  expect(text).not.toContain('Nobody');
  expect(text).toContain('1 row of the register (2) is cited by nothing');
  expect(text).toContain('Cited, but not in the register: 1\n  S99 (market.banned)');
  expect(text).toContain('Judgement that cites no source: 1\n  market.installs');
});

test('published forecasts are listed with the outcome they are held against', () => {
  expect(saidIn(modelForecasts(heatPumps))).toContain(
    'P1 1300 in 2027 (Heat Pump Board, 2025) Units in service at year end, 2027 by percentile of the value',
  );
  expect(textOf(modelForecasts(bare))).toBe(
    'A bare model: no published forecasts to compare with\n',
  );
});

test('the check tells warnings and gaps, or that there are none', () => {
  expect(textOf(modelCheck(heatPumps))).toContain(
    'Cited, but not in the register of sources: 1\n  S99 (market.banned)',
  );
  expect(textOf(modelCheck(heatPumps))).not.toContain('no problems');
  const text = textOf(modelCheck(bare));
  expect(text).toContain('Model "bare" 1 warning.');
  expect(text).toContain('warning: unread: unused input: no outcome depends on it');
});

test('dimensions are the listed names, whether used or not, then the new ones', () => {
  const installs = heatPumps.program.time.quarters.map((quarter) => `market.installs[${quarter}]`);
  expect(modelDimensions(heatPumps).trimEnd().split('\n')).toEqual([
    'stock.retirementRate',
    'retired.name',
    ...installs,
  ]);
});
