import { Notice } from "#app/ui/parts/notice.tsx";
import { m } from "#messages/messages.js";

const said = new Map<string, () => string>([
	["password", m.account_done_password],
	["address-asked", m.account_done_address_asked],
	["address-resent", m.account_done_address_resent],
	["address-cancelled", m.account_done_address_cancelled],
	["session-ended", m.account_done_session_ended],
	["others-ended", m.account_done_others_ended],
	["phone", m.account_done_factor_changed],
	["factor-off", m.account_done_factor_off],
	["mails", m.account_done_mails],
]);

/** What was just done, on the page that one comes back to. */
export function DoneNotice({ done }: { done: string | null }) {
	const words = said.get(done ?? "");
	return words ? (
		<div className="mb-5">
			<Notice tone="green">{words()}</Notice>
		</div>
	) : null;
}
