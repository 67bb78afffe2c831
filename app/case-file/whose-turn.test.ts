import { describe, expect, test } from "vitest";
import type { ApplicationState } from "#app/application/application.states.ts";
import { isOver } from "#app/application/application.states.ts";
import type { ShownTurn } from "#app/turn/known-files.server.ts";
import { firstFor, stanceOf } from "#app/turn/stance.ts";
import { openTurns, turnOf } from "#app/turn/turn.rules.ts";
import { isTurnOf, type Person, staffDoor, type Turn } from "#app/turn/turns.ts";
import { everyClaim, everyFiles, fileOf, TODAY, YESTERDAY } from "#testing/every-file.ts";
import { headingOfCase, headingOfClaim, turnOfCase, turnOfClaim } from "./whose-turn.ts";

const association = { nameVi: "Hội Mỹ nghệ và Chế biến gỗ", nameEn: "Handicraft and Wood Industry Association" };

const shown = (turn: Turn, state: ApplicationState): ShownTurn => ({
	...{ ...turn, state, association, programme: null, otherWay: null, byStripe: false },
	...{ daysLeft: turn.dueOn ? 1 : null, overdueDays: 0 },
});

/** One file for each turn in each state: what else differs changes no word and no step. */
const told = new Map(
	everyFiles.map((file) => {
		const turn = turnOf(file, { as: "reader" }, TODAY);
		return [`${file.state} ${turn.kind} ${turn.dueOn}`, { file, turn }];
	}),
);

/** One claim for each set of turns about it in each state. */
const toldOfClaims = new Map(
	everyFiles.flatMap((file) =>
		file.claims.map((claim) => {
			const open = openTurns(file, TODAY).filter(({ subject }) => subject === claim.reference);
			const kinds = open.map(({ kind, dueOn, batch }) => `${kind} ${dueOn} ${batch}`);
			return [`${file.state} ${claim.state} ${kinds}`, { file, claim, open }] as const;
		}),
	),
);

test("of every file that there can be, a reader is told whose turn it is, at one step", () => {
	for (const { file, turn } of told.values()) {
		const { title, steps } = turnOfCase(file.state, shown(turn, file.state), { association });
		expect(title, turn.kind).toMatch(/^Đến lượt \S|không còn việc gì$/);
		expect(title, `${turn.kind} speaks to the business`).not.toMatch(/\bbạn\b/);
		const now = steps.filter(({ state }) => state === "now").length;
		expect(now, `${file.state} ${turn.kind}`).toBe(steps.length === 0 || turn.kind === "over" ? 0 : 1);
		if (!isOver(file.state)) expect(steps).toHaveLength(5);
	}
});

test("of every claim too", () => {
	for (const { file, claim, open } of toldOfClaims.values()) {
		const [turn = null] = open;
		const { title, steps } = turnOfClaim(claim.state, turn && shown(turn, file.state), { association });
		expect(title).not.toBe("");
		expect(steps.filter((step) => step.state === "now")).toHaveLength(turn ? 1 : 0);
	}
});

const approved = everyFiles.find(({ state, providers }) => state === "approved" && providers === null);
const provided = everyFiles.find(
	({ state, providers, acceptBy }) =>
		state === "approved" && acceptBy === TODAY && providers !== null && providers.declined.length === 0,
);

test.each([
	["the business", approved, "Đến lượt chủ doanh nghiệp: ký thỏa thuận"],
	["the provider, once the business has accepted", provided, "Đến lượt nhà cung cấp Vàm Sông, Cù Lao: "],
])("an approved case waits for %s", (_who, file, title) => {
	if (!file) throw new Error("there is such a file");
	const turn = turnOfCase("approved", shown(turnOf(file, { as: "reader" }, TODAY), "approved"), { association });
	expect(turn.title).toContain(title);
	expect(turn.steps.map(({ state }) => state)).toEqual(["done", "done", "now", "to-come", "to-come"]);
});

test("the steps say who did what when, whose hands it is in and by which day", () => {
	const event = (what: string, actorName: string, day: string) => ({
		what,
		actorName,
		at: new Date(`${day}T03:00:00Z`),
	});
	const history = [
		event("taken-up", "Lê Thị Kim Ngân", "2026-11-03"),
		event("submitted", "Trần Thị Mai Khanh", "2026-11-02"),
	];
	const file = everyFiles.find((each) => each.state === "in_review");
	if (!file) throw new Error("there is such a file");
	const turn = { ...shown(turnOf(file, { as: "reader" }, TODAY), "in_review"), dueOn: TODAY };
	const { steps } = turnOfCase("in_review", turn, { association }, history);
	expect(steps[0]).toMatchObject({ detail: "Trần Thị Mai Khanh", when: "10:00, 02/11/2026" });
	expect(steps[1]?.detail).toMatch(/^Lê Thị Kim Ngân\. Chậm\snhất\sthứ\s\S+ \d/);
	expect(steps[2]).toEqual({ id: "2", title: expect.any(String), state: "to-come" });
});

test("who paid is no concern of who does not see payments; the day is", () => {
	const payment = { batched: { by: null, at: new Date("2026-11-05T03:00:00Z") }, paid: { by: null, at: TODAY } };
	const { steps } = turnOfClaim("verified", null, { association, payment });
	expect(steps.map(({ detail }) => detail)).toEqual([undefined, undefined, undefined, undefined, undefined]);
	expect(steps[2]?.when).toBe("10:00, 05/11/2026");
	expect(steps[4]?.dateTime).toBe(TODAY);
});

const persons: Record<string, Person[]> = {
	reviewer: [{ as: "reviewer", locked: false, recommended: false }],
	"first reviewer": [{ as: "reviewer", locked: false, recommended: true }],
	manager: [{ as: "manager", locked: false, today: TODAY }],
	"programme officer": [{ as: "programme", locked: false, stopped: false }],
	"who stopped it": [{ as: "programme", locked: false, stopped: true }],
	"finance officer": [{ as: "finance", locked: false, made: new Set(), proposed: new Set() }],
	"who made the batch": [{ as: "finance", locked: false, made: new Set(["DC-1", "TH-1"]), proposed: new Set() }],
	auditor: [],
	"manager and finance officer": [
		{ as: "manager", locked: false, today: TODAY },
		{ as: "finance", locked: false, made: new Set(), proposed: new Set() },
	],
};

const begins = {
	own: "Đến lượt bạn: ",
	"see-to": "Đến lượt bạn: đôn đốc ",
	later: "Chưa đến lượt bạn: đang chờ ",
	waiting: "Đang chờ ",
	"read-only": "Chỉ xem: đang chờ ",
	over: "",
};

const seen = (turn: Turn, state: ApplicationState, as: readonly Person[]) => ({
	...shown({ ...turn, href: staffDoor(turn) }, state),
	stance: stanceOf(turn, as),
});

describe.each(Object.entries(persons))("to the %s", (_name, as) => {
	test("the title of every case says whose turn it is, and where to do what is theirs", () => {
		for (const { file } of told.values()) {
			const turn = firstFor(openTurns(file, TODAY), as) ?? turnOf(file, { as: "reader" }, TODAY);
			const { stance, ...rest } = seen(turn, file.state, as);
			const heading = headingOfCase(file, { stance, ...rest }, { association });
			const mine = as.some((person) => openTurns(file, TODAY).some((each) => isTurnOf(each, person)));
			const said = `${file.state} ${turn.kind}: ${heading?.title}`;
			expect(stance === "own" || stance === "see-to", said).toBe(mine);
			if (heading === null) {
				// Only where the page itself is where it is done.
				expect(mine && ["review", "confirm"].includes(turn.kind), said).toBe(true);
				continue;
			}
			expect(heading.title.startsWith(begins[stance]), said).toBe(true);
			expect(heading.title, said).not.toMatch(/: *$|chờ *$|undefined| {2}/);
			if (stance === "own")
				expect(heading.next, said).toEqual({ to: staffDoor(turn), text: expect.stringMatching(/\S/) });
			else expect(heading.next, said).toBe(stance === "see-to" ? null : "nothing");
		}
	});

	test("the title of every claim does", () => {
		for (const { file, claim, open } of toldOfClaims.values()) {
			const { reference, state } = claim;
			const turn = firstFor(open, as);
			const heading = headingOfClaim({ reference, state, about: "Đề nghị 5 đ" }, turn && seen(turn, file.state, as));
			if (!turn) {
				expect(heading?.title).toMatch(/^Đề nghị 5 đ: .*không còn việc gì$/);
				continue;
			}
			const stance = stanceOf(turn, as);
			const isHere = stance === "own" && turn.kind === "claim-check";
			expect(heading === null, turn.kind).toBe(isHere);
			if (!isHere) expect(heading?.title.startsWith(begins[stance]), heading?.title).toBe(true);
		}
	});
});

test.each([
	["an auditor never has a turn", "auditor", "Chỉ xem: đang chờ Sở Tài chính lập đợt chi cho lần chi 1, 5\u00a0đ"],
	["nor a programme officer, payments not being stopped", "programme officer", "Chỉ xem: đang chờ "],
	["a finance officer does it at the desk", "finance officer", "Đến lượt bạn: lập đợt chi cho lần chi 1, 5\u00a0đ"],
	["the reviewer is done", "reviewer", "Đang chờ Sở Tài chính lập đợt chi"],
])("once a claim is verified: %s", (_what, who, title) => {
	const verified = everyClaim("costs").find(
		({ state, payment, needsStripe }) => state === "verified" && !payment && !needsStripe,
	);
	if (!verified) throw new Error("there is such a claim");
	const file = fileOf({ state: "agreed", claims: [verified] }, true);
	const as = persons[who] ?? [];
	const turn = firstFor(openTurns(file, TODAY), as);
	if (!turn) throw new Error("it is to be paid");
	expect(headingOfCase(file, seen(turn, "agreed", as), { association })?.title).toContain(title);
});

test.each([
	[
		"who recommended it waits for another",
		"first reviewer",
		"Chưa đến lượt bạn: đang chờ người thứ hai của Hội Mỹ nghệ và Chế biến gỗ xác nhận quyết định",
	],
	["another confirms it here", "reviewer", undefined],
	["the manager only reads", "manager", "Chỉ xem: đang chờ người thứ hai của Hội Mỹ nghệ"],
])("while a recommendation waits: %s", (_what, who, title) => {
	const file = fileOf({ state: "recommended" });
	const as = persons[who] ?? [];
	const heading = headingOfCase(file, seen(turnOf(file, { as: "reader" }, TODAY), "recommended", as), { association });
	if (title === undefined) expect(heading).toBeNull();
	else expect(heading?.title).toContain(title);
});

test("the manager sees to a review that is late", () => {
	const file = fileOf({ state: "in_review", answerDueOn: YESTERDAY });
	const as = persons.manager ?? [];
	const heading = headingOfCase(file, seen(turnOf(file, { as: "reader" }, TODAY), "in_review", as), { association });
	expect(heading).toEqual({
		title: "Đến lượt bạn: đôn đốc Hội Mỹ nghệ và Chế biến gỗ xét hồ sơ, đã quá hạn",
		next: null,
	});
});
