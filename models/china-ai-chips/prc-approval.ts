/**
 * The Chinese approval gate. A stance that drifts around its target is cut by three thresholds into
 * four regimes: blocked, restricted (one bounded purchase), conditional (a recurring quota) and
 * open. The regime sets the quota.
 */

import {
  beta,
  eq,
  input,
  lever,
  loading,
  lognormal,
  normal,
  pert,
  previous,
  quarters,
  truncnormal,
  variable,
} from 'chipcast';
import { demandCycle, relations } from './factors.ts';
import * as feedback from './feedbacks.ts';
import { unlimited } from './units.ts';
import * as us from './us-policy.ts';

export const meanStance = input('prc.meanStance', {
  label: 'Long-run permissiveness of Beijing',
  unit: 'index',
  distribution: truncnormal({ mean: 0.35, sd: 0.55, min: -1.2, max: 2 }),
  range: [-1.5, 2.5],
  loadings: [loading(demandCycle, 0.2), loading(relations, -0.3)],
  sources: ['F053', 'F054', 'F055', 'F056', 'F057', 'H2'],
  judgement: true,
  inputKind: 'policy',
  why:
    'Below 0 is blocked, below 1 restricted, below 2 conditional, above that open; lower when ' +
    'relations are bad, higher when compute is short.',
});

export const initialStance = input('prc.initialStance', {
  label: 'Stance at the end of 2025',
  unit: 'index',
  distribution: truncnormal({ mean: -0.1, sd: 0.4, min: -1.5, max: 0.9 }),
  range: [-1.5, 1.5],
  loadings: [loading(relations, -0.2)],
  sources: ['F050', 'F052', 'H2', 'H4'],
  judgement: true,
  inputKind: 'policy',
  why: 'A purchase ban on paper, and a reported plan for limited access.',
});

export const persistence = input('prc.persistence', {
  label: 'Part of the stance that lasts from one quarter to the next',
  unit: 'fraction',
  distribution: pert({ min: 0.6, mode: 0.8, max: 0.92 }),
  range: [0, 0.98],
  sources: ['F048', 'F049', 'F050', 'F051'],
  judgement: true,
  inputKind: 'structure',
  why: 'Three regulators moved within four months of 2025, which argues against near-permanence.',
});

export const stanceSd = input('prc.stanceSd', {
  label: 'Long-run spread of the stance',
  unit: 'index',
  distribution: pert({ min: 0.5, mode: 0.85, max: 1.3 }),
  range: [0.1, 2],
  sources: ['F053', 'F054'],
  judgement: true,
  inputKind: 'structure',
  why: "Wide enough for both of Bernstein's scenarios, one bounded purchase and a lasting ban.",
});

export const stanceNoise = input('prc.stanceNoise', {
  label: 'Shock to the stance in a quarter',
  unit: 'sd',
  distribution: normal({ mean: 0, sd: 1 }),
  over: quarters,
  range: [-3, 3],
  sources: ['F053', 'F054'],
  judgement: true,
  inputKind: 'policy',
  why: 'One draw a quarter.',
});

export const supplyFeedback = input('prc.supplyFeedback', {
  label: 'How far better local supply lowers the stance',
  unit: 'index/ratio',
  distribution: pert({ min: 0, mode: 0.6, max: 1.5 }),
  range: [0, 3],
  sources: ['F055', 'F056', 'F065'],
  judgement: true,
  inputKind: 'policy',
  why: 'Harm to local chips makes Beijing wary; the sign is from Bernstein, the size is not.',
});

export const levyAversion = input('prc.levyAversion', {
  label: 'How far a higher US levy lowers the stance',
  unit: 'index/fraction',
  distribution: pert({ min: 0, mode: 1, max: 3 }),
  range: [0, 6],
  sources: ['F055', 'F058'],
  judgement: true,
  inputKind: 'policy',
  why: 'The levy is a tax paid abroad; at 25 percent the effect is nil.',
});

export const regimes = { 0: 'blocked', 1: 'restricted', 2: 'conditional', 3: 'open' };

export const forcedRegime = lever('prc.forcedRegime', {
  label: 'Regime held throughout',
  unit: 'code',
  codes: { [-1]: 'none, it follows the stance', ...regimes },
  value: -1,
  range: [-1, 3],
  sources: ['F053', 'F054'],
  judgement: true,
  inputKind: 'policy',
  why: 'For scenarios.',
});

export const firstQuarterFraction = input('prc.firstQuarterFraction', {
  label: 'Part of the quota usable in the first permitted quarter',
  unit: 'fraction',
  distribution: pert({ min: 0.2, mode: 0.5, max: 0.9 }),
  range: [0, 1],
  sources: ['F047', 'F010'],
  judgement: true,
  inputKind: 'policy',
  why: 'Several agencies have to clear the goods, which costs part of that quarter.',
});

export const restrictedQuota = input('prc.restrictedQuota', {
  label: 'Quota of a restricted quarter',
  unit: 'kunit/quarter',
  distribution: lognormal({ p10: 12, p90: 90 }),
  range: [0, 300],
  sources: ['F053', 'F113', 'H4'],
  judgement: true,
  inputKind: 'policy',
  why: 'A bounded purchase; the first planned lot was 40 to 80 thousand chips.',
});

export const oneOffQuota = input('prc.oneOffQuota', {
  label: 'Total allowed over all restricted quarters',
  unit: 'kunit',
  distribution: lognormal({ p10: 60, p90: 400 }),
  range: [0, 1500],
  sources: ['F053', 'F113'],
  judgement: true,
  inputKind: 'policy',
  why: 'The size of a bounded purchase that does not hurt later local sales.',
});

export const conditionalQuota = input('prc.conditionalQuota', {
  label: 'Quota of a conditional quarter',
  unit: 'kunit/quarter',
  distribution: lognormal({ p10: 45, p90: 220 }),
  range: [0, 800],
  sources: ['F106', 'H3'],
  judgement: true,
  inputKind: 'policy',
  why: 'USD 2 to 5bn a quarter buy 60 to 180 thousand; orders of 2 million a year ask for more.',
});

export const bundleRatio = input('prc.bundleRatio', {
  label: 'Domestic purchases required for each dollar of H200',
  unit: 'USD/USD',
  distribution: pert({ min: 0, mode: 0.3, max: 1 }),
  range: [0, 3],
  sources: ['M16', 'F059'],
  judgement: true,
  inputKind: 'policy',
  why: 'Proposed in December 2025; no ratio was ever published.',
});

export const stateDemandShare = input('prc.stateDemandShare', {
  label: 'Demand of state-linked buyers',
  unit: 'fraction',
  distribution: beta({ mean: 0.27, n: 20 }),
  range: [0, 0.8],
  sources: ['M15', 'F060', 'F151', 'F152'],
  judgement: true,
  inputKind: 'policy',
  why: 'Such buyers must buy domestic chips for a part of what they need.',
});

export const stateFloor = input('prc.stateFloor', {
  label: 'Part of state-linked demand that must be domestic',
  unit: 'fraction',
  distribution: pert({ min: 0.5, mode: 0.75, max: 1 }),
  range: [0, 1],
  sources: ['F060', 'M15'],
  judgement: true,
  inputKind: 'policy',
  why: 'At least half of it, and all of it in state-funded data centres.',
});

/** The levy that was announced, at which it neither attracts nor repels. */
const announcedLevy = 0.25;

export const target = variable('prc.target', {
  label: 'Stance towards which Beijing moves',
  unit: 'index',
  over: quarters,
  is: eq`${meanStance}
    - ${supplyFeedback}
      * clamp(${previous(feedback.balanceDomesticUsd)} - ${feedback.balance2025},
        -${feedback.balance2025}, 1)
    - ${levyAversion} * (${us.levyRate} - ${announcedLevy})`,
});

export const stance = variable('prc.stance', {
  label: 'Stance',
  unit: 'index',
  over: quarters,
  opening: initialStance,
  is: eq`${target} + ${persistence} * (${previous} - ${target})
    + ${stanceSd} * sqrt(1 - ${persistence} ^ 2) * ${stanceNoise}`,
  why: 'Autoregressive, scaled so that its long-run spread is stanceSd whatever the persistence.',
});

export const regime = variable('prc.regime', {
  label: 'Regime: 0 blocked, 1 restricted, 2 conditional, 3 open',
  unit: 'code',
  over: quarters,
  is: eq`if(${forcedRegime} >= 0, ${forcedRegime},
    if(${stance} < 0, 0, if(${stance} < 1, 1, if(${stance} < 2, 2, 3))))`,
});

export const blocked = variable('prc.blocked', {
  label: 'Blocked: no H200 may be bought',
  unit: '0/1',
  over: quarters,
  is: eq`if(${regime} == 0, 1, 0)`,
});

export const restricted = variable('prc.restricted', {
  label: 'Restricted: one bounded purchase',
  unit: '0/1',
  over: quarters,
  is: eq`if(${regime} == 1, 1, 0)`,
});

export const conditional = variable('prc.conditional', {
  label: 'Conditional: a recurring quota',
  unit: '0/1',
  over: quarters,
  is: eq`if(${regime} == 2, 1, 0)`,
});

export const open = variable('prc.open', {
  label: 'Open: no quota',
  unit: '0/1',
  over: quarters,
  is: eq`if(${regime} == 3, 1, 0)`,
});

export const quotaLeft = variable('prc.quotaLeft', {
  label: 'What is left of the bounded purchase',
  unit: 'kunit',
  over: quarters,
  is: eq`max(0, ${oneOffQuota} - ${previous(feedback.cumRestricted)})`,
});

/** Less than this is no purchase: a judgement. */
const leastPurchase = eq`0.5 [kunit]`;

export const usedUp = variable('prc.usedUp', {
  label: 'Whether the bounded purchase is used up',
  unit: '0/1',
  over: quarters,
  is: eq`${restricted} * if(${quotaLeft} > ${leastPurchase}, 0, 1)`,
  why: 'The regime is still called restricted, but nothing is permitted any more.',
});

export const permitted = variable('prc.permitted', {
  label: 'Whether any H200 may be bought',
  unit: '0/1',
  over: quarters,
  opening: 0,
  is: eq`1 - ${blocked} - ${usedUp}`,
});

export const passFraction = variable('prc.passFraction', {
  label: 'Part of the quota that clears in the quarter',
  unit: 'fraction',
  over: quarters,
  is: eq`${permitted} * if(${previous(permitted)} == 0, ${firstQuarterFraction}, 1)`,
});

export const quota = variable('prc.quota', {
  label: 'H200 that China lets in',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${passFraction} * (
    ${restricted} * min(${restrictedQuota}, ${quotaLeft} / 1 [quarter])
    + ${conditional} * ${conditionalQuota}
    + ${open} * ${unlimited})`,
});
