/** A text of the command line as the copula that it asks for. */

import { parseDocument } from 'yaml';
import type { CorrelateOption } from './dependence.ts';

export function correlateOption(option: string): CorrelateOption {
  const document = parseDocument(option, { prettyErrors: false, logLevel: 'error' });
  return document.errors.length > 0 ? { option } : { option, content: document.toJS() ?? null };
}
