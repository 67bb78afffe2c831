import { Link } from "@remix-run/react";
import { formatDate } from "#app/kernel/plain-date.ts";
import { Panel } from "#app/ui/parts/panel.tsx";
import { ReferenceLink } from "#app/ui/parts/reference-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { DeskWait } from "./staff-files.server.ts";
import { byWhen, whatAwaited, whoActs } from "./turn-words.ts";

/** What others do about the files of the reader's association: who, since when, until when; nothing while there is none. */
export function DeskWaits({ waits }: { waits: readonly DeskWait[] }) {
	if (waits.length === 0) return null;
	return (
		<div className="no-print mb-4">
			<Panel title={m.turn_desk_waits({ count: waits.length })}>
				<ul>
					{waits.map((wait) => (
						<Wait key={`${wait.turn.kind} ${wait.turn.subject}`} {...wait} />
					))}
				</ul>
			</Panel>
		</div>
	);
}

function Wait({ turn, businessName }: DeskWait) {
	const locale = getLocale();
	const { application, subject, since, dueOn, href } = turn;
	return (
		<li className="border-line border-b py-2 last:border-0">
			<p className="font-semibold">
				{m.turn_desk_wait({ who: whoActs(turn, locale), what: whatAwaited(turn, locale) })}
				{since === null ? null : `, ${m.turn_desk_wait_since({ date: formatDate(since, locale) })}`}
			</p>
			<p className="num text-small">
				{dueOn === null ? null : <strong>{byWhen(turn, locale)} </strong>}
				<span className="text-ink2">
					{businessName}, <Link to={href}>{application}</Link>
					{subject === application ? null : (
						<>
							, <ReferenceLink reference={subject ?? ""} />
						</>
					)}
				</span>
			</p>
		</li>
	);
}
