/** What `chipcast compare` says: how far each run is from the first. */

import type { Figure } from '../../charts/index.ts';
import type { Comparison } from '../../revision/comparison.ts';
import { statisticName } from '../../revision/statistic.ts';
import type { Estimate } from '../../stats/summary.ts';
import { bareId, parseColumnName } from '../../text/column-name.ts';
import { type Document, type Finding, gallery, paragraph, tableOf } from '../document.ts';
import { afterOf, cellOf, isShare, numeralOf } from '../measure.ts';
import type { Names } from '../names.ts';

type Compared = Comparison['runs'][number];
type OutcomeCompared = Compared['outcomes'][string];
type Row = OutcomeCompared['differences'][number] & OutcomeCompared & { readonly id: string };

export function comparePage({ baseline, runs }: Comparison, names: Names): Document {
  const ids = [...new Set(runs.flatMap(({ outcomes }) => Object.keys(outcomes)))];
  const key = keyOf(ids, runs);
  const { tell } = names;
  return {
    language: names.language,
    subject: tell('Comparison of runs'),
    title: titleOf(key, baseline, runs, names),
    summary: [...runs.map((run) => runFinding(run, baseline, names)), pairing(runs, names)],
    facts: [],
    sections: [
      ...runs.flatMap((run) => [
        {
          title: tell('{run} against {baseline}', { run: run.run, baseline }),
          blocks: tables(run, names, isTold),
        },
        {
          title: tell('{run}: means, tails and medians', { run: run.run }),
          folded: true,
          blocks: tables(run, names, () => true),
        },
      ]),
      {
        title: tell('Differences from {baseline}', { baseline }),
        blocks: gallery(
          [...new Set(ids.map(bareId))].flatMap(
            (bare) =>
              figureOf(
                ids.filter((id) => bareId(id) === bare),
                runs,
                names,
              ) ?? [],
          ),
        ),
      },
    ],
  };
}

/** The outcome that the title is about: the first event in its last period, else the first. */
function keyOf(ids: readonly string[], runs: Comparison['runs']): string {
  const kindOf = (id: string) => runs.find(({ outcomes }) => outcomes[id])?.outcomes[id].kind;
  const first = ids.find((id) => kindOf(id) === 'event') ?? ids[0];
  return (
    ids.findLast((id) => bareId(id) === bareId(first) && kindOf(id) === kindOf(first)) ?? first
  );
}

/** Of an event its chance, of an amount its median. */
function told(run: Compared, id: string): Row | undefined {
  const found = run.outcomes[id];
  const one = found?.differences.find(({ statistic }) => isTold({ ...found, statistic }));
  return one === undefined ? undefined : { id, ...found, ...one };
}

function isTold({ kind, statistic }: Pick<Row, 'kind' | 'statistic'>): boolean {
  return statistic === (kind === 'event' ? 'mean' : 'p50');
}

function titleOf(key: string, baseline: string, runs: Comparison['runs'], names: Names): Finding {
  const all = runs.flatMap((run) => {
    const row = told(run, key);
    return row === undefined ? [] : [{ run: run.run, row }];
  });
  const size = ({ row }: (typeof all)[number]) => Math.abs(row.difference.value ?? 0);
  const most = all.reduce((a, b) => (size(b) > size(a) ? b : a), all[0]);
  const { say, tell, marks } = names;
  if (most === undefined)
    return tell('{run} against {baseline}', {
      run: runs.map(({ run }) => run).join(marks.comma),
      baseline,
    });
  const { row, run } = most;
  const outcome = names.in(key);
  const before = numeralOf(row, row.from, names);
  if (!isClear(row.difference))
    return say('{outcome}: no clear difference between {run} and {baseline}, {before}', {
      outcome,
      run,
      baseline,
      before,
    });
  return say('{outcome}: {now} in {run}, {before} in {baseline}', {
    outcome,
    now: numeralOf(row, row.to, names),
    run,
    before,
    baseline,
  });
}

/** Whether a difference is more than the simulation leaves open. */
function isClear({ value, low, high }: Estimate): boolean {
  if (value === null || value === 0) return false;
  return low === null || high === null || low > 0 || high < 0;
}

function runFinding(run: Compared, baseline: string, { tell, many, marks }: Names): Finding {
  const rows = Object.keys(run.outcomes).flatMap((id) => told(run, id) ?? []);
  const clear = rows.filter(({ difference }) => isClear(difference));
  const up = clear.filter(({ difference }) => (difference.value ?? 0) > 0).length;
  const counts = { run: run.run, outcomes: many(rows.length, 'outcome'), baseline };
  const moved = { ...counts, clear: clear.length, up, down: clear.length - up };
  const missing = run.missing.join(marks.comma);
  return [
    clear.length === 0
      ? tell(
          '{run}: none of {outcomes} differs from {baseline} by more than the simulation error.',
          counts,
        )
      : tell(
          clear.length === 1
            ? '{run}: {clear} of {outcomes} differs from {baseline}, {up} higher and {down} lower.'
            : '{run}: {clear} of {outcomes} differ from {baseline}, {up} higher and {down} lower.',
          moved,
        ),
    ...(missing === '' ? [] : [tell('It does not have {missing}.', { missing })]),
  ].join(marks.space);
}

function pairing(runs: Comparison['runs'], { tell, marks }: Names): Finding {
  const others = runs.filter(({ paired }) => !paired).map(({ run }) => run);
  if (others.length === 0)
    return tell('All runs use the same trials, so the error of a difference is that of the pairs.');
  return tell('Other trials: {runs}; the errors of both runs add up there.', {
    runs: others.join(marks.comma),
  });
}

function tables(run: Compared, names: Names, isWanted: (row: Row) => boolean) {
  const { tell, marks } = names;
  const rows = Object.entries(run.outcomes).flatMap(([id, outcome]) =>
    outcome.differences.map((one) => ({ id, ...outcome, ...one })).filter(isWanted),
  );
  return [
    tableOf(
      tell('{run} and the first run', { run: run.run }),
      rows,
      [
        { heading: tell('outcome'), of: (row) => [names.of(row.id), measure(row, names)] },
        {
          heading: tell('first run'),
          kind: 'number',
          digits: 'brief',
          of: (row) => cellOf(row, row.from),
        },
        {
          heading: tell('this run'),
          kind: 'number',
          digits: 'brief',
          of: (row) => cellOf(row, row.to),
        },
        { heading: tell('difference'), kind: 'number', of: (row) => cellOf(row, row.difference) },
      ],
      rows.some(isShare)
        ? [tell('Differences of chances and shares are in percentage points.')]
        : [],
    ),
    ...(run.missing.length === 0
      ? []
      : [
          paragraph(
            tell('Not in this run: {missing}.', { missing: run.missing.join(marks.comma) }),
          ),
        ]),
  ];
}

function measure(row: Row, names: Names): string {
  const { kind, statistic } = row;
  return kind === 'event'
    ? ''
    : names.marks.comma + names.tell(statisticName(kind, statistic)) + afterOf(row, names);
}

/**
 * Differences of the chance or the median of one outcome, a row a run and period; nothing where all
 * are 0.
 */
function figureOf(
  ids: readonly string[],
  runs: Comparison['runs'],
  names: Names,
): Figure | undefined {
  const rows = ids.flatMap((id) =>
    runs.flatMap((run) => {
      const row = told(run, id);
      return row === undefined || row.difference.value === null ? [] : [{ run: run.run, ...row }];
    }),
  );
  if (rows.every(({ difference }) => difference.value === 0)) return undefined;
  const scale = isShare(rows[0]) ? 100 : 1;
  return {
    kind: 'bars',
    title: names.of(ids.length === 1 ? ids[0] : bareId(ids[0])).label,
    axis: isShare(rows[0])
      ? names.tell('percentage points more')
      : names.tell('{unit} more', { unit: afterOf(rows[0], names).trim() }).trim(),
    bars: rows.map(({ id, run, difference: { value, low, high } }) => {
      const { period } = parseColumnName(id);
      const at = value ?? 0;
      return {
        name:
          [...(runs.length > 1 ? [run] : []), ...(period ? [names.period(period)] : [])].join(
            names.marks.comma,
          ) || run,
        value: at * scale,
        low: (low ?? at) * scale,
        high: (high ?? at) * scale,
      };
    }),
    caption: names.tell(
      rows[0].kind === 'event'
        ? 'Chance less that of the first run; dark lines are 95% intervals of the simulation error.'
        : 'Median less that of the first run; dark lines are 95% intervals of the simulation error.',
    ),
  };
}
