/** How many dies a 300 mm wafer holds. */

import { type Equation, eq, type Quantity } from 'chipcast';

/** Of a wafer with 3 mm edge exclusion. */
const usableRadius = eq`147 [mm]`;
const usableDiameter = eq`294 [mm]`;

/**
 * Whole dies on a wafer before any is tested: the area of the wafer over that of the die, less what
 * the round edge cuts through (the usual first-order formula).
 *
 * @param area  of one die, mm2
 */
export function wholeDies(area: Quantity | Equation): Equation {
  return eq`(pi * ${usableRadius} ^ 2 / ${area} - pi * ${usableDiameter} / sqrt(2 * ${area}))`;
}
