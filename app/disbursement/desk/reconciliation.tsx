import { Link } from "@remix-run/react";
import { formatDong } from "#app/kernel/dong.ts";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Sum } from "#app/ui/parts/sum.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { reconcile } from "../disbursement.rules.ts";
import type { BatchPage, BatchPaymentRow } from "./batch-page.server.ts";

const columnClass = "border-line lg:border-l lg:pl-6 first:border-0 first:pl-0";

/** Three sums before the table: ledger against list, what the bank answered, and what is left to do. */
export function ReconciliationPanel({ page }: { page: BatchPage }) {
	const { ledgerDong, sentDong, payments, rail } = page;
	const money = (amountDong: bigint) => formatDong(amountDong, getLocale());
	const { paid, failed, unknown, awaited, totalDong } = reconcile(payments);
	const differenceDong = ledgerDong - (sentDong ?? totalDong);
	const work = payments.filter((payment) => needsWork(payment));
	return (
		<Panel
			rule={differenceDong === 0n ? "yellow" : "red"}
			title={titleOf(page, differenceDong, work.length, awaited.count)}
		>
			<div className="grid gap-6 lg:grid-cols-3">
				<div className={columnClass}>
					<Sum
						size="small"
						rows={[
							{ label: m.disbursement_sum_ledger(), amount: money(ledgerDong) },
							{
								label: sentDong === null ? m.disbursement_sum_list() : m.disbursement_sum_sent({ rail }),
								amount: money(sentDong ?? totalDong),
							},
							{ label: m.disbursement_sum_difference(), amount: money(differenceDong), kind: "total" },
						]}
					/>
				</div>
				<div className={columnClass}>
					<Sum
						size="small"
						rows={[
							{ label: m.disbursement_sum_paid({ count: paid.count }), amount: money(paid.amountDong) },
							{ label: m.disbursement_sum_failed({ count: failed.count }), amount: money(failed.amountDong) },
							{ label: m.disbursement_sum_unknown({ count: unknown.count }), amount: money(unknown.amountDong) },
							{ label: m.disbursement_sum_awaited({ count: awaited.count }), amount: money(awaited.amountDong) },
							{ label: m.disbursement_total(), amount: money(totalDong), kind: "total" },
						]}
					/>
				</div>
				<div className={columnClass}>
					<h3 className="font-semibold">{m.disbursement_work_title()}</h3>
					{work.length === 0 ? (
						<p className="mt-1">
							{page.exportedAt && awaited.count > 0
								? m.disbursement_work_awaited({ rail })
								: m.disbursement_work_none()}
						</p>
					) : (
						<ol className="mt-1 list-decimal pl-5">
							{work.map((payment) => (
								<WorkItem key={payment.reference} payment={payment} rail={rail} />
							))}
						</ol>
					)}
				</div>
			</div>
		</Panel>
	);
}

/** The bank returned it and it is in no later batch, or nobody knows what became of it. */
export function needsWork({ state, movedOn }: BatchPaymentRow): boolean {
	return (state === "failed" && !movedOn) || state === "unknown";
}

function titleOf({ exportedAt }: BatchPage, differenceDong: bigint, work: number, awaited: number): string {
	if (differenceDong !== 0n) return m.disbursement_reconcile_differs();
	if (!exportedAt) return m.disbursement_reconcile_unsent();
	if (work > 0) return m.disbursement_reconcile_work({ count: work });
	return awaited > 0 ? m.disbursement_reconcile_awaited({ count: awaited }) : m.disbursement_reconcile_even();
}

function WorkItem({ payment: { reference, state }, rail }: { payment: BatchPaymentRow; rail: BatchPage["rail"] }) {
	const own = `/finance/payments/${reference}`;
	return state === "failed" ? (
		<li>
			<Link to={`${own}/reschedule`}>{m.disbursement_work_resend({ payment: reference })}</Link>{" "}
			{m.disbursement_work_resend_note({ rail })}
		</li>
	) : (
		<li>
			<Link to={`${own}/answer`}>{m.disbursement_work_ask({ rail, payment: reference })}</Link>{" "}
			{m.disbursement_work_ask_note()}
		</li>
	);
}
