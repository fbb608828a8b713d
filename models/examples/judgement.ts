/** A judgement in fifteen lines: is a new service worth its launch? Figures are invented. */

import { component, eq, event, input, model, once, outcome, pool, to } from 'chipcast';

const people = input('people', { unit: 'person', distribution: to(2.5e6, 3e6), judgement: true });
const takers = input('takers', {
  label: 'Part that subscribes',
  unit: 'share',
  distribution: pool(['0.002 to 0.02', '0.005 to 0.03', '0.001 to 0.01'], { weights: [2, 1, 1] }),
  judgement: true,
});
const margin = input('margin', { unit: 'USD/person', distribution: '20 to 60', judgement: true });
const recession = event('recession', { p: 0.3, judgement: true });
const copied = event('copied', { given: [recession], p: { yes: 0.2, no: 0.6 }, judgement: true });
const cost = input('cost', { unit: 'USD', distribution: '4e5 to 9e5', judgement: true });
const profit = eq`${people} * ${takers} * ${margin} * if(${recession}, 0.7, 1) * if(${copied}, 0.5, 1) - ${cost}`;

export default model('judgement', {
  title: 'Is the launch worth it?',
  calendar: once(2027),
  components: [
    component('launch', 'Who subscribes, what it earns, and what goes wrong.', [
      outcome('profit', { label: 'Profit', unit: 'USD', is: profit }),
      outcome('worth', { label: 'The launch pays', unit: '0/1', is: eq`${profit} > 0 [USD]` }),
    ]),
  ],
  headlines: ['worth', 'profit'],
});
