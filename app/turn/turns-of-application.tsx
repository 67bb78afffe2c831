import { Panel } from "#app/ui/parts/panel.tsx";
import { WorkingDayClock } from "#app/ui/parts/working-day-clock.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";
import type { ShownTurn } from "./known-files.server.ts";
import type { OwnFile } from "./own-files.server.ts";
import { TurnList } from "./turn-list.tsx";
import { awaitedSentence, noteOf, waitingSentence } from "./turn-words.ts";

type Turns = Pick<OwnFile, "mine" | "waiting">;

/** What happens now about an application or its money: what the reader has to do, then what others do and until when. */
export function TurnsNow({ mine, waiting }: Turns) {
	const others = waiting.map((turn) => <Awaited key={`${turn.kind} ${turn.subject}`} turn={turn} />);
	if (mine.length > 0) {
		return (
			<>
				<TurnList turns={mine} onItsPage />
				{others.length > 0 ? <div className="mt-4 md:px-5">{others}</div> : null}
			</>
		);
	}
	if (waiting.length === 0) return null;
	return (
		<Panel tone="yellow" rule="yellow">
			{others}
			<p className="mt-2">{m.turn_nothing()}</p>
		</Panel>
	);
}

function Awaited({ turn }: { turn: ShownTurn }) {
	const locale = getLocale();
	const { squares } = turn.clock ?? { squares: [] };
	return (
		<div className="mb-2">
			<p className="font-semibold">{awaitedSentence(turn, locale)}</p>
			{turn.kind === "bank-answer" || turn.kind === "ask-bank" ? (
				// However late it is, two red squares say so; the sentence says how many days.
				<WorkingDayClock
					size="large"
					squares={squares.slice(0, (turn.clock?.limitDays ?? 0) + 2)}
					sentence={noteOf(turn, locale)}
				/>
			) : (
				<p>{noteOf(turn, locale)}</p>
			)}
		</div>
	);
}

/** The sentence under the title of an application or a claim: empty where the reader has something to do. */
export function leadOf(turn: ShownTurn | undefined, { mine }: Pick<Turns, "mine">): string | undefined {
	if (!turn || mine.length > 0) return undefined;
	return waitingSentence(turn, getLocale());
}
