import { SpecError } from '../../src/plan/problem.ts';

/** The message with which something is refused. */
export function refusal(ask: () => unknown): string {
  try {
    ask();
  } catch (error) {
    if (error instanceof SpecError) return error.message;
    throw error;
  }
  return 'nothing is wrong';
}
