/**
 * The way from a good die to assembly. Dies are there two to four quarters after they are made;
 * those made in 2025 are in the pipe already and follow the growth of that year.
 */

import { discreteuniform, eq, input, previous, quarters, variable } from 'chipcast';
import { announcedArrivals, goodDiesBefore } from './foundry-start.ts';
import { goodDies } from './foundry-yield.ts';

export const lag = input('foundry.lag', {
  label: 'Quarters from foundry to sale',
  unit: 'quarter',
  distribution: discreteuniform({ min: 2, max: 4 }),
  range: [2, 4],
  sources: ['M2'],
  inputKind: 'technology',
  why: 'Bernstein says 3 to 4; some stock shortens it.',
});

export const dies1 = variable('foundry.dies1', {
  label: 'Good dies of one quarter ago',
  unit: 'kdie/quarter',
  over: quarters,
  opening: goodDiesBefore(1),
  is: eq`${previous(goodDies)}`,
});

export const dies2 = variable('foundry.dies2', {
  label: 'Good dies of two quarters ago',
  unit: 'kdie/quarter',
  over: quarters,
  opening: goodDiesBefore(2),
  is: eq`${previous(dies1)}`,
});

export const dies3 = variable('foundry.dies3', {
  label: 'Good dies of three quarters ago',
  unit: 'kdie/quarter',
  over: quarters,
  opening: goodDiesBefore(3),
  is: eq`${previous(dies2)}`,
});

export const dies4 = variable('foundry.dies4', {
  label: 'Good dies of four quarters ago',
  unit: 'kdie/quarter',
  over: quarters,
  is: eq`${previous(dies3)}`,
});

export const arrived = variable(announcedArrivals, {
  is: eq`if(${lag} == 2 [quarter], ${dies2}, if(${lag} == 3 [quarter], ${dies3}, ${dies4}))`,
});
