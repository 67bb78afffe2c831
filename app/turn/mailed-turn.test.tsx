import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import type { Locale } from "#app/kernel/locale.ts";
import { renderMail } from "#emails/render.ts";
import { getLocale, overwriteGetLocale } from "#messages/runtime.js";
import { everyFiles, TODAY } from "#testing/every-file.ts";
import type { ShownTurn } from "./known-files.server.ts";
import { mailedOf } from "./mailed-turn.ts";
import { openTurns, soughtTurn } from "./turn.rules.ts";
import { TurnList } from "./turn-list.tsx";
import { deskWhat } from "./turn-words.ts";
import { type FileFacts, isTurnOf, type Person, sideOf, staffDoor, type Turn, type TurnKind } from "./turns.ts";

// Every combination, and every mail rendered: a second on an idle machine, many on a busy one.
vi.setConfig({ testTimeout: 60_000 });

const association = { nameVi: "Hội Mỹ nghệ và Chế biến gỗ", nameEn: "Handicraft and Wood Industry Association" };

const shown = (turn: Turn, { state }: FileFacts): ShownTurn => ({
	...{ ...turn, state, association, programme: null, otherWay: null, byStripe: false },
	...{ daysLeft: turn.dueOn ? 1 : null, overdueDays: 0 },
});

const people: Record<string, Person> = {
	owner: { as: "business", binds: true },
	helper: { as: "business", binds: false },
	reviewer: { as: "reviewer", locked: false, recommended: false },
	"first reviewer": { as: "reviewer", locked: false, recommended: true },
	"locked reviewer": { as: "reviewer", locked: true, recommended: false },
	programme: { as: "programme", locked: false, stopped: false },
	"who stopped": { as: "programme", locked: false, stopped: true },
	finance: { as: "finance", locked: false, made: new Set(), proposed: new Set() },
	"who made it": { as: "finance", locked: false, made: new Set(["DC-1", "TH-1"]), proposed: new Set() },
};

const kinds = Object.keys(sideOf) as TurnKind[];

// The real link needs a router around it, which says nothing about the words.
test("in every combination of states a mail asks exactly those whose turn it is, on the page where they do it", () => {
	const seen = new Map<string, ReturnType<typeof mailedOf>>();
	const faults = everyFiles.flatMap((file) => {
		const open = openTurns(file, TODAY);
		const closed = kinds.filter((kind) => open.every((turn) => turn.kind !== kind));
		return Object.entries(people).flatMap(([name, person]) => {
			const asked = open.flatMap(({ kind }) => {
				const sought = soughtTurn(file, person, { kinds: [kind], today: TODAY });
				if (!sought) return [`${kind} is not found`];
				const key = `${name} ${kind} ${sought.href} ${sought.subject} ${sought.batch}`;
				const mailed = seen.get(key) ?? mailedOf(shown(sought, file), person, "vi");
				seen.set(key, mailed);
				const mine = open.find((turn) => turn.kind === kind && isTurnOf(turn, person));
				const door = mine && (person.as === "business" ? mine.href : staffDoor(mine));
				const opened = mailed && "turn" in mailed ? mailed.href : undefined;
				return opened === door ? [] : [`${name}, ${kind}: ${opened} instead of ${door}`];
			});
			const done = soughtTurn(file, person, { kinds: closed, today: TODAY });
			return done ? [...asked, `${name} is asked for ${done.kind}`] : asked;
		});
	});
	expect([...new Set(faults)]).toEqual([]);
});

/** One of each kind, with and without a last day: what else differs changes no word. */
const told = new Map(
	everyFiles.flatMap((file) =>
		openTurns(file, TODAY).map((turn) => [`${turn.kind} ${turn.dueOn !== null}`, shown(turn, file)] as const),
	),
);

const plain = (html: string) =>
	html
		.replace(/<[^>]*>/g, "\n")
		.replaceAll("&#x27;", "'")
		.replaceAll("&amp;", "&")
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "" && line !== "“" && line !== "”" && line !== ",");

const unlinked = (text: string) => text.replaceAll("\u2060", "");

// The language is one for all test files of a worker.
const ownLocale = getLocale;
afterEach(() => overwriteGetLocale(ownLocale));

test.each<Locale>(["vi", "en"])(
	"a reminder says what the owner's first page says, and opens the same page (%s)",
	async (locale) => {
		overwriteGetLocale(() => locale);
		const person = people.owner as Person;
		let reminded = 0;
		for (const turn of told.values()) {
			const mailed = mailedOf(turn, person, locale);
			if (!mailed || !("turn" in mailed)) continue;
			reminded += 1;
			const url = `https://donbay.example${mailed.href}`;
			const facts = { name: "Lan", reference: "HS-1", business: "Mộc Lá Sen", association: "Hội", url };
			const { text, subject } = await renderMail(
				"turn-reminder",
				{ ...facts, turn: mailed.turn, mayBePaid: false },
				locale,
			);
			// What was written by whoever asks stands on the page; its mail came when it was asked.
			const page = renderToStaticMarkup(<TurnList turns={[{ ...turn, said: null }]} />);
			const lines = plain(page).filter((line) => !/^[A-Z]{2}-\d/.test(line));
			expect(lines.length).toBeGreaterThanOrEqual(3);
			const words = unlinked(text).replace(/\s+/g, " ");
			for (const line of lines) expect(words, `${turn.kind}: ${line}`).toContain(line.replace(/\s+/g, " "));
			expect(page).toContain(`href="${mailed.href}"`);
			expect(text).toContain(url);
			expect(unlinked(subject)).toContain(mailed.turn.what);
		}
		expect(reminded).toBeGreaterThan(12);
	},
);

test("staff are written to in the words of their desk", () => {
	for (const turn of told.values()) {
		for (const person of Object.values(people)) {
			const mailed = mailedOf(turn, person, "vi");
			if (person.as === "business" || !mailed || !("turn" in mailed)) continue;
			expect(deskWhat({ kind: turn.kind, count: 1 }, "vi")).toBe(`${mailed.turn.what}: 1`);
			expect(mailed.turn.what).not.toBe("");
		}
	}
});
