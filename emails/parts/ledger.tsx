import { colour } from "./style.ts";

type Row = { label: string; value: string };

/** Facts written like a ledger: label left, value right, a rule above and a double rule below the total. */
export function Ledger({ rows, total }: { rows: readonly Row[]; total?: Row }) {
	return (
		<table
			className="ledger"
			width="100%"
			cellPadding={0}
			cellSpacing={0}
			style={{ margin: "20px 0", borderCollapse: "collapse", borderTop: `2px solid ${colour.ink}` }}
		>
			<tbody>
				{rows.map((row) => (
					<LedgerRow key={row.label} row={row} weight={400} rule={`1px solid ${colour.line}`} />
				))}
				{total && <LedgerRow row={total} weight={700} rule={`3px double ${colour.ink}`} />}
			</tbody>
		</table>
	);
}

function LedgerRow({ row, weight, rule }: { row: Row; weight: number; rule: string }) {
	const cell = { padding: "9px 0", fontSize: 15, lineHeight: "24px", color: colour.ink, borderBottom: rule };
	return (
		<tr>
			<th scope="row" align="left" style={{ ...cell, fontWeight: weight, minWidth: 110, verticalAlign: "top" }}>
				{row.label}
			</th>
			<td align="right" style={{ ...cell, fontWeight: weight, paddingLeft: 16, verticalAlign: "top" }}>
				{row.value}
			</td>
		</tr>
	);
}
