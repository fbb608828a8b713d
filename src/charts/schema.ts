/** What the forms of declared charts share. */

import * as z from 'zod';
import type { Declaration } from './kind.ts';

export const text = z.string().max(100_000);
const id = z
  .string()
  .max(256)
  .regex(/^[A-Za-z][\w.-]*$/);

/** Of every declaration but its kind. How many outcomes a kind holds is checked with its names. */
export const declarationShape = {
  title: text,
  outcomes: z.array(id).max(1000),
  over: z.enum(['year', 'quarter']),
  note: z.exactOptional(text),
  annex: z.exactOptional(z.boolean()),
} satisfies { [Key in keyof Omit<Declaration, 'kind'>]-?: z.ZodType };

/** Short names, in the order of the outcomes. */
export const names = z.array(text).max(1000);

export function noteBefore(note: string | undefined): string {
  return note === undefined ? '' : `${note} `;
}
