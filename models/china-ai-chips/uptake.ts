/**
 * How many H200 Chinese buyers want. Vetted buyers who prefer H200 take it up as trust spreads from
 * those who run its generation already; part of what local supply left unmet goes to H200 whatever
 * the preference; and old orders come back. State-linked buyers are held to their domestic floor.
 */

import {
  beta,
  eq,
  forward,
  input,
  lognormal,
  pert,
  previous,
  quarters,
  stock,
  truncnormal,
  variable,
} from 'chipcast';
import { ratioInference, ratioTraining } from './cost-comparator.ts';
import * as demand from './demand.ts';
import * as feedback from './feedbacks.ts';
import * as offer from './h200-offer.ts';
import * as prc from './prc-approval.ts';
import { usdScale } from './units.ts';
import * as us from './us-policy.ts';

export const prefLogit = input('uptake.prefLogit', {
  label: 'Preference for H200 at equal cost',
  unit: 'logit',
  distribution: truncnormal({ mean: 0, sd: 0.5, min: -1.2, max: 1.2 }),
  range: [-2, 2],
  sources: ['F252', 'F082', 'F165', 'F180', 'H3'],
  judgement: true,
  inputKind: 'market',
  why:
    'Net of security worries: moving to it costs about nothing, but local chips have no ' +
    'backdoor.',
});

export const trainingBonus = input('uptake.trainingBonus', {
  label: 'Extra preference for training',
  unit: 'logit',
  distribution: pert({ min: 0, mode: 0.6, max: 1.4 }),
  range: [-1, 3],
  sources: ['F176', 'F160', 'F166'],
  judgement: true,
  inputKind: 'market',
  why: 'Training is harder to move.',
});

export const costSensitivity = input('uptake.costSensitivity', {
  label: 'Reaction of preference to relative cost',
  unit: 'logit/log',
  distribution: pert({ min: 0.3, mode: 1, max: 2 }),
  range: [0, 4],
  sources: ['F170', 'F171'],
  judgement: true,
  inputKind: 'market',
  why: 'H200 costs 2 to 3 times a domestic chip; its compute is cheaper.',
});

export const preferenceDecay = input('uptake.preferenceDecay', {
  label: 'Loss of preference in a quarter',
  unit: 'logit/quarter',
  distribution: pert({ min: 0.02, mode: 0.09, max: 0.22 }),
  range: [0, 0.5],
  sources: ['F087', 'F092', 'U9'],
  judgement: true,
  inputKind: 'market',
  why: 'H200 ages, domestic parts improve.',
});

export const alternativesDiscount = input('uptake.alternativesDiscount', {
  label: 'Demand met by rental and unofficial Blackwell instead',
  unit: 'fraction',
  distribution: pert({ min: 0, mode: 0.15, max: 0.5 }),
  range: [0, 0.9],
  sources: ['F249', 'F250', 'F251'],
  judgement: true,
  inputKind: 'market',
  why: 'Those routes give access to better chips.',
});

export const adoptionOpening = input('uptake.adoptionOpening', {
  label: 'Buyers who can take H200 at once',
  unit: 'fraction',
  distribution: beta({ mean: 0.35, n: 15 }),
  range: [0, 1],
  sources: ['F016', 'F082', 'H3'],
  judgement: true,
  inputKind: 'market',
  why: 'They run parts of its generation (H800, H20) already.',
});

export const bassInnovation = input('uptake.bassInnovation', {
  label: 'Buyers who start of themselves',
  unit: '1/quarter',
  distribution: pert({ min: 0.05, mode: 0.15, max: 0.4 }),
  range: [0, 0.8],
  sources: ['X1', 'F082', 'H3'],
  judgement: true,
  inputKind: 'market',
  why: 'A few large buyers with software ready: faster than consumer goods.',
});

export const bassImitation = input('uptake.bassImitation', {
  label: 'Buyers who follow others',
  unit: '1/quarter',
  distribution: pert({ min: 0.1, mode: 0.3, max: 0.6 }),
  range: [0, 1.5],
  sources: ['X1'],
  judgement: true,
  inputKind: 'market',
  why: 'The average of consumer goods is 0.38 a year.',
});

export const spill = input('uptake.spill', {
  label: 'Unmet demand that would take H200 whatever the preference',
  unit: 'fraction',
  distribution: pert({ min: 0.2, mode: 0.5, max: 0.9 }),
  range: [0, 1],
  sources: ['F148', 'F252', 'H3', 'M11'],
  judgement: true,
  inputKind: 'market',
  why: "Orders of 2 million units and one buyer's plan of USD 14bn say that it is large.",
});

export const h20BacklogUsd = input('uptake.h20BacklogUsd', {
  label: 'Orders for H20 that were never delivered',
  unit: 'USDbn',
  distribution: lognormal({ p10: 2, p90: 14 }),
  range: [0, 20],
  sources: ['F125', 'F126'],
  inputKind: 'measurement',
  why: '16 billion, currency not stated: 2.2 if yuan, 16 if dollars.',
});

export const backlogConversion = input('uptake.backlogConversion', {
  label: 'Part of those orders still alive',
  unit: 'fraction',
  distribution: beta({ mean: 0.3, n: 10 }),
  range: [0, 1],
  sources: ['F126'],
  judgement: true,
  inputKind: 'market',
  why: 'A year later.',
});

export const backlogReleaseRate = input('uptake.backlogReleaseRate', {
  label: 'Part of the backlog offered in a quarter',
  unit: '1/quarter',
  distribution: pert({ min: 0.2, mode: 0.45, max: 0.8 }),
  range: [0, 1],
  sources: ['F126'],
  judgement: true,
  inputKind: 'market',
  why: 'Concentrated in the first year of permission.',
});

/** What is left after shipments; its equation stands in h200-sales.ts. */
export const announcedBacklog = forward('uptake.backlog', {
  label: 'Old orders still waiting',
  unit: 'USDbn',
  opening: eq`${h20BacklogUsd} * ${backlogConversion}`,
});

export const eligible = variable('uptake.eligible', {
  label: 'Demand that may go to H200 and has no better alternative',
  unit: 'fraction',
  is: eq`(1 - ${prc.stateDemandShare} * ${prc.stateFloor}) * ${us.vettedBuyerShare}
    * (1 - ${alternativesDiscount})`,
});

export const prefTraining = variable('uptake.prefTraining', {
  label: 'Training buyers who prefer H200',
  unit: 'fraction',
  over: quarters,
  is: eq`logistic(${prefLogit} + ${trainingBonus} + ${costSensitivity} * log(${ratioTraining})
    - ${preferenceDecay} * t * 1 [quarter])`,
});

export const prefInference = variable('uptake.prefInference', {
  label: 'Inference buyers who prefer H200',
  unit: 'fraction',
  over: quarters,
  is: eq`logistic(${prefLogit} + ${costSensitivity} * log(${ratioInference})
    - ${preferenceDecay} * t * 1 [quarter])`,
});

export const adoption = stock('uptake.adoption', {
  label: 'Buyers who have taken H200 up',
  unit: 'fraction',
  over: quarters,
  opening: adoptionOpening,
  change: eq`${offer.channelOpen} * (${bassInnovation} + ${bassImitation} * ${previous})
    * (1 - ${previous})`,
  why: 'Bass diffusion, which runs only while the channel is open.',
});

export const spillUsd = variable('uptake.spillUsd', {
  label: 'Demand for H200 that local supply left unmet',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${eligible} * ${spill} * ${previous(feedback.unmetUsd)}`,
});

export const flowUsd = variable('uptake.flowUsd', {
  label: 'New demand for H200',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${eligible} * ${demand.effectiveUsd} * ${adoption}
      * (${demand.trainingShare} * ${prefTraining} + ${demand.inferenceShare} * ${prefInference})
    + ${spillUsd}`,
});

export const backlogOffer = variable('uptake.backlogOffer', {
  label: 'Old orders that come back',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${offer.channelOpen} * ${backlogReleaseRate} * ${previous(announcedBacklog)}`,
});

export const wantedUnits = variable('uptake.wantedUnits', {
  label: 'Demand for H200 were both gates open',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`(${flowUsd} + ${backlogReleaseRate} * ${previous(announcedBacklog)})
    / ${offer.buyerPrice} * ${usdScale}`,
});

export const demandUnits = variable('uptake.demandUnits', {
  label: 'Demand for H200',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${offer.channelOpen} * ${wantedUnits}`,
});
