/** A small model whose every text is hostile: read by a person, it does nothing in a page. */

import {
  annual,
  component,
  eq,
  factor,
  horizon,
  input,
  loading,
  lognormal,
  model,
  normal,
  outcome,
  quarterly,
  quarters,
  uniform,
  variable,
  years,
} from 'chipcast';

/** Markup, links that run, remote images, and characters that turn or hide text. */
export const HOSTILE = [
  '<script>globalThis.hurt=1</script>',
  '"><img src=x onerror="globalThis.hurt=1">',
  '[go](javascript:globalThis.hurt=1)',
  '![far](https://example.org/p.png)',
  '\u001b[31m\u202e\u0000',
].join(' ');

/** A text with a name in it, by which a test finds it. */
const text = (name: string): string => `${name} ${HOSTILE}`;

const weather = factor('factor.weather', { label: text('weather') });
const wage = input('wage', {
  label: text('wage'),
  unit: 'EUR',
  distribution: lognormal({ p10: 20, p90: 40 }),
  range: [5, 100],
  loadings: [loading(weather, 0.6)],
  why: text('why'),
  sources: ['S1'],
});
const rent = input('rent', {
  label: text('rent'),
  unit: 'EUR',
  distribution: normal({ mean: 10, sd: 2 }),
  loadings: [loading(weather, 0.5)],
});
const cold = input('cold', {
  label: text('cold'),
  unit: '-',
  over: quarters,
  distribution: uniform({ min: 0, max: 1 }),
});
const cost = variable('cost', {
  label: text('cost'),
  unit: 'EUR',
  over: quarters,
  is: eq`${wage} + ${rent} * ${cold}`,
});
const level = outcome('level', { label: text('level'), unit: 'EUR', over: quarters, is: cost });
const spent = outcome('spent', {
  label: text('spent'),
  unit: 'EUR',
  over: years,
  is: annual.mean(cost),
});
const dear = outcome('dear', {
  label: `Whether ${text('dear')}`,
  unit: '0/1',
  is: eq`if(${horizon.last(cost)} > 33 [EUR], 1, 0)`,
});

export default model('hostile', {
  title: text('title'),
  calendar: quarterly('2026Q1', 8),
  units: { EUR: 'euro' },
  unitNames: { EUR: `# ${text('coins')}` },
  components: [
    component('inputs', text('inputs'), { weather, wage, rent, cold }),
    component('flows', text('flows'), { cost, level, spent, dear }),
  ],
  presets: { cheap: { question: `What if ${text('cheap')}?`, set: { wage: 15 } } },
  headlines: ['dear', 'spent'],
  charts: [
    { kind: 'fan', title: text('fan'), outcomes: ['level'], over: 'quarter', note: text('note') },
    {
      kind: 'parts',
      title: text('parts'),
      outcomes: ['spent'],
      names: [text('part')],
      over: 'year',
    },
  ],
  history: [
    {
      outcome: 'spent',
      period: '2025',
      value: 30,
      unit: 'EUR',
      sources: ['S1'],
      note: text('before'),
    },
  ],
  sources: () => [
    {
      id: 'S1',
      publisher: text('publisher'),
      title: text('source'),
      date: '2025-01-01',
      claim: text('claim'),
      value: text('value'),
      unit: text('unit'),
      address_if_known: 'javascript:globalThis.hurt=1',
    },
  ],
  forecasts: [
    {
      id: 'P1',
      claimant: text('claimant'),
      claim: text('five'),
      outcomes: ['spent[2026]'],
      statistic: 'mean',
      value: text('worth'),
      note: text('remark'),
      ask: { kind: 'percentile', value: 5 },
    },
  ],
  knows: '2025-12-31',
  evidence: [
    {
      id: 'E1',
      known: '2026-05-01',
      quantity: 'level[2026Q1]',
      likelihood: 'normal(33, 6)',
      reading: text('reading'),
      sources: ['S1'],
    },
    {
      id: 'E2',
      known: '2026-08-01',
      quantity: 'level[2026Q2]',
      likelihood: 'normal(31, 6)',
      reading: text('second'),
      sources: ['S1'],
    },
  ],
  observables: [{ quantity: 'level', lagDays: 30, by: text('office') }],
});
