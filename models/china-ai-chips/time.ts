/**
 * How the model reads its calendar. `t` counts quarters: 0 is 2026Q1, 11 is 2028Q4. A flow is per
 * quarter, a stock is a value at the end of a quarter: `* 1 [quarter]` makes an amount of a flow,
 * `/ 1 [quarter]` a flow of an amount, and `previous` reads the quarter before.
 */

import { type Equation, eq, type Quantity } from 'chipcast';

/** 2026 is t 0 to 3, 2027 is 4 to 7, 2028 is 8 to 11. */
export const firstQuarterOf2027 = 4;
export const firstQuarterOf2028 = 8;
export const quartersInHorizon = 12;

export const quartersPerYear = eq`4 [quarter/year]`;
export const monthsPerQuarter = eq`3 [month/quarter]`;

/** Quarters since the end of 2025, this one included. */
export const quartersElapsed = eq`(t + 1) * 1 [quarter]`;

/** Years since the first quarter of 2026: the exponent of what grows or decays by the year. */
export const yearsSinceQ1 = eq`t / 4`;

/**
 * Annual rates are known for the middle of a year. The path from mid-2026 to mid-2027 is smooth, so
 * the exponent of the 2027 growth is -0.375 in 2026Q1, 0.125 in 2026Q3 and 1 from 2027Q3 on.
 */
export const into2027 = eq`clamp((t - 1.5) / 4, -0.375, 1)`;

/** The same from mid-2027 to mid-2028, carried on to 1.375 at the end of 2028. */
export const into2028 = eq`clamp((t - 5.5) / 4, 0, 1.375)`;

/** The value that belongs to the calendar year. */
export function byYear(in2026: Quantity, in2027: Quantity, in2028: Quantity): Equation {
  return eq`if(t < ${firstQuarterOf2027}, ${in2026},
    if(t < ${firstQuarterOf2028}, ${in2027}, ${in2028}))`;
}

/**
 * 1 once an event has happened, else 0. The event comes when its cumulative hazard has reached what
 * its draw, one uniform a trial, allows: a low draw is an early event, and nothing is drawn inside
 * an equation.
 */
export function happened(draw: Quantity, cumulativeHazard: Quantity | Equation): Equation {
  return eq`if(${draw} < 1 - exp(-${cumulativeHazard}), 1, 0)`;
}
