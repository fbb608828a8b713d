/** A unit as people say it, in two: what a number is multiplied by, and where it stands. */
export interface SpokenUnit {
  readonly factor: number;
  /** With `#` where the number stands. */
  readonly pattern: string;
}

/** `10*# 億美元`: ten times the number stands there; where nothing stands before it, the number. */
export function spokenUnit(named: string): SpokenUnit {
  const [times = '', factor = '1'] = /([\d.]+)\*(?=#)/.exec(named) ?? [];
  return { factor: Number(factor), pattern: named.replace(times, '') };
}

/** Plain numbers that say how much of a whole something is: readers are told hundredths. */
const SHARES = new Set(['fraction', 'probability', 'ratio', 'share']);

/** Whether its numbers are written in % wherever people read; files for programs keep them. */
export function isShareUnit(unit: string): boolean {
  return SHARES.has(unit);
}

/** A unit in words, where it is none. */
export function unitText(unit: string): string {
  return unit === '' || unit === '-' || unit === '1' ? 'number' : unit;
}
