/** A pipeline of three drugs: trials that fail or not, sales that come late, and what they are worth. Figures are invented. */

import {
  component,
  constant,
  eq,
  event,
  input,
  lever,
  model,
  npv,
  outcome,
  steps,
  sum,
  variable,
  yearly,
} from 'chipcast';

const rate = lever('discount.rate', { unit: 'fraction', value: 0.1, range: [0.05, 0.15] });
const ramp = constant('sales.ramp', {
  label: 'Years from launch to peak sales',
  unit: 'year',
  value: 4,
  judgement: true,
});

const drug = (
  name: string,
  {
    second,
    third,
    launch,
    peak,
    cost,
  }: Record<'second' | 'third' | 'launch' | 'cost', number> & { peak: string },
) => {
  const passed = event(`${name}.phase2`, { p: second, judgement: true });
  const approved = event(`${name}.approved`, {
    given: [passed],
    p: { yes: third, no: 0 },
    judgement: true,
  });
  const sales = input(`${name}.peak`, {
    label: `Peak sales of drug ${name}`,
    unit: 'MUSD/year',
    distribution: peak,
    judgement: true,
  });
  // A third of sales is left after what they cost; trials cost until the launch.
  return variable(`${name}.cash`, {
    label: `Cash of drug ${name}`,
    unit: 'MUSD/year',
    over: steps,
    is: eq`if(t >= ${launch},
      ${approved} * ${sales} * clamp((t + 1 - ${launch}) * 1 [year] / ${ramp}, 0, 1) / 3,
      -${cost} [MUSD/year] * if(t < 2, 1, ${passed}))`,
  });
};

const drugs = {
  a: drug('a', { second: 0.35, third: 0.6, launch: 4, peak: '300 to 1200', cost: 25 }),
  b: drug('b', { second: 0.5, third: 0.7, launch: 5, peak: '150 to 600', cost: 15 }),
  c: drug('c', { second: 0.25, third: 0.5, launch: 6, peak: '500 to 3000', cost: 30 }),
};
const all = sum(Object.values(drugs).map((cash) => npv(cash, { rate })));

export default model('pipeline', {
  title: 'A pipeline of three drugs, 2026 to 2040',
  calendar: yearly(2026, 15),
  components: [
    component('drugs', 'Trials, launches and sales.', [
      outcome('npv', {
        label: 'Value',
        unit: 'MUSD',
        by: drugs,
        is: (cash) => npv(cash, { rate }),
      }),
      outcome('total', { label: 'Value of the pipeline', unit: 'MUSD', is: all }),
      outcome('positive', {
        label: 'The pipeline is worth more than nothing',
        unit: '0/1',
        is: eq`${all} > 0`,
      }),
    ]),
  ],
  headlines: ['positive', 'total', 'npv.a', 'npv.b', 'npv.c'],
});
