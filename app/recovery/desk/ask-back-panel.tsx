import type { DisbursementState } from "#app/disbursement/disbursement.states.ts";
import { reasonText } from "#app/house/refusal.ts";
import { formatDong } from "#app/kernel/dong.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import { RecoveryStateTag } from "../recovery-state-tag.tsx";
import type { AskingBack } from "./asking-back.server.ts";

/** On the page of a payment that was made: what was asked back of it, and the way to ask for it. */
export function AskBackPanel({ asking, state }: { asking: AskingBack; state: DisbursementState }) {
	const { payment, ask, askableDong, notices } = asking;
	const mayNot = !ask.allowed && ask.reason === "house_refusal_not_yours";
	if (state !== "paid" || (mayNot && notices.length === 0)) return null;
	const locale = getLocale();
	return (
		<Panel title={m.recovery_list_title()}>
			{notices.length > 0 ? (
				<ul className="mb-3 grid gap-2">
					{notices.map((notice) => (
						<li key={notice.reference} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
							<span className="num whitespace-nowrap">
								<TextLink to={`/finance/recoveries/${notice.reference}`}>{notice.reference}</TextLink>
							</span>
							<span className="num">{formatDong(notice.amountDong, locale)}</span>
							<RecoveryStateTag state={notice.state} />
						</li>
					))}
				</ul>
			) : null}
			{mayNot ? null : (
				<>
					<p className="mb-3">{m.recovery_ask_text({ amount: formatDong(askableDong, locale) })}</p>
					<ButtonLink
						to={`/finance/recoveries/new?payment=${payment}`}
						look="secondary"
						disabledReason={ask.allowed ? undefined : reasonText(ask.reason)}
					>
						{m.recovery_ask_do()}
					</ButtonLink>
				</>
			)}
		</Panel>
	);
}
