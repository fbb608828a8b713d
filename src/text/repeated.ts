/** Names that are there more than once, each of them once, in order of their second place. */
export function repeated(names: readonly string[]): readonly string[] {
  const known = new Set<string>();
  return [...new Set(names.filter((name) => known.size === known.add(name).size))];
}
