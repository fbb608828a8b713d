/**
 * The model for a reader who knows chips and not this project. Medians and intervals are not
 * written here: they are those of the distributions.
 */

import type { Guide } from 'chipcast';

export const guide: Guide = {
  summary: [
    "A causal model in quarters of China's market for AI accelerators. It asks whether H200 get in and are bought, how many accelerators China can make itself, who holds which share, and when domestic supply meets demand.",
    'The assumptions rest on what was public on 31 December 2025. What became known in 2026 is used only as evidence: trials that agree with it count for more.',
  ],
  inputs: [
    {
      input: 'demand.gross2026',
      label: 'What Chinese buyers spend on AI accelerators in 2026',
      unit: 'USD billion',
      from: 'Bernstein (51), an article without a source (66), Morgan Stanley',
    },
    {
      input: 'foundry.growth2026',
      label: 'Growth of advanced wafer capacity in 2026',
      unit: 'times',
      from: 'SemiAnalysis (1.33), Morgan Stanley (1.9)',
    },
    {
      input: 'demand.growth2028',
      label: 'Growth of spending into 2028',
      unit: 'times',
      from: 'Bernstein (1.28)',
    },
    {
      input: 'memory.cxmt2026',
      label: 'HBM stacks of CXMT in 2026',
      unit: 'million a year',
      from: 'a plan of 2 million, said to be behind plan in December 2025',
    },
    {
      input: 'demand.growth2027',
      label: 'Growth of spending into 2027',
      unit: 'times',
      from: 'Bernstein (1.36), an article without a source (1.32)',
    },
    {
      input: 'memory.other2026',
      label: 'HBM stacks of others in 2026, above all Huawei',
      unit: 'million a year',
      from: 'judgement; plans for 1.6 million dies would need about 6 million',
    },
    {
      input: 'foundry.growth2027',
      label: 'Growth of advanced wafer capacity in 2027',
      unit: 'times',
      from: 'SemiAnalysis (1.33)',
    },
    {
      input: 'foundry.capacity2025',
      label: 'Advanced wafer capacity at the end of 2025',
      unit: 'thousand wafers a month',
      from: 'Morgan Stanley (22), 30 to 40, SemiAnalysis (45)',
    },
    {
      input: 'foundry.goodDies2025',
      label: 'Good AI dies made in 2025Q4',
      unit: 'thousand',
      from: 'Bloomberg, SemiAnalysis and others, reconciled',
    },
    {
      input: 'demand.priceDecline',
      label: 'Fall of the price of an H200-equivalent in a year',
      unit: '%',
      from: 'judgement',
    },
    {
      input: 'market.priceRatio2026',
      label: 'Domestic price of a peak H200-equivalent over that of H200',
      unit: 'times',
      from: 'articles, price lists, Bernstein',
    },
    {
      input: 'roadmap.perf2026',
      label: 'Peak compute of the average domestic unit in 2026, H200 = 1',
      unit: '',
      from: 'published volumes and data sheets',
    },
    {
      input: 'prc.meanStance',
      label: "Beijing's long-run stance; below 0 blocks, below 1 allows a bounded purchase",
      unit: '',
      from: "judgement, from Bernstein's two scenarios",
    },
    {
      input: 'grey.smuggledPerYear',
      label: 'Smuggled compute in 2026',
      unit: 'thousand H200-equivalents',
      from: 'CNAS (140 thousand for 2024), range 10 to several hundred',
    },
    {
      input: 'foundry.startYield',
      label: '7 nm yield of a large die at the end of 2025',
      unit: '%',
      from: '20 to 50 percent in eight reports',
    },
  ],
  follows: [
    "China's own AI chips meet its demand in 2028 in 25% of trials.",
    'Counted in H200-equivalents instead of money it is 17%; for inference alone, in money, 48%.',
    'Weighed by the sixteen observations of 2026 (chipcast run --as-of 2026-11) the three chances are 21%, 14% and 46%.',
  ],
  changes: [
    'Yield: had 20% of large dies been good at the end of 2025, the chance would be 18% instead of 25%; an even chance would take 87%, which nobody reports (chipcast solve).',
    "Bernstein's assumptions give 32%: memory and packaging never bind and spending is below our median, which outweighs that none of it goes abroad (chipcast bridge --to bernstein).",
    'A policy: the presets below, one question each (chipcast run --preset NAME).',
  ],
  words: [
    [
      'die',
      'one piece of silicon with a processor on it, about as large as a stamp; some 80 large ones fit on a wafer of 300 mm, and the yield is the part of them that works',
    ],
    [
      'package, unit',
      'one or two dies on a carrier, mostly with stacks of HBM memory, as it is sold; this is what the model counts',
    ],
    [
      'card',
      'a package on a board; most cards have one, so counts of cards are near counts of units, but small and professional cards are among them',
    ],
    ['H200-equivalent', 'the delivered compute of one H200, by total processing performance'],
    ['supply potential', 'what domestic vendors could make; their sales may be lower'],
  ],
};
