/** What the two governments do: parts of the year in each state. */

import { annual, outcome, years } from 'chipcast';
import * as prc from '../prc-approval.ts';
import * as us from '../us-policy.ts';

const partOfYear = { unit: 'fraction', basis: 'time', over: years } as const;

export const gates = [
  outcome('prc.blockedShare', {
    ...partOfYear,
    label: 'Quarters in which China blocks H200',
    is: annual.mean(prc.blocked),
  }),
  outcome('prc.restrictedShare', {
    ...partOfYear,
    label: 'Quarters in which China allows a bounded purchase',
    is: annual.mean(prc.restricted),
  }),
  outcome('prc.usedUpShare', {
    ...partOfYear,
    label: 'Quarters of these in which the bounded purchase is used up',
    is: annual.mean(prc.usedUp),
  }),
  outcome('prc.conditionalShare', {
    ...partOfYear,
    label: 'Quarters in which China grants a recurring quota',
    is: annual.mean(prc.conditional),
  }),
  outcome('prc.openShare', {
    ...partOfYear,
    label: 'Quarters in which China sets no quota',
    is: annual.mean(prc.open),
  }),
  outcome('us.openShare', {
    ...partOfYear,
    label: 'Quarters in which US licences can be used',
    is: annual.mean(us.open),
  }),
  outcome('us.closedShare', {
    ...partOfYear,
    label: 'Quarters in which the US gate is closed after a revocation',
    is: annual.mean(us.closed),
  }),
];
