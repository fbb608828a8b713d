/** An epidemic by weeks: susceptible, infectious, recovered, and vaccination from a date on. Figures are invented. */

import {
  at,
  byMonth,
  component,
  constant,
  eq,
  horizon,
  input,
  lever,
  lognormal,
  model,
  months,
  outcome,
  previous,
  stock,
  variable,
  weekly,
  weeks,
} from 'chipcast';

const population = constant('population', { unit: 'person', value: 1e6 });
const reproduction = input('reproduction', {
  label: 'People infected by one, at the start',
  unit: '-',
  distribution: lognormal({ p5: 1.3, p95: 2.2 }),
  judgement: true,
});
const infectious = input('infectious.weeks', {
  label: 'Time for which somebody is infectious',
  unit: 'week',
  distribution: '0.8 to 1.6',
  judgement: true,
});
const seeds = input('seeds', { unit: 'person', distribution: '200 to 1500', judgement: true });
const vaccinated = lever('vaccinated', {
  label: 'People vaccinated a week',
  unit: 'person/week',
  value: 15_000,
  range: [0, 50_000],
});

const sick = eq`${previous(() => ill)}`;
const infections = variable('infections', {
  label: 'New infections',
  unit: 'person/week',
  over: weeks,
  is: eq`min(${reproduction} / ${infectious} * ${sick} * ${previous(() => susceptible)} / ${population},
    ${previous(() => susceptible)} / 1 [week])`,
});
const doses = variable('doses', {
  unit: 'person/week',
  over: weeks,
  is: eq`if(t >= ${at('2026-W46')}, min(${vaccinated}, ${previous(() => susceptible)} / 1 [week] - ${infections}), 0)`,
});
const susceptible: ReturnType<typeof stock> = stock('susceptible', {
  unit: 'person',
  over: weeks,
  opening: eq`${population} - ${seeds}`,
  change: eq`-${infections} - ${doses}`,
});
const ill: ReturnType<typeof stock> = stock('ill', {
  label: 'People who are infectious',
  unit: 'person',
  over: weeks,
  opening: seeds,
  change: eq`${infections} - ${previous} * (1 - exp(-1 [week] / ${infectious})) / 1 [week]`,
});

export default model('epidemic', {
  title: 'An epidemic, October 2026 to May 2027',
  calendar: weekly('2026-W40', 34),
  components: [
    component('people', 'Who is susceptible, and who is ill.', [
      outcome('cases', {
        label: 'Infections in the month',
        unit: 'person',
        over: months,
        is: byMonth.sum(infections),
      }),
      outcome('total', { label: 'Infections in all', unit: 'person', is: horizon.sum(infections) }),
      outcome('peak', { label: 'Most people ill at a time', unit: 'person', is: horizon.max(ill) }),
      outcome('overrun', {
        label: 'More than 100,000 people are ill at a time',
        unit: '0/1',
        is: eq`${horizon.max(ill)} > 100000 [person]`,
      }),
    ]),
  ],
  headlines: ['overrun', 'peak', 'cases'],
});
