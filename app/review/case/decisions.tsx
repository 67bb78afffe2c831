import { formatDong } from "#app/kernel/dong.ts";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { LegalSource } from "#app/ui/parts/legal-source.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { DecisionKind } from "../review.rules.ts";
import type { OpenCase } from "./case-page.server.ts";
import { SecondPersonReason } from "./second-person-reason.tsx";

const names: Record<DecisionKind, () => string> = {
	approve: m.review_decided_approve,
	approve_in_part: m.review_decided_approve_in_part,
	reject: m.review_decided_reject,
	request_changes: m.review_decided_request_changes,
	recommend: m.review_decided_recommend,
	return: m.review_decided_return,
};

/** What was decided by whom, newest first, and whose move it is where nobody can decide here. */
export function Decisions({ page: { decisions, turn } }: { page: OpenCase }) {
	const locale = getLocale();
	return (
		<>
			{turn.turn === "waiting-second" ? <Notice tone="blue">{m.review_refusal_same_person()}</Notice> : null}
			{decisions.length > 0 ? (
				<Panel title={m.review_decisions_title()}>
					<ol>
						{decisions.map(({ id, kind, approvedDong, secondPerson, byName, at, reasons, basis }) => (
							<li key={id} className="border-line border-b py-3 last:border-0">
								<p>
									<strong>{names[kind]()}</strong>
									{approvedDong > 0n ? <span className="num"> {formatDong(approvedDong, locale)}</span> : null}
								</p>
								<p className="num text-ink2 text-small">
									{byName}, {formatDateTime(at, locale)}
								</p>
								<SecondPersonReason reason={secondPerson} />
								{reasons === "" ? null : (
									<p className="whitespace-pre-line break-words">
										<Typed text={reasons} />
									</p>
								)}
								{basis ? <LegalSource href={basis.url ?? undefined}>{basis[locale]}</LegalSource> : null}
							</li>
						))}
					</ol>
				</Panel>
			) : null}
		</>
	);
}
