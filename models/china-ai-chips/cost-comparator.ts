/**
 * What a delivered H200-equivalent costs on local chips, subsidy, power and porting included, over
 * what it costs on H200: once for inference, once for training, where local chips deliver less.
 */

import { constant, eq, input, pert, quarters, variable } from 'chipcast';
import { priceH200e } from './domestic-supply.ts';
import * as ecosystem from './ecosystem-roadmap.ts';
import * as h200 from './h200-offer.ts';

export const subsidy = input('cost.subsidy', {
  label: 'Subsidy on domestic chips',
  unit: 'fraction',
  distribution: pert({ min: 0, mode: 0.12, max: 0.2 }),
  range: [0, 0.4],
  sources: ['F061', 'F062'],
  inputKind: 'policy',
  why: '15 to 20 percent, not for every buyer, say articles that give no source.',
});

export const powerPremium = constant('cost.powerPremium', {
  label: 'Extra power cost of domestic chips',
  unit: 'fraction',
  value: 0.06,
  range: [0, 0.3],
  sources: ['F079'],
  judgement: true,
  inputKind: 'technology',
  why: '30 to 40 percent worse performance per watt, times the share of power in cost.',
});

export const porting = input('cost.porting', {
  label: 'Cost of porting at zero maturity',
  unit: 'fraction',
  distribution: pert({ min: 0, mode: 0.08, max: 0.2 }),
  range: [0, 0.6],
  sources: ['F233', 'F236'],
  judgement: true,
  inputKind: 'technology',
  why: 'Several USD million and 3 to 6 months for a complex model.',
});

export const domesticFactor = variable('cost.domesticFactor', {
  label: 'Cost of peak compute on domestic chips',
  unit: 'USD/H200e',
  over: quarters,
  is: eq`${priceH200e} * (1 - ${subsidy}) * (1 + ${powerPremium})
    * (1 + ${porting} * (1 - ${ecosystem.maturity}))`,
});

export const ratioInference = variable('cost.ratioInference', {
  label: 'Cost of inference compute, domestic over H200',
  unit: 'ratio',
  over: quarters,
  is: eq`${domesticFactor} / ${ecosystem.efficiency} / (${h200.buyerPrice} / ${h200.perf})`,
});

export const ratioTraining = variable('cost.ratioTraining', {
  label: 'Cost of training compute, domestic over H200',
  unit: 'ratio',
  over: quarters,
  is: eq`${domesticFactor} / ${ecosystem.trainingEfficiency} / (${h200.buyerPrice} / ${h200.perf})`,
});
