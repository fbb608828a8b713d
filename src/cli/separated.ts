/** Names that stand apart, or with commas between them. */
export function separated(names: readonly string[] = []): string[] {
  return names
    .flatMap((name) => name.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
