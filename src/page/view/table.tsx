/** The headlines by period: history in grey, the forecast in bold, a small fan at the end. */

import { type HeadlineTable, type Row, type RowCell, WHOLE } from '../rows.ts';
import { Drawing, useStage } from './canvas.tsx';

const SPARK = [{ on: 'any', size: { width: 132, height: 40 } }] as const;

/** Rows of the first screen; the others open on a click. */
const FIRST = 8;

export function Headlines({ table }: { table: HeadlineTable }) {
  const { words } = useStage();
  const { rows, whole } = table;
  if (rows.length + whole.length === 0) return null;
  const hasPast = rows.some((row) => Object.keys(row.past).length > 0);
  const few = rows.length + whole.length <= FIRST + 1;
  const rest = few ? [] : rows.slice(FIRST);
  return (
    <section class="headlines">
      <RowTable
        table={{ ...table, rows: few ? rows : rows.slice(0, FIRST), whole: few ? whole : [] }}
        hasPast={hasPast}
        name={words.tableName}
      />
      <p class="note">{words.tableNote(hasPast)}</p>
      {!few && (
        <details>
          <summary>{words.moreRows(rest.length + whole.length)}</summary>
          <RowTable
            table={{ ...table, rows: rest }}
            hasPast={hasPast}
            name={`${words.tableName} (2)`}
          />
        </details>
      )}
    </section>
  );
}

function RowTable({
  table: { past, periods, rows, whole },
  hasPast,
  name,
}: {
  table: HeadlineTable;
  hasPast: boolean;
  name: string;
}) {
  const { words } = useStage();
  const years = hasPast ? past : [];
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={name}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">{words.askOutcome}</span>
            </th>
            {years.map((year) => (
              <th key={year} scope="col" class="past">
                {words.quarterText(year)}
              </th>
            ))}
            {periods.map((period) => (
              <th key={period} scope="col">
                {words.quarterText(period)}
              </th>
            ))}
            {periods.length > 1 && <td class="spark" />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <RowHead row={row} />
              {years.map((year) => (
                <td key={year} class="past" title={row.past[year]?.exact}>
                  {row.past[year]?.main ?? '–'}
                </td>
              ))}
              {periods.map((period) => (
                <Cell key={period} cell={row.cells[period]} />
              ))}
              {periods.length > 1 && (
                <td class="spark">
                  {row.spark !== undefined && <Drawing figure={row.spark} sizes={SPARK} />}
                </td>
              )}
            </tr>
          ))}
          {whole.map((row) => (
            <tr key={row.label}>
              <RowHead row={row} />
              {years.map((year) => (
                <td key={year} class="past" />
              ))}
              <td class="whole" colSpan={Math.max(1, periods.length)}>
                <CellText cell={row.cells[WHOLE]} />
              </td>
              {periods.length > 1 && <td class="spark" />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowHead({ row: { id, label, note } }: { row: Row }) {
  return (
    <th scope="row" title={id}>
      {label}
      <small>{note}</small>
    </th>
  );
}

function Cell({ cell }: { cell: RowCell | undefined }) {
  return (
    <td>
      <CellText cell={cell} />
    </td>
  );
}

function CellText({ cell }: { cell: RowCell | undefined }) {
  if (cell === undefined) return <>–</>;
  return (
    <>
      <b title={cell.exact}>{cell.main}</b>
      {cell.range !== undefined && <small>{cell.range}</small>}
    </>
  );
}
