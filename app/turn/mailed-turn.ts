/** A turn as a mail tells of it: in the words, and with the link, of the page on which its reader would find it. */

import { formatDong } from "#app/kernel/dong.ts";
import type { Locale } from "#app/kernel/locale.ts";
import type { ShownTurn } from "./known-files.server.ts";
import { awaitedSentence, buttonOf, byWhen, deskWord, noteOf, waitingSentence, whatToDo } from "./turn-words.ts";
import { isTurnOf, type Person, staffDoor } from "./turns.ts";

export type MailedTurn = { what: string; about: string; note: string; by?: string; button?: string };

/** What a mail says of a turn, and the page that it opens: the reader's own turn, or whom one waits for. */
export type Mailed = { turn: MailedTurn; href: string } | { waiting: string };

/** "HS-2026-004733, 18.000.000 đ": what it is about, and how much. */
function aboutOf({ application, subject, amountDong }: ShownTurn, locale: Locale): string {
	const names = [application, ...(subject === application ? [] : [subject])];
	return [...names, amountDong === null ? null : formatDong(amountDong, locale)]
		.filter((name) => name !== null)
		.join(", ");
}

/** Who acts and until when; and since when, with what the reader can do meanwhile, where there is anything. */
function waitingWords(turn: ShownTurn, locale: Locale): string {
	return turn.since === null
		? waitingSentence(turn, locale)
		: `${awaitedSentence(turn, locale)} ${noteOf(turn, locale)}`;
}

/** To a person of the business as on its first page; to staff as at their desk, where only they find what they do. */
export function mailedOf(turn: ShownTurn, person: Person, locale: Locale): Mailed | null {
	const by = byWhen(turn, locale);
	const about = aboutOf(turn, locale);
	if (person.as === "business") {
		if (!isTurnOf(turn, person)) return { waiting: waitingWords(turn, locale) };
		const button = buttonOf(turn, locale);
		return { turn: { what: whatToDo(turn, locale), about, note: noteOf(turn, locale), by, button }, href: turn.href };
	}
	if (!isTurnOf(turn, person)) return null;
	const due = turn.dueOn === null ? {} : { by };
	return { turn: { what: deskWord(turn.kind, locale), about, note: "", ...due }, href: staffDoor(turn) };
}
