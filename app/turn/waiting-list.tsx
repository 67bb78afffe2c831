import { Link } from "@remix-run/react";
import { formatDong } from "#app/kernel/dong.ts";
import { formatDateWithWeekday } from "#app/kernel/plain-date.ts";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { TextLink } from "#app/ui/parts/text-link.tsx";
import { WorkingDayClock } from "#app/ui/parts/working-day-clock.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ShownTurn } from "./known-files.server.ts";
import { TurnStateTag } from "./turn-state-tag.tsx";
import { noteOf, whatAwaited, whoActs } from "./turn-words.ts";

type Props = {
	turns: readonly ShownTurn[];
	/** The days in which 8 of 10 like applications were answered; null while too few were. */
	usual: { from: number; to: number } | null;
};

/** What others have to do, who they are and until when: the reader has nothing to do. */
export function WaitingList({ turns, usual }: Props) {
	const locale = getLocale();
	const columns: Column<ShownTurn>[] = [
		{
			key: "what",
			head: m.turn_waiting_what(),
			rowHead: true,
			cell: (turn) => <What turn={turn} usual={usual} />,
		},
		{ key: "who", head: m.turn_waiting_who(), cell: (turn) => capitalized(whoActs(turn, locale)) },
		{ key: "by", head: m.turn_waiting_by(), cell: (turn) => <By turn={turn} /> },
		{
			key: "state",
			head: m.turn_waiting_state(),
			cell: (turn) => <TurnStateTag turn={turn} />,
		},
	];
	return (
		<>
			<DataTable
				caption={m.turn_waiting_caption()}
				captionHidden
				columns={columns}
				rows={turns}
				rowKey={({ kind, subject }) => `${kind} ${subject}`}
			/>
			<p className="mt-3 text-ink2 text-small">{m.turn_waiting_nothing()}</p>
		</>
	);
}

function What({ turn, usual }: { turn: ShownTurn; usual: Props["usual"] }) {
	const locale = getLocale();
	const { application, subject, amountDong } = turn;
	const names = [application, ...(subject === application ? [] : [subject])].filter((name) => name !== null);
	const amount = amountDong === null ? [] : [formatDong(amountDong, locale)];
	return (
		<>
			<TextLink to={turn.href}>{capitalized(whatAwaited(turn, locale))}</TextLink>
			<span className="block font-normal text-caption text-ink2">
				{[...names, ...amount].map((fact, index) => (
					<span key={fact} className="num">
						{index > 0 ? ", " : null}
						<span className="whitespace-nowrap">{fact}</span>
					</span>
				))}
			</span>
			{turn.kind === "review" && usual ? <Usual usual={usual} /> : null}
			{turn.since !== null || turn.overdueDays > 0 ? (
				<span className="block font-normal text-caption">{noteOf(turn, locale)}</span>
			) : null}
		</>
	);
}

/** How long like applications take, and how that is counted. */
export function Usual({ usual }: { usual: NonNullable<Props["usual"]> }) {
	return (
		<span className="block font-normal text-caption text-ink2">
			{m.turn_spread(usual)}{" "}
			<Link to="/how-counted#waiting" reloadDocument>
				{m.home_how_counted()}
			</Link>
		</span>
	);
}

function By({ turn: { dueOn, overdueDays, clock } }: { turn: ShownTurn }) {
	if (dueOn === null) return <span className="text-ink2">{m.turn_waiting_no_day()}</span>;
	const date = formatDateWithWeekday(dueOn, getLocale());
	const words = overdueDays > 0 ? m.turn_waiting_late({ date }) : date;
	return clock ? <WorkingDayClock size="small" squares={clock.squares} sentence={words} /> : words;
}

function capitalized(text: string): string {
	return text.charAt(0).toLocaleUpperCase(getLocale()) + text.slice(1);
}
