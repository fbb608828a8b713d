/** How a form is written, in words. */

import type { Form, PairForm } from './family.ts';
import { namesTaken } from './names.ts';

/** What stands between the brackets. */
export function example(form: Form): string {
  switch (form.takes) {
    case 'numbers':
    case 'quantiles':
      return namesTaken(form)
        .split(', ')
        .map((name) => `${name}=...`)
        .join(', ');
    case 'distribution':
      return `normal(0, 1), ${form.names.map((name) => `${name}=...`).join(', ')}`;
    case 'pairs':
      return pairsExample(form);
    case 'values':
      return 'value, value, ...';
    case 'parts':
      return 'distribution:weight, ...';
  }
}

/** `value:probability, ...`, or with what stands alone at the end. */
export function pairsExample({ wording }: PairForm): string {
  return `${wording.pair}, ...${wording.end === undefined ? '' : `, last ${wording.end}`}`;
}
