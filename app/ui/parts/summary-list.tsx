import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { ErrorText } from "./error-text.tsx";

export type SummaryRow = {
	term: string;
	value: ReactNode;
	/** A smaller line under the value: what follows from it, and its source. */
	note?: ReactNode;
	/** "Change": `label` is the visible word, the term is added for screen readers. */
	change?: { href: string; label: string };
	/** Marks the row as faulty, with the same words as in the error summary. */
	error?: ReactNode;
	/** Target of the error summary's link. */
	id?: string;
};

/** What was entered or decided: term, value, change. On a phone the term stands above the value. */
export function SummaryList({ rows }: { rows: SummaryRow[] }) {
	return (
		<dl className="summary-list">
			{rows.map((row) => (
				<div
					key={row.term}
					id={row.id}
					className={classNames("summary-row", Boolean(row.error) && "summary-row-faulty")}
				>
					<dt>{row.term}</dt>
					<dd className="summary-value">
						{row.error ? <ErrorText>{row.error}</ErrorText> : null}
						{row.value}
						{row.note ? <div className="summary-note">{row.note}</div> : null}
					</dd>
					{row.change ? (
						<dd className="summary-action">
							<Link to={row.change.href}>
								{row.change.label}
								<span className="sr-only"> {row.term}</span>
							</Link>
						</dd>
					) : null}
				</div>
			))}
		</dl>
	);
}
