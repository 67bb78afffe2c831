import { Link } from "@remix-run/react";
import { Fragment } from "react";
import { formatDong } from "#app/kernel/dong.ts";
import { Panel } from "#app/ui/parts/panel.tsx";
import { LinkedText } from "#app/ui/parts/reference-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { DeskTurn } from "./staff-files.server.ts";
import { byWhen, deskWhat } from "./turn-words.ts";

type Props = {
	turns: readonly DeskTurn[];
	/** It is others' work that is late: the reader sees to it, and cannot do it. */
	late?: boolean;
};

/** What the reader has to do at their desk, one row for each kind of work: how much, the most urgent of it, until when. */
export function DeskTurns({ turns, late = false }: Props) {
	const title = late ? m.turn_desk_title_late : m.turn_desk_title;
	const count = turns.reduce((sum, turn) => sum + turn.count, 0);
	return (
		<div className="no-print mb-4">
			<Panel rule={count > 0 ? "yellow" : "green"} title={count > 0 ? title({ count }) : m.turn_desk_none()}>
				{count === 0 ? null : (
					<ul aria-label={m.turn_mine()}>
						{turns.map((turn) => (
							<Row key={turn.kind} turn={turn} />
						))}
					</ul>
				)}
			</Panel>
		</div>
	);
}

function Row({ turn: { kind, count, first, businessName } }: { turn: DeskTurn }) {
	const locale = getLocale();
	const { application, subject, amountDong, href } = first;
	const references = [application, ...(subject === application ? [] : [subject])];
	// What would be misread over two lines; a business's name may be as long as it is.
	const whole = [...references, amountDong === null ? null : formatDong(amountDong, locale)];
	return (
		<li className="border-line border-b py-2 last:border-0 lg:grid lg:grid-cols-[17rem_minmax(0,1fr)_auto] lg:items-baseline lg:gap-x-6">
			<p className="font-semibold">{deskWhat({ kind, count }, locale)}</p>
			<p className="num max-w-none text-small">
				{first.dueOn === null ? null : <strong>{byWhen(first, locale)} </strong>}
				<span className="text-ink2">
					{businessName}
					{whole
						.filter((fact) => fact !== null && fact !== "")
						.map((fact) => (
							<Fragment key={fact}>
								,{" "}
								<span className="whitespace-nowrap">
									<LinkedText text={fact ?? ""} />
								</span>
							</Fragment>
						))}
				</span>
			</p>
			<Link
				to={href}
				className="inline-flex min-h-11 items-center text-small lg:min-h-0"
				aria-label={m.turn_desk_open_of({ what: deskWhat({ kind, count }, locale) })}
			>
				{count > 1 ? m.turn_desk_open_first() : m.turn_desk_open()}
			</Link>
		</li>
	);
}
