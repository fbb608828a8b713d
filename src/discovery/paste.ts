/**
 * Giving a box back what peeling took too much of: the pasting of the patient rule induction
 * method.
 */

import {
  type Box,
  type Count,
  countIn,
  failures,
  type Limit,
  rankAbove,
  withLimit,
  withoutInput,
} from './box.ts';
import { PATIENCE } from './peel.ts';
import type { OrderedSample } from './sample.ts';

/** The smallest strip, against the twentieth of the box that is tried first. */
const FINEST = 1 / 16;

interface Strip extends Count {
  readonly input: number;
  /** None where the strip reaches to the end, and nothing else limits the input. */
  readonly limit: Limit | undefined;
}

/**
 * Widens a box, limit by limit, as long as the condition holds in what is added at least as often
 * as in the box. Strips are a twentieth of the trials in the box at first, half of that once no
 * strip of this size will do, and so on down to one in 320: the resolution of the limits. Of inputs
 * with few values, values come back one by one.
 *
 * Source: Friedman and Fisher (1999), doi:10.1023/A:1008894516817, section 8, with strips that
 * become finer.
 */
export function paste(sample: OrderedSample, box: Box): Box {
  let here = box;
  let { trials, holding } = countIn(sample, box);
  for (let share = 1; share >= FINEST; ) {
    const size = Math.max(1, Math.floor(PATIENCE * share * trials));
    let best: Strip | undefined;
    for (const strip of strips(sample, here, size)) {
      if (strip.holding * trials < holding * strip.trials) continue;
      if (best === undefined || strip.holding * best.trials > best.holding * strip.trials)
        best = strip;
    }
    if (best === undefined) {
      share /= 2;
      continue;
    }
    const { input, limit } = best;
    here = limit === undefined ? withoutInput(here, input) : withLimit(here, input, limit);
    trials += best.trials;
    holding += best.holding;
  }
  return here;
}

/** What could be added at each side of each limit. */
function strips(sample: OrderedSample, box: Box, size: number): Strip[] {
  const failed = failures(sample, box);
  return [...box].flatMap(([input, limit]): Strip[] => {
    if (limit.values !== undefined) return levelStrips(sample, failed, input, limit.values);
    const { low, high } = limit;
    const upper = high === undefined ? {} : { high };
    const lower = low === undefined ? {} : { low };
    const make = (strip: Cut | undefined, kept: Limit, side: 'low' | 'high'): Strip[] => {
      if (strip === undefined) return [];
      const { bound, ...count } = strip;
      const wider = bound === undefined ? kept : { ...kept, [side]: bound };
      return [{ ...count, input, limit: Object.keys(wider).length === 0 ? undefined : wider }];
    };
    return [
      ...(low === undefined
        ? []
        : make(cutBeyond(sample, failed, input, low, -1, size), upper, 'low')),
      ...(high === undefined
        ? []
        : make(cutBeyond(sample, failed, input, high, 1, size), lower, 'high')),
    ];
  });
}

interface Cut extends Count {
  /** The limit that lets these trials in; none if there is nothing beyond. */
  readonly bound: number | undefined;
}

/** The trials next to a limit that fail no other, `size` of them and those equal to the last. */
function cutBeyond(
  { inputs, holds }: OrderedSample,
  failed: Uint8Array,
  input: number,
  bound: number,
  step: 1 | -1,
  size: number,
): Cut {
  const { order, values } = inputs[input];
  const edge = rankAbove(inputs[input], bound);
  let [trials, holding, last] = [0, 0, Number.NaN];
  for (let k = step === 1 ? edge : edge - 1; k >= 0 && k < order.length; k += step) {
    const i = order[k];
    if (trials >= size && values[i] !== last)
      return { trials, holding, bound: step === 1 ? last : values[i] };
    if (failed[i] !== 1) continue;
    trials++;
    holding += holds[i];
    last = values[i];
  }
  return { trials, holding, bound: undefined };
}

function levelStrips(
  { inputs, holds }: OrderedSample,
  failed: Uint8Array,
  input: number,
  kept: readonly number[],
): Strip[] {
  const { values, levels = [] } = inputs[input];
  return levels.flatMap((level) => {
    if (kept.includes(level)) return [];
    let [trials, holding] = [0, 0];
    for (let i = 0; i < values.length; i++) {
      if (failed[i] !== 1 || values[i] !== level) continue;
      trials++;
      holding += holds[i];
    }
    const wider = levels.filter((other) => other === level || kept.includes(other));
    return [
      {
        trials,
        holding,
        input,
        limit: wider.length === levels.length ? undefined : { values: wider },
      },
    ];
  });
}
