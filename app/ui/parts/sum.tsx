import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type SumRow = {
	label: ReactNode;
	/** Already formatted for the reader's language; a heading has none. */
	amount?: ReactNode;
	/** `total` has a single rule above and a double rule below; `heading` names the rows that follow. */
	kind?: "row" | "total" | "heading";
};

/** A ledger: label, dotted leaders, amount. The parts add up to the total on screen. Rows after the total explain it. */
export function Sum({ rows, size = "normal" }: { rows: SumRow[]; size?: "small" | "normal" | "large" }) {
	return (
		<dl className={classNames("sum", size !== "normal" && `sum-${size}`)}>
			{rows.map((row, index) =>
				row.kind === "heading" ? (
					// biome-ignore lint/suspicious/noArrayIndexKey: the rows of one sum never change places
					<div key={index} className="sum-heading">
						<dt>{row.label}</dt>
					</div>
				) : (
					// biome-ignore lint/suspicious/noArrayIndexKey: the rows of one sum never change places
					<div key={index} className={classNames("sum-row", row.kind === "total" && "sum-total")}>
						<dt>
							<span>{row.label}</span>
						</dt>
						<dd className="num">{row.amount}</dd>
					</div>
				),
			)}
		</dl>
	);
}
