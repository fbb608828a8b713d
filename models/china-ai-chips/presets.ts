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
    question: 'What if China blocks H200 throughout?',
    set: { 'prc.forcedRegime': 0 },
  },
  'grey-crackdown': {
    question: 'What if unofficial inflow is cut to its p10, and falls by a third every year?',
    set: {
      'grey.smuggledPerYear': 20,
      'grey.gamingPerYear': 8,
      'grey.enforcementDecline': 0.35,
    },
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
    question: 'What if logic is the only domestic bottleneck: memory and packaging at p90?',
    set: {
      'memory.cxmt2026': 2.8,
      'memory.other2026': 5.5,
      'memory.stockpile': 4.5,
      'memory.cxmtGrowth2027': 8,
      'memory.otherGrowth2027': 3.5,
      'packaging.capacityQ1': 600,
      'packaging.growth': 2.1,
    },
  },
  bernstein: {
    question:
      "What if the broker's model holds: its demand path, all of it onshore, three quarters from " +
      'foundry to sale, and neither HBM nor packaging binding?',
    set: {
      'demand.gross2026': 51,
      'demand.growth2027': 1.353,
      'demand.growth2028': 1.275,
      'overseas.baseShare': 0,
      'foundry.lag': 3,
      'memory.cxmt2026': 6,
      'memory.other2026': 12,
      'memory.stockpile': 10,
      'packaging.capacityQ1': 1200,
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
    question:
      'What if allied tool controls come in 2026Q4 and hit logic, memory and packaging alike?',
    set: {
      'foundry.forcedToolShockQuarter': 3,
      'foundry.toolShockKeep': 0.4,
      'memory.toolShockKeep': 0.4,
    },
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
  'yield-20': {
    question:
      'What if the 7 nm yield of a large die is 20 percent at the end of 2025, as the founding ' +
      'articles say?',
    set: { 'foundry.startYieldForced': 0.2 },
  },
  'yield-60': {
    question: "What if it is 60 percent, Huawei's goal and what one article gives for TSMC?",
    set: { 'foundry.startYieldForced': 0.6 },
  },
  'tsmc-door': {
    question:
      'What if foreign foundries take Chinese designs: 500 thousand units a year, growing by 60 ' +
      'percent?',
    set: { 'offshore.unitsPerYear': 500, 'offshore.growth': 1.6, 'offshore.cutOnTension': 0.1 },
  },
  glut: {
    question:
      'What if everything domestic goes well and demand disappoints: supply growth at p90, ' +
      'demand at p10?',
    set: {
      'foundry.growth2026': 2,
      'foundry.growth2027': 1.95,
      'foundry.growth2028': 1.85,
      'memory.cxmt2026': 2.8,
      'memory.other2026': 5.5,
      'memory.cxmtGrowth2027': 8,
      'memory.otherGrowth2027': 3.5,
      'packaging.capacityQ1': 600,
      'packaging.growth': 2.1,
      'demand.gross2026': 42,
      'demand.growth2027': 1.12,
      'demand.growth2028': 1.05,
    },
  },
};
