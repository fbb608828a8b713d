/** Three currents that no component owns. Inputs that load on the same one move together. */

import { factor } from 'chipcast';

export const industry = factor('factor.industry', {
  label: 'Success of the domestic chip industry',
  why:
    'Logic, memory and packaging share tools, engineers and funds: where one does well, so do ' +
    'the others.',
});

export const demandCycle = factor('factor.demand', {
  label: 'The AI spending cycle in China',
  why:
    'A boom lifts demand, its growth and prices, plans for more capacity, and the wish to let ' +
    'chips in.',
});

export const relations = factor('factor.relations', {
  label: 'Bad relations between the United States and China; high means worse',
  why:
    'What closes the US gate also brings tool controls. Both draws load -0.55, so bad relations ' +
    'bring both events earlier; their scores correlate 0.30. Beijing is then less permissive, ' +
    'smuggling is fought harder, and foreign foundries close.',
});
