export { UsageError } from '../forecast/usage-error.ts';
