/** The names most like a mistyped one, best first; none if nothing is near. */
export function nearest(name: string, known: Iterable<string>, most = 3): string[] {
  const wanted = name.toLowerCase();
  const limit = Math.max(2, Math.ceil(name.length * 0.4));
  const scored: { known: string; distance: number }[] = [];
  for (const candidate of known) {
    const text = candidate.toLowerCase();
    // The last part of a dotted id is often remembered without the first.
    const distance = text.endsWith(`.${wanted}`) ? 1 : editDistance(wanted, text);
    if (distance <= limit) scored.push({ known: candidate, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || (a.known < b.known ? -1 : 1));
  return scored.slice(0, most).map((entry) => entry.known);
}

/** `; did you mean a or b?`, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const near = nearest(name, known);
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
}

/** Optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let twoBack: number[] = [];
  let back = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let k = 1; k <= b.length; k++) {
      const same = a[i - 1] === b[k - 1];
      let best = Math.min(back[k] + 1, row[k - 1] + 1, back[k - 1] + (same ? 0 : 1));
      if (i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1])
        best = Math.min(best, twoBack[k - 2] + 1);
      row.push(best);
    }
    twoBack = back;
    back = row;
  }
  return back[b.length];
}
