/** A value of a model's author in a message: a quantity by its id, never as [object Object]. */
export function shownValue(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (!isDeclared(value)) return 'text' in value ? String(value.text) : 'an object';
  if ('id' in value) return `the quantity ${String(value.id)}`;
  return 'family' in value ? `a ${String(value.family)} of quantities` : 'an equation';
}

/** Whether it is a quantity, an equation or a distribution of quantities: all have a kind. */
export function isDeclared(value: object): boolean {
  return 'kind' in value;
}
