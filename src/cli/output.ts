/** What a command writes to standard output. */

/** One JSON document and nothing else. */
export function printJson(document: object): void {
  process.stdout.write(`${JSON.stringify(document, null, 1)}\n`);
}

export function printLines(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Columns of the terminal that a text may use: those that there are, up to `most`. */
export function widthUpTo(most: number, otherwise = most): number {
  return Math.min(most, process.stdout.columns ?? otherwise);
}
