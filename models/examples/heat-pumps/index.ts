/**
 * The tutorial model: heat pumps, 2026 to 2029, with illustrative figures. `pumps.ts` holds the
 * assumptions and the equations; this file says what is reported and which questions are asked.
 */

import {
  annual,
  component,
  eq,
  horizon,
  model,
  outcome,
  quarterly,
  quarters,
  ratioOfSums,
  years,
} from 'chipcast';
import * as pumps from './pumps.ts';

const calendar = quarterly('2026Q1', 16);

// A sum adds up the quarters of a flow; times one quarter it is the amount of the year.

const installed = outcome('pumps.installed', {
  label: 'Pumps installed in the year',
  unit: 'kunit',
  basis: 'units',
  over: years,
  is: annual.sum(pumps.installs),
});

const inService = outcome('pumps.inService', {
  label: 'Pumps in service at the end of the year',
  unit: 'kunit',
  basis: 'units',
  over: years,
  is: annual.last(pumps.inService),
});

const share = outcome('pumps.share', {
  label: 'Pumps installed over boilers that ended their life',
  unit: 'fraction',
  basis: 'units',
  over: years,
  is: ratioOfSums(pumps.installs, pumps.replaced),
});

const waiting = outcome('pumps.waiting', {
  label: 'Owners who wait for their pump',
  unit: 'kunit',
  over: quarters,
  is: pumps.waiting,
});

const targetReached = outcome('target.reached', {
  label: 'Whether 750 thousand pumps are in service at the end of 2029',
  unit: '0/1',
  is: eq`if(${horizon.last(pumps.inService)} >= 750 [kunit], 1, 0)`,
});

export default model('heat-pumps', {
  title: 'Heat pumps in a country that does not exist, 2026 to 2029',
  calendar,
  units: { kunit: '1000 unit' },
  unitNames: { kunit: '# thousand pumps' },
  components: [
    component('pumps', 'Boilers end, pumps are wanted, installed and retired.', pumps),
    component('outcomes', 'What is reported.', {
      installed,
      inService,
      share,
      waiting,
      targetReached,
    }),
  ],
  presets: {
    'subsidy-ends': {
      question: 'What if the state stops paying?',
      set: { 'subsidy.rate': 0 },
    },
    'training-drive': {
      question: 'What if firms hire three times as fast as the likeliest value?',
      set: { 'installers.hiring': 0.06 },
    },
  },
  headlines: ['target.reached', 'pumps.inService', 'pumps.share'],
  // What will be seen while the forecast runs: how long after a quarter, and who says it.
  observables: [
    { quantity: 'stock.installs', lagDays: 45, by: 'Association of installers' },
    { quantity: 'demand.waiting', lagDays: 20, by: 'Register of subsidies' },
  ],
  // One random stream a line, append only: moving a line would move every later draw.
  dimensions: [
    'factor.gasPrice',
    'installers.capacity2026',
    'installers.hiring',
    'demand.pumpShare2026',
    'demand.growth',
    'homes.replacementRate',
    'stock.opening',
    'stock.retirementRate',
    'installers.learning',
    'subsidy.response',
    // An input that is drawn every quarter takes a stream a quarter.
    ...calendar.steps.map((quarter) => `demand.coldness[${quarter}]`),
  ],
});
