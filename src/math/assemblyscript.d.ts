/**
 * AssemblyScript's names for two types of TypeScript. The tables of this folder, and the few
 * functions that use nothing else, are read by both compilers: what is written here once is in both
 * machines.
 */

/**
 * An array whose length never changes; in AssemblyScript it lies at an address known when
 * compiling.
 */
type StaticArray<T> = T[];

/** A whole number of 32 bits. */
type i32 = number;
