import { formatNumber } from "#app/kernel/number.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { Notice } from "#app/ui/parts/notice.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { AuditPage } from "./audit-page.server.ts";

const problems = {
	changed: m.audit_proof_changed,
	missing: m.audit_proof_missing,
	"out-of-place": m.audit_proof_out_of_place,
	forged: m.audit_proof_forged,
	"cut-off": m.audit_proof_cut_off,
	unplaced: m.audit_proof_unplaced,
};

/** What was signed last, as a text to copy. */
export function LastCheckpoint({ checkpoint }: Pick<AuditPage, "checkpoint">) {
	if (!checkpoint) return null;
	return (
		<div className="mt-4">
			<h3 className="font-semibold text-small">
				{m.audit_proof_signed({ time: formatDateTime(checkpoint.at, getLocale()) })}
			</h3>
			<pre className="num mt-1 whitespace-pre-wrap break-all rounded-field border border-line bg-ground p-3 text-small">
				{checkpoint.note}
			</pre>
			<p className="mt-1 text-ink2 text-small">{m.audit_proof_hint()}</p>
		</div>
	);
}

/** What the last check of the log found, by whom and when. */
export function LogState({ lastCheck }: Pick<AuditPage, "lastCheck">) {
	if (!lastCheck) return <p>{m.audit_proof_never()}</p>;
	const { at, by, check } = lastCheck;
	const locale = getLocale();
	const checked = m.audit_proof_checked({ name: by, time: formatDateTime(at, locale) });
	if (check.breaks.length > 0) {
		return (
			<Notice tone="red" title={m.audit_proof_broken({ count: check.breaks.length })}>
				{checked}
				<ul>
					{check.breaks.map(({ id, problem }) => (
						<li key={id}>{problems[problem]({ id })}</li>
					))}
				</ul>
			</Notice>
		);
	}
	const entries = formatNumber(Number(check.entries), locale);
	return (
		<Notice tone="green" title={m.audit_proof_whole({ entries })}>
			{checked}
		</Notice>
	);
}
