import { Link } from "@remix-run/react";
import { FileText } from "lucide-react";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDate } from "#app/kernel/plain-date.ts";
import { Icon } from "#app/ui/parts/icon.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { Given } from "./vault-page.server.ts";

/** Decisions and agreements: a decision leads to its application, an agreement to its PDF. */
export function GivenList({ given }: { given: readonly Given[] }) {
	const locale = getLocale();
	return (
		<ul>
			{given.map(({ reference, is, at, amountDong }) => (
				<li key={`${is} ${reference}`} className="flex items-start gap-2 border-line border-b py-2.5 last:border-0">
					<Icon of={FileText} className="mt-0.5 shrink-0" />
					<div>
						<Link
							to={is === "decision" ? `/applications/${reference}` : `/files/agreements/${reference}`}
							reloadDocument={is !== "decision"}
						>
							{titleOf({ is, amount: amountDong === null ? null : formatDong(amountDong, locale) })}
							<span className="sr-only"> {reference}</span>
						</Link>
						<div className="num text-ink2 text-small">
							{reference}, {formatDate(at, locale)}
						</div>
					</div>
				</li>
			))}
		</ul>
	);
}

function titleOf({ is, amount }: { is: Given["is"]; amount: string | null }): string {
	if (is === "agreement") return m.case_file_vault_agreement_offered({ amount: amount ?? "" });
	if (is === "agreement-in-force") return m.case_file_vault_agreement({ amount: amount ?? "" });
	return amount === null ? m.case_file_vault_refused() : m.case_file_vault_approved({ amount });
}
