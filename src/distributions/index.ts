/** What the engine uses of this room. */

export { type Atom, atomsOf } from './atoms.ts';
export * from './constructors.ts';
export { families } from './families.ts';
export type { Family } from './family.ts';
export { applyMapping } from './mapping.ts';
export type { Link, Mapping, TableMapping } from './mapping-kinds.ts';
export { hermiteTable, type QuinticTable, quinticAt } from './quintic.ts';
export { quinticTable, REACH } from './table.ts';
