/** One question of the benchmark: measures, and says what it found in Markdown. */
export type Part = (rounds: number) => string | Promise<string>;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
