/** A number as a uniform: in the open interval, on both ends as far from it as any that is drawn. */
export function openUnit(u: number): number {
  return Math.min(1 - 2 ** -53, Math.max(2 ** -53, u));
}
