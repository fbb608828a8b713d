/** One input at a time, all else at its median. */

import * as z from 'zod';
import { anyNumber, closed } from '../../text/form.ts';
import { numberOrNullForm, textForm } from '../by-group.ts';
import { tornado as measure } from '../tornado.ts';
import type { GradientMethod } from './method.ts';

type Ends = readonly [number, number];

interface Together {
  readonly copula: string;
  readonly outcomeAt: Ends;
  readonly swing: number | null;
  readonly monotone: boolean;
}

interface Row {
  readonly input: string;
  readonly inputAt: Ends;
  readonly outcomeAt: Ends;
  readonly swing: number | null;
  readonly monotone: boolean;
  /**
   * Of a member of a copula: the same where the other members go with it, each to its median given
   * this one.
   */
  readonly together?: Together;
}

export interface TornadoPart {
  readonly tornado: { readonly base: number; readonly rows: readonly Row[] };
}

const endsForm: z.ZodType<Ends> = z.tuple([anyNumber, anyNumber]);
const reach = { outcomeAt: endsForm, swing: numberOrNullForm, monotone: z.boolean() };
const MOST_BARS = 12;
const TOGETHER =
  'Together: the other members of its copula at their medians given the input, instead of their own medians.';

export const tornado: GradientMethod<'tornado', TornadoPart> = {
  name: 'tornado',
  about:
    'one input at a time from p10 to p90, all others at their median; of a copula also with its other members moving along',
  needs: 'gradient',
  priorOnly: {
    because: 'moves inputs over their distributions before the evidence, all others held',
    instead: ['regression', 'first-order'],
  },
  form: {
    tornado: closed<TornadoPart['tornado']>()({
      base: anyNumber,
      rows: z
        .array(
          closed<Row>()({
            input: textForm,
            inputAt: endsForm,
            ...reach,
            together: z.exactOptional(closed<Together>()({ copula: textForm, ...reach })),
          }),
        )
        .max(100_000),
    }),
  },
  measure: (plan, columns) =>
    measure(plan, columns).map(({ base, rows }) => ({
      tornado: {
        base,
        rows: rows.map(({ id, inputAt, outcomeAt, swing, monotone, together }) => ({
          input: id,
          inputAt,
          outcomeAt,
          swing: swing ?? null,
          monotone,
          ...(together === undefined
            ? {}
            : { together: { ...together, swing: together.swing ?? null } }),
        })),
      },
    })),
  columns: () => [],
  table({ tornado: found }, { tell }, { number }) {
    if (found === undefined) return undefined;
    const { base, rows } = found;
    const joined = rows.some(({ together }) => together !== undefined);
    return {
      title: tell('One at a time, all else at its median ({base}):', { base: number(base) }),
      headings: [
        '',
        tell('at p10'),
        tell('at p90'),
        '',
        ...(joined ? [tell('together at p10'), tell('at p90')] : []),
      ],
      rows: rows.map(({ input, outcomeAt, monotone, together }) => [
        input,
        ...outcomeAt.map(number),
        monotone ? '' : tell('turns round'),
        ...(joined ? (together?.outcomeAt.map(number) ?? ['', '']) : []),
      ]),
      notes: joined ? [tell(TOGETHER)] : [],
    };
  },
  chart(outcome, { tornado: found }, { tell }, { axis, factor }) {
    const rows = (found?.rows ?? [])
      .filter(({ swing }) => swing !== null && swing > 0)
      .slice(0, MOST_BARS)
      .map(({ input, monotone, outcomeAt: [atLow, atHigh], together }) => ({
        name: monotone ? input : `${input} *`,
        atLow: atLow * factor,
        atHigh: atHigh * factor,
        ...(together === undefined
          ? {}
          : {
              together: [together.outcomeAt[0] * factor, together.outcomeAt[1] * factor] as const,
            }),
      }));
    if (found === undefined || rows.length === 0) return [];
    const joined = rows.some(({ together }) => together !== undefined);
    return [
      {
        kind: 'tornado',
        title: tell('{outcome}: one at a time', { outcome }),
        axis,
        base: found.base * factor,
        rows,
        names: {
          low: tell('input at its p10'),
          high: tell('input at its p90'),
          together: tell('its copula moving with it, p10 to p90'),
        },
        caption: tell(
          joined
            ? 'All other inputs at their median. Lines: the other members of its copula at their medians given the input. * goes up and down again in between.'
            : 'All other inputs at their median. * goes up and down again in between.',
        ),
      },
    ];
  },
};
