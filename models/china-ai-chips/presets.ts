/**
 * What-if questions. A preset fixes a few assumptions and leaves all others, and their draws, as
 * they were, so that its difference from the baseline is the answer.
 */

import type { Preset } from 'chipcast';

export const presets: Readonly<Record<string, Preset>> = {
  'open-door': {
    question: 'What if both governments let H200 flow freely?',
    set: {
      'prc.forcedRegime': 3,
      'us.licenceStartQuarter': 0,
      'us.revocationHazard': 0,
      'h200.passThrough': 0,
      'us.licenceCapPerYear': 2000,
    },
  },
  'hard-block': {
    question: 'What if China blocks H200 throughout, with unofficial flow at its p90?',
    set: { 'prc.forcedRegime': 0, 'grey.smuggledPerYear': 240 },
  },
  'one-off': {
    question: "Bernstein's first scenario: what if China allows one bounded purchase?",
    set: { 'prc.forcedRegime': 1, 'us.licenceStartQuarter': 0, 'prc.oneOffQuota': 150 },
  },
  'us-closure': {
    question: 'What if Congress closes the US gate in 2027Q1 for thirty months?',
    set: { 'us.forcedClosureQuarter': 4, 'us.closureDuration': 10 },
  },
  'logic-only': {
    question:
      'What if logic is the only domestic bottleneck, as in the broker model: ' +
      'memory and packaging at p90?',
    set: {
      'memory.cxmt2026': 2.8,
      'memory.other2026': 5.5,
      'memory.stockpile': 4.5,
      'memory.cxmtGrowth2027': 8,
      'memory.otherGrowth2027': 3.5,
      'packaging.capacityQ1': 850,
      'packaging.growth': 2.1,
    },
  },
  'hbm-drought': {
    question: 'What if domestic HBM stays at its p10 throughout?',
    set: {
      'memory.cxmt2026': 0.35,
      'memory.other2026': 0.9,
      'memory.cxmtGrowth2027': 2,
      'memory.otherGrowth2027': 1.3,
      'memory.cxmtGrowth2028': 1.3,
      'memory.otherGrowth2028': 1.15,
      'memory.leakage': 0.1,
    },
  },
  'tool-crackdown': {
    question: 'What if allied tool controls come in 2026Q4?',
    set: { 'foundry.forcedToolShockQuarter': 3, 'foundry.toolShockKeep': 0.4 },
  },
  'node5-surprise': {
    question: 'What if the 5 nm class yields well, gets the wafers and carries a faster roadmap?',
    set: {
      'foundry.d0Node5Start': 0.3,
      'foundry.node5Share2026': 0.1,
      'foundry.node5Share2027': 0.25,
      'foundry.node5Share2028': 0.4,
      'roadmap.ratio2027': 1.5,
      'roadmap.ratio2028': 1.75,
      'roadmap.slip': 0,
    },
  },
};
