import { Check } from "lucide-react";
import { formatDateTime } from "#app/kernel/plain-date.ts";
import { Section } from "#app/ui/parts/section.tsx";
import { Tag } from "#app/ui/parts/tag.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { SessionView } from "./account-view.ts";
import { deviceInWords, networkInWords } from "./device.ts";
import { PostButton } from "./post-button.tsx";

/** Where the person is signed in: this device first, each other with a button, then all others at once. */
export function SessionsSection({ sessions }: { sessions: SessionView[] }) {
	const others = sessions.filter((session) => !session.here).length;
	return (
		<Section
			anchor="sessions"
			title={others === 0 ? m.account_sessions_title_one() : m.account_sessions_title({ count: sessions.length })}
		>
			<ul>
				{sessions.map((session) => (
					<SessionRow key={session.id} session={session} />
				))}
			</ul>
			<p className="mt-3 text-ink2 text-small">{m.account_session_network_note()}</p>
			{others > 0 ? (
				<div className="mt-4">
					<PostButton action="/account/sessions/end-others" look="warning" wide>
						{m.account_sessions_end_others()}
					</PostButton>
					<p className="mt-2 text-ink2 text-small">
						{others === 1 ? m.account_sessions_end_note_one() : m.account_sessions_end_note({ count: others })}
					</p>
				</div>
			) : null}
		</Section>
	);
}

function SessionRow({ session }: { session: SessionView }) {
	const device = deviceInWords(session.browser);
	const at = formatDateTime(session.here ? session.signedInAt : session.lastUsedAt, getLocale());
	return (
		<li className="account-row">
			<div className="account-row-head">
				<p className="font-semibold">{device}</p>
				{session.here ? (
					<Tag tone="green" icon={Check}>
						{m.account_session_this()}
					</Tag>
				) : null}
			</div>
			<p className="text-small">{session.here ? m.account_session_since({ at }) : m.account_session_used({ at })}</p>
			<p className="text-ink2 text-small">{networkInWords(session.network)}</p>
			{session.here ? null : (
				<div className="mt-3">
					<PostButton action={`/account/sessions/${session.id}/end`} look="secondary" small of={device}>
						{m.account_session_end()}
					</PostButton>
				</div>
			)}
		</li>
	);
}
