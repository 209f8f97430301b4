import type { ReactNode } from 'react';

type Column = {
  /** The heading; on a narrow page it stands before each cell. */
  title: string;
  /** Figures and times: digits of one width. */
  figures?: boolean;
  /** The column of the buttons: at the end, its heading only heard. */
  actions?: boolean;
};

type TableProps = {
  caption: string;
  /** The caption is always heard; is it seen as well? */
  showCaption?: boolean;
  columns: Column[];
  /** The first cell of a row is its heading. */
  rows: { id: string; cells: ReactNode[] }[];
  /** Said instead of rows when there are none. */
  empty?: string;
};

/** Rows under headings; on a narrow page each row is a small list of its own. */
export function Table({ caption, showCaption = false, columns, rows, empty }: TableProps) {
  if (rows.length === 0 && empty) return <p className="quiet">{empty}</p>;
  return (
    <table className="table">
      <caption className={showCaption ? undefined : 'off'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.title} scope="col">
              {column.actions ? <span className="off">{column.title}</span> : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, cells: [heading, ...cells] }) => (
          <tr key={id}>
            <th scope="row">{heading}</th>
            {cells.map((cell, index) => (
              <Cell key={columns[index + 1]?.title} column={columns[index + 1]}>
                {cell}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ column, children }: { column: Column | undefined; children: ReactNode }) {
  if (column?.actions) {
    return <td className="act">{children}</td>;
  }
  return (
    <td className={column?.figures ? 'num' : undefined} data-h={column?.title}>
      {children}
    </td>
  );
}
