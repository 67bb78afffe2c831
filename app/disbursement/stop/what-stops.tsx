import { formatDongPlain } from "#app/kernel/dong.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { WhatStops as Stops, UnpaidClaim } from "./open-claims.server.ts";

/** What becomes of a claim while payments are stopped. */
function fateOf({ state, payment }: UnpaidClaim): string {
	if (state === "returned") return m.disbursement_stop_fate_mending();
	if (state === "submitted") return m.disbursement_stop_fate_checking();
	if (payment?.state === "sent" || payment?.state === "unknown") return m.disbursement_stop_fate_bank();
	if (payment?.state === "failed") return m.disbursement_stop_fate_failed();
	return payment?.batch ? m.disbursement_stop_fate_batch({ batch: payment.batch }) : m.disbursement_stop_fate_due();
}

/** Every claim that is not paid, with what happens to it. */
export function WhatStops({ claims }: { claims: readonly UnpaidClaim[] }) {
	if (claims.length === 0) return <p>{m.disbursement_stop_what_none()}</p>;
	const columns: Column<UnpaidClaim>[] = [
		{
			key: "claim",
			head: m.disbursement_stop_claim(),
			rowHead: true,
			cell: ({ reference, payment }) => (
				<>
					<ReferenceLink reference={reference} />
					{payment ? (
						<span className="cell-sub mt-2">
							<ReferenceLink reference={payment.reference} />
						</span>
					) : null}
				</>
			),
		},
		{ key: "fate", head: m.disbursement_stop_fate(), cell: fateOf },
		{
			key: "amount",
			head: m.disbursement_column_amount(),
			number: true,
			cell: ({ amountDong }) => formatDongPlain(amountDong, getLocale()),
		},
	];
	return (
		<DataTable
			caption={m.disbursement_stop_what()}
			captionHidden
			columns={columns}
			rows={claims}
			rowKey={({ reference }) => reference}
			narrow="list"
		/>
	);
}

/** Before somebody withdraws a certificate or asks money back: what that stops, and until when. */
export function WhatStopsPanel({ stops, claims }: Stops) {
	return (
		<Panel rule="yellow" title={m.disbursement_stop_what()}>
			{stops ? (
				<>
					<p className="mb-3">{m.disbursement_stop_before()}</p>
					<WhatStops claims={claims} />
				</>
			) : (
				<p>{m.disbursement_stop_what_over()}</p>
			)}
		</Panel>
	);
}
