import { formatDong } from "#app/kernel/dong.ts";
import { Panel } from "#app/ui/parts/panel.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { StrayMoney as Stray } from "./stray-money.server.ts";

/** Money that waits for a person, each with the page where its story is; nothing where there is none. */
export function StrayMoney({ rows }: { rows: readonly Stray[] }) {
	if (rows.length === 0) return null;
	return (
		<div className="mb-4">
			<Panel rule="red" title={m.disbursement_stray_title()}>
				<p>{m.disbursement_stray_text()}</p>
				<ul className="mt-2 list-disc pl-6">
					{rows.map((row) => (
						<li key={row.payment ?? row.application}>
							<TextLink
								to={
									row.payment
										? `/finance/payments/${row.payment}/answer`
										: `/finance/statements/application/${row.application}`
								}
							>
								{inWords(row)}
							</TextLink>
						</li>
					))}
				</ul>
			</Panel>
		</div>
	);
}

function inWords({ what, payment, businessName: business, application, amountDong }: Stray): string {
	const amount = formatDong(amountDong, getLocale());
	if (what === "owed") return m.disbursement_stray_owed({ business, application, amount });
	return payment
		? m.disbursement_stray_came_back({ business, payment, amount })
		: m.disbursement_stray_not_refunded({ business, application, amount });
}
