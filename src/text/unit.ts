/** A unit in words, where it is none. */
export function unitText(unit: string): string {
  return unit === '' || unit === '-' || unit === '1' ? 'number' : unit;
}
