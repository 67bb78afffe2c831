import { expect, test } from "vitest";
import type { ApplicationState } from "#app/application/application.states.ts";
import { isOver } from "#app/application/application.states.ts";
import type { ShownTurn } from "#app/turn/known-files.server.ts";
import { openTurns, turnOf } from "#app/turn/turn.rules.ts";
import type { Turn } from "#app/turn/turns.ts";
import { everyFiles, TODAY } from "#e2e/support/every-file.ts";
import { turnOfCase, turnOfClaim } from "./whose-turn.ts";

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
	for (const file of everyFiles) {
		for (const { reference, state } of file.claims) {
			const turn = openTurns(file, TODAY).find(({ subject }) => subject === reference) ?? null;
			const { title, steps } = turnOfClaim(state, turn && shown(turn, file.state), { association });
			expect(title).not.toBe("");
			expect(steps.filter((step) => step.state === "now")).toHaveLength(turn ? 1 : 0);
		}
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
