import type { Child } from 'hono/jsx';

export interface Column {
  readonly text: string;
  readonly numeric?: boolean | undefined;
}
export interface Row {
  /** As many as there are columns. The first is the row's header unless `plain`. */
  readonly cells: readonly Child[];
  /** Receipt number, digits only: what staff lists are found by from outside (`data-appeal`). */
  readonly appeal?: string | undefined;
}

/**
 * A table with caption and headers. Where it would not fit, each row becomes a small list with its headers written
 * beside the cells; the roles are written out because such a layout takes the table's own away in some browsers.
 */
export const Table = ({
  caption,
  captionUnseen,
  columns,
  rows,
  sticky,
}: {
  readonly caption: string;
  /** The caption stands as a heading above already. */
  readonly captionUnseen?: boolean | undefined;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Headers stay in sight while long tables are scrolled. */
  readonly sticky?: boolean | undefined;
}) => (
  // biome-ignore-start lint/a11y/noRedundantRoles: the narrow layout takes the native roles away
  <table class={sticky ? 'table sticky' : 'table'} role="table">
    <caption class={captionUnseen ? 'unseen' : undefined}>{caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <th scope="col" role="columnheader" class={column.numeric ? 'number' : undefined}>
            {column.text}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {rows.map((row) => (
        <tr role="row" data-appeal={row.appeal}>
          {row.cells.map((cell, index) =>
            index === 0 ? (
              <th scope="row" role="rowheader" data-head={columns[index]?.text}>
                {cell}
              </th>
            ) : (
              <td
                role="cell"
                class={columns[index]?.numeric ? 'number' : undefined}
                data-head={columns[index]?.text}
              >
                {cell}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
  // biome-ignore-end lint/a11y/noRedundantRoles: the narrow layout takes the native roles away
);
