import { Link } from "@remix-run/react";
import { CalendarClock, Hourglass } from "lucide-react";
import { useId } from "react";
import { formatDong } from "#app/kernel/dong.ts";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Typed } from "#app/ui/parts/typed.tsx";
import { WorkingDayClock } from "#app/ui/parts/working-day-clock.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ShownTurn } from "./known-files.server.ts";
import { buttonOf, byWhen, noteOf, whatToDo } from "./turn-words.ts";

/** So few working days are left that they are drawn. */
const LAST_DAYS = 3;

/**
 * What the reader has to do, most urgent first: the first is tinted and has the page's one filled button.
 *
 * @param onItsPage on a page about that application, which has said its reference.
 */
export function TurnList({ turns, onItsPage }: { turns: readonly ShownTurn[]; onItsPage?: boolean }) {
	return (
		<ul aria-label={m.turn_mine()}>
			{turns.map((turn, index) => (
				<li
					key={`${turn.kind} ${turn.subject}`}
					className={index === 0 ? "panel panel-yellow panel-rule-yellow md:p-5" : "border-line border-b py-5 md:px-5"}
				>
					<TurnRow turn={turn} first={index === 0} onItsPage={onItsPage} />
				</li>
			))}
		</ul>
	);
}

function TurnRow({ turn, first, onItsPage }: { turn: ShownTurn; first: boolean; onItsPage?: boolean }) {
	const locale = getLocale();
	const what = whatToDo(turn, locale);
	const note = noteOf(turn, locale);
	const id = useId();
	return (
		<div className="grid items-center gap-x-8 gap-y-4 md:grid-cols-[minmax(0,1fr)_15rem]">
			<div>
				<h2 id={id} className="font-bold text-lead">
					{onItsPage ? m.turn_now({ what }) : what}
				</h2>
				<Subject turn={turn} onItsPage={onItsPage} />
				{turn.said ? (
					<blockquote className="my-1 text-small">
						“<Typed text={turn.said} />”
					</blockquote>
				) : null}
				{note === "" ? null : <p className="text-small">{note}</p>}
				<ByWhen turn={turn} />
			</div>
			<div className="grid justify-items-center gap-3">
				<ButtonLink to={turn.href} look={first ? "primary" : "secondary"} wide aria-describedby={id}>
					{buttonOf(turn, locale)}
				</ButtonLink>
				<OtherWay turn={turn} />
			</div>
		</div>
	);
}

/** What can be done as well, as a link below the button. */
function OtherWay({ turn: { application, otherWay } }: { turn: ShownTurn }) {
	if (otherWay === null) return null;
	if (otherWay.to === "extend") {
		const label = m.turn_sign_extend({ count: otherWay.days });
		return <Link to={`/applications/${application}/agreement/extension`}>{label}</Link>;
	}
	const highest = formatDong(otherWay.highestDong, getLocale());
	return (
		<p className="justify-self-start text-small">
			{m.claim_new_advance({ most: highest })}{" "}
			<Link to={`/applications/${application}/advance`}>{m.claim_new_advance_link()}</Link>
		</p>
	);
}

/** "HS-2026-004733, 18.000.000 đ": what it is about, and how much. */
function Subject({ turn, onItsPage }: { turn: ShownTurn; onItsPage?: boolean }) {
	const { application, subject, amountDong } = turn;
	const what = whatToDo(turn, getLocale());
	const names = [...(onItsPage ? [] : [application]), ...(subject === application ? [] : [subject])];
	// What the title names is not said twice.
	const known = names.filter((name) => name !== null && !what.includes(name));
	if (known.length === 0 && amountDong === null) return null;
	return (
		<p className="text-small">
			{known.map((name, index) => (
				<span key={name} className="num">
					{index > 0 ? ", " : null}
					<span className="whitespace-nowrap">{name}</span>
				</span>
			))}
			{known.length > 0 && amountDong !== null ? ", " : null}
			{amountDong === null ? null : <strong className="num">{formatDong(amountDong, getLocale())}</strong>}
		</p>
	);
}

function ByWhen({ turn }: { turn: ShownTurn }) {
	const sentence = byWhen(turn, getLocale());
	const { daysLeft, overdueDays } = turn;
	const isSoon = overdueDays > 0 || (daysLeft !== null && daysLeft <= LAST_DAYS);
	const squares = isSoon && daysLeft !== null ? (["today", ...Array(daysLeft).fill("to-come")] as const) : null;
	return (
		<div className="mt-1 flex gap-2 font-semibold text-small">
			<Icon of={isSoon ? Hourglass : CalendarClock} size={16} className="mt-1 shrink-0" />
			{squares ? <WorkingDayClock size="large" squares={[...squares]} sentence={sentence} /> : <p>{sentence}</p>}
		</div>
	);
}
