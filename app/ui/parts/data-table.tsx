import type { Key, ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type Column<Row> = {
	key: string;
	/** The column's name; units belong here. Also the label of the cell on a phone. */
	head: string;
	cell: (row: Row) => ReactNode;
	/** Right aligned, tabular figures. */
	number?: boolean;
	/** Left out below 640 px, because another column says the same in figures. */
	wideOnly?: boolean;
	/** Names the row: read out before its other cells. One column has it. */
	rowHead?: boolean;
	/** Of the column that names the row: above the other cells, across all of them, where its words need the width. */
	above?: boolean;
	/** In the last row, under a double rule. */
	total?: ReactNode;
};

type Props<Row> = {
	/** What the table shows; hidden where a title right above says it. */
	caption: string;
	captionHidden?: boolean;
	columns: Column<Row>[];
	rows: readonly Row[];
	rowKey: (row: Row) => Key;
	/** A row that needs work. */
	rowTone?: (row: Row) => "yellow" | "red" | undefined;
	/** Below 640 px: small summary lists (default), the same table if it is narrow, or scrolling in its own box. */
	narrow?: "list" | "table" | "scroll";
	/** Body size, for public pages. */
	roomy?: boolean;
};

/** A table of facts: hairlines, ruled head, numbers at the right, a total that adds up. */
export function DataTable<Row>({
	caption,
	captionHidden,
	columns,
	rows,
	rowKey,
	rowTone,
	narrow = "list",
	roomy,
}: Props<Row>) {
	return (
		<div className={classNames(narrow === "scroll" && "table-box")}>
			<table className={classNames("table", `table-${narrow}`, roomy && "table-roomy", rowTone && "table-toned")}>
				<caption className={classNames(captionHidden && "sr-only")}>{caption}</caption>
				<thead>
					<tr>
						{columns.map((column) => (
							<th key={column.key} scope="col" className={cellClass(column)}>
								{column.head}
							</th>
						))}
					</tr>
				</thead>
				{columns.some(({ above }) => above) ? (
					rows.map((row) => <RowBelowItsHead key={rowKey(row)} columns={columns} row={row} />)
				) : (
					<tbody>
						{rows.map((row) => {
							const tone = rowTone?.(row);
							return (
								<tr key={rowKey(row)} className={tone && `row-${tone}`}>
									{columns.map((column) => (
										<Cell key={column.key} column={column}>
											{column.cell(row)}
										</Cell>
									))}
								</tr>
							);
						})}
					</tbody>
				)}
				{columns.some((column) => column.total !== undefined) ? <TotalRow columns={columns} /> : null}
			</table>
		</div>
	);
}

/** A group of its own, which its head names: the words across the table, the figures below them. */
function RowBelowItsHead<Row>({ columns, row }: { columns: Column<Row>[]; row: Row }) {
	return (
		<tbody>
			{columns
				.filter(({ above }) => above)
				.map((column) => (
					<tr key={column.key} className="row-above">
						<th scope="rowgroup" colSpan={columns.length}>
							<div>{column.cell(row)}</div>
						</th>
					</tr>
				))}
			<tr className="row-below">
				{columns.map((column) =>
					column.above ? (
						<td key={column.key} />
					) : (
						<Cell key={column.key} column={column}>
							{column.cell(row)}
						</Cell>
					),
				)}
			</tr>
		</tbody>
	);
}

function cellClass<Row>(column: Column<Row>): string | undefined {
	return classNames(column.number && "cell-number num", column.wideOnly && "cell-wide-only") || undefined;
}

function Cell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
	if (column.rowHead) {
		return (
			<th scope="row" className={cellClass(column)}>
				<div>{children}</div>
			</th>
		);
	}
	return (
		<td data-label={column.head || undefined} className={cellClass(column)}>
			{/* One box, so that on a phone the label stands at the left and all of the cell at the right. */}
			<div>{children}</div>
		</td>
	);
}

function TotalRow<Row>({ columns }: { columns: Column<Row>[] }) {
	return (
		<tfoot>
			<tr>
				{columns.map((column) =>
					column.rowHead ? (
						<th key={column.key} scope="row">
							{column.total}
						</th>
					) : (
						<td key={column.key} data-label={column.total ? column.head : undefined} className={cellClass(column)}>
							{column.total ? <span>{column.total}</span> : null}
						</td>
					),
				)}
			</tr>
		</tfoot>
	);
}
