/** Cost and schedule of a project: a network of tasks, a risk, and what contingency it wants. Figures are invented. */

import {
  component,
  constant,
  eq,
  event,
  input,
  max,
  model,
  once,
  outcome,
  pert,
  variable,
} from 'chipcast';

const task = (name: string, min: number, mode: number, most: number) =>
  input(`${name}.weeks`, {
    label: `Duration of ${name}`,
    unit: 'week',
    distribution: pert({ min, mode, max: most }),
    judgement: true,
  });

const design = task('design', 6, 8, 14);
const permits = task('permits', 8, 12, 30);
const build = task('build', 16, 20, 34);
const test = task('test', 4, 6, 12);

const refused = event('permits.refused', {
  label: 'The first application for permits is refused',
  p: 0.2,
  judgement: true,
});
const again = constant('permits.again', { unit: 'week', value: 10, judgement: true });

const rate = input('crew.rate', {
  label: 'Cost of the crew a week',
  unit: 'kEUR/week',
  distribution: '18 to 26',
  judgement: true,
});
const material = input('material.cost', {
  label: 'Cost of material',
  unit: 'kEUR',
  distribution: '300 to 520',
  judgement: true,
});

const permitted = variable('permits.ready', {
  unit: 'week',
  is: eq`${design} + ${permits} + if(${refused}, ${again}, 0)`,
});
const built = variable('build.ready', { unit: 'week', is: eq`${design} + ${build}` });
const duration = variable('project.weeks', {
  unit: 'week',
  is: eq`${max([permitted, built])} + ${test}`,
});
const cost = variable('project.cost', {
  unit: 'kEUR',
  is: eq`${rate} * ${duration} + ${material}`,
});

export default model('project', {
  title: 'Cost and schedule of a project',
  calendar: once(),
  quantiles: [0.8],
  components: [
    component('project', 'Tasks, a risk and what they cost.', [
      outcome('duration', { label: 'Duration', unit: 'week', is: duration }),
      outcome('cost', { label: 'Cost', unit: 'kEUR', is: cost }),
      outcome('late', {
        label: 'The project takes more than 42 weeks',
        unit: '0/1',
        is: eq`${duration} > 42 [week]`,
      }),
    ]),
  ],
  headlines: ['late', 'duration', 'cost'],
});
