export * from './buckets';
export * from './functions';
export * from './machine';
export * from './partition';
export * from './sampling';
export * from './sieve';
export * from './sort';
