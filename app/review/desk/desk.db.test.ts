import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { associationDesk } from "#app/desk-association/association-desk.server.ts";
import type { Actor } from "#app/house/access.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { type MadeApplication, makeDecision, makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { casePage } from "../case/case-page.server.ts";
import { declareConflict } from "../declare-conflict.server.ts";
import { queueQuery } from "../review.forms.ts";
import { readDocument } from "../review-document.server.ts";
import { decidedFiles } from "./decided-files.server.ts";
import { queuePage } from "./queue-page.server.ts";
import { queuePlace } from "./queue-place.server.ts";

let house: TestHouse;
let associationId: string;
let reviewer: Actor;
let manager: Actor;
let elsewhere: Actor;
let files: Record<"plain" | "priority" | "waiting" | "locked" | "approved" | "late", MadeApplication>;

const on = (day: string, hour = 3) => new Date(`${day}T0${hour}:00:00Z`);
const NOW = on("2026-09-10");

beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId, "Lê Thị Kim Ngân");
	manager = await makeStaff(house.db, "association_manager", associationId);
	elsewhere = await makeStaff(house.db, "reviewer", await makeAssociation(house.db));
	const programmeId = await makeProgramme({
		envelopes: { [associationId]: 1_000_000_000n },
		rules: rulesWith({ answerWorkingDays: 14 }),
	});
	const submit = (now: Date, wishes = {}) =>
		makeBusiness(house.db, { now, ...wishes }).then((business) =>
			makeSubmittedApplication(house.db, { programmeId, associationId, business, now }),
		);
	files = {
		plain: await submit(on("2026-09-08"), { legalName: "Công ty TNHH Mộc Lá Sen" }),
		priority: await submit(on("2026-09-08", 5), { womenOwned: true }),
		waiting: await submit(on("2026-09-07")),
		locked: await submit(on("2026-09-09")),
		approved: await submit(on("2026-09-04")),
		late: await submit(on("2026-08-10")),
	};
	const { waiting, locked, approved } = files;
	await makeDecision(house.db, reviewer, waiting.reference, { now: on("2026-09-08"), kind: "request_changes" });
	await makeDecision(house.db, reviewer, approved.reference, { now: on("2026-09-09") });
	const member = { businessId: locked.business.id, personId: reviewer.personId, since: NOW };
	await house.db.insertInto("businessMember").values(member).execute();
});
afterAll(() => house.close());

const queue = (query: Record<string, string> = {}, actor = reviewer) =>
	queuePage(house.db, actor, queueQuery.parse(query), NOW);
const namesOf = (rows: readonly { reference: string }[]) =>
	rows.map(({ reference }) => Object.entries(files).find(([, file]) => file.reference === reference)?.[0]);

describe("the queue", () => {
	test("is in the order of the rules, and holds what waits for the reviewer, not for the business", async () => {
		const { rows, counts, dueNow, found } = await queue();
		expect(namesOf(rows)).toEqual(["late", "priority", "plain", "locked"]);
		expect(counts).toEqual({ open: 4, mine: 1, waiting: 1, second: 0 });
		expect({ dueNow, found }).toEqual({ dueNow: 1, found: 4 });
	});

	test("says what each file calls attention to, and hides who reviews a locked one", async () => {
		const { rows: open, next } = await queue();
		const rows = [...open, ...(await queue({ view: "waiting" })).rows];
		const of = (name: keyof typeof files) => rows.find((row) => row.reference === files[name].reference);
		expect(of("late")?.attention).toEqual({ kind: "overdue", overdueDays: 7 });
		expect(of("plain")?.attention.kind).toBe("new");
		expect(of("waiting")?.shown?.clock.dueOn).toBeNull();
		expect(of("waiting")?.shown?.reviewer).toEqual({ name: "Lê Thị Kim Ngân", me: true });
		expect(of("priority")?.shown?.priorityGroups).toEqual(["women-owned"]);
		expect(of("locked")).toEqual({
			reference: files.locked.reference,
			legalName: expect.any(String),
			attention: { kind: "locked", overdueDays: 0 },
			shown: null,
		});
		expect(of("plain")?.shown?.allowedDong, "not before the declaration").toBeNull();
		expect(of("waiting")?.shown?.allowedDong).toBeGreaterThan(0n);
		expect(next).toBe(files.late.reference);
	});

	test("finds by name without accents, by reference and by tax code", async () => {
		const { reference, business } = files.plain;
		for (const search of ["moc la sen", "MỘC", reference.toLowerCase(), business.taxCode]) {
			expect(namesOf((await queue({ search })).rows)).toEqual(["plain"]);
		}
		expect((await queue({ search: "nobody" })).found).toBe(0);
		expect((await queue({ size: "micro" })).found).toBe(0);
	});

	test("finds by a provider's name and tax code what one may read, and nothing in a file that is closed to one", async () => {
		const provider = await house.db
			.selectFrom("costLine")
			.innerJoin("application", "application.submissionId", "costLine.submissionId")
			.where("application.id", "=", files.waiting.id)
			.select(["providerName", "providerTaxCode"])
			.executeTakeFirstOrThrow();
		for (const search of [provider.providerName.slice(4), provider.providerTaxCode]) {
			expect(namesOf((await queue({ search })).rows), "only what one has declared for").toEqual(["waiting"]);
			const decided = await decidedFiles(house.db, reviewer, queueQuery.parse({ search }));
			expect(namesOf(decided.rows)).toEqual(["approved"]);
			expect((await decidedFiles(house.db, elsewhere, queueQuery.parse({ search }))).found).toBe(0);
			const byManager = await queuePage(house.db, manager, queueQuery.parse({ search }), NOW, "association_manager");
			expect(byManager.found, "who reads all of the association's").toBe(5);
		}
	});

	test("orders by deadline, and shows only what a view is about", async () => {
		expect(namesOf((await queue({ order: "deadline" })).rows)).toEqual(["late", "priority", "plain", "locked"]);
		expect(namesOf((await queue({ view: "waiting" })).rows)).toEqual(["waiting"]);
		expect(namesOf((await queue({ view: "mine" })).rows)).toEqual(["waiting"]);
		expect(namesOf((await queue({ view: "nonsense", page: "-3" })).rows)).toHaveLength(4);
		expect(namesOf((await queue({ search: files.waiting.reference })).rows)).toEqual(["waiting"]);
	});

	test("says where a file stands and which comes after it: the next that the person can work on, then the first again", async () => {
		const place = (name: keyof typeof files, actor = reviewer) =>
			queuePlace(house.db, actor, files[name].reference, NOW);
		const { late, priority, plain } = files;
		expect(await place("late")).toEqual({ place: 1, of: 4, next: priority.reference });
		// What comes after it is locked to the reviewer.
		expect(await place("plain")).toEqual({ place: 3, of: 4, next: late.reference });
		expect(await place("priority")).toMatchObject({ place: 2, next: plain.reference });
		expect(await place("approved")).toEqual({ place: null, of: 4, next: late.reference });
		expect(await place("late", elsewhere)).toEqual({ place: null, of: 0, next: null });
	});

	test("is empty for another association's reviewer, the manager and without a second factor", async () => {
		for (const actor of [elsewhere, manager, { ...reviewer, secondFactor: false }]) {
			expect((await queue({}, actor)).rows).toEqual([]);
		}
	});

	test("knows the decided ones apart", async () => {
		const decided = await decidedFiles(house.db, reviewer, queueQuery.parse({}));
		expect(namesOf(decided.rows)).toEqual(["approved"]);
		expect(decided.rows[0]).toMatchObject({ shown: { state: "approved", amounts: { approvedDong: 50_000_000n } } });
		expect((await decidedFiles(house.db, reviewer, queueQuery.parse({ search: "%" }))).found).toBe(0);
	});

	test("shows what is left to award", async () => {
		const { envelopes } = await queue();
		expect(envelopes).toMatchObject([{ availableDong: 950_000_000n, reservedDong: 50_000_000n, assigned: true }]);
	});
});

describe("a case", () => {
	const open = (name: keyof typeof files, actor = reviewer) => casePage(house.db, actor, files[name].reference, NOW);
	const documentOf = async ({ id }: MadeApplication) =>
		(
			await house.db
				.selectFrom("applicationDocument")
				.select("id")
				.where("applicationId", "=", id)
				.executeTakeFirstOrThrow()
		).id;

	test("opens after the declaration, with everything that a decision needs", async () => {
		expect(await open("priority")).toEqual({ access: "undeclared", reference: files.priority.reference });
		const { reference } = files.priority;
		await declareConflict(contextOf(house.db, reviewer, NOW), { reference, hasConflict: false, note: "" });
		const page = await open("priority");
		if (page?.access !== "open") throw new Error("the case is not open");
		expect(page.turn).toEqual({ turn: "take-up" });
		expect(page.changedSince).toEqual([]);
		expect(page.availableDong).toBe(950_000_000n);
		expect(page.submitted.lines).toHaveLength(1);
		expect(page.clock).toMatchObject({ usedDays: 2, limitDays: 14 });
		expect(await readDocument(house.db, reviewer, await documentOf(files.priority))).toMatchObject({
			fileName: "bao-gia.pdf",
		});
	});

	test("stays shut to whoever is linked to it, with its documents", async () => {
		expect(await open("locked")).toMatchObject({ access: "locked" });
		const linked = await makeStaff(house.db, "reviewer", associationId);
		const { reference } = files.locked;
		await declareConflict(contextOf(house.db, linked, NOW), { reference, hasConflict: true, note: "" });
		expect(await open("locked", linked)).toMatchObject({ access: "locked" });
		expect(await readDocument(house.db, linked, await documentOf(files.locked))).toBeNull();
	});

	test("is not there for another association, nor for a stranger; its documents neither", async () => {
		for (const actor of [elsewhere, await makePerson(house.db)]) {
			expect(await open("plain", actor)).toBeNull();
			expect(await readDocument(house.db, actor, await documentOf(files.plain))).toBeNull();
		}
		expect(await open("plain", files.plain.owner)).toBeNull();
		expect(await readDocument(house.db, reviewer, "not-an-id")).toBeNull();
	});

	test("says what the rules would find differently now", async () => {
		const { reference, business } = files.late;
		await declareConflict(contextOf(house.db, reviewer, NOW), { reference, hasConflict: false, note: "" });
		await house.db
			.updateTable("businessFigures")
			.set({ employees: 900, womenEmployees: 10 })
			.where("businessId", "=", business.id)
			.execute();
		const page = await open("late");
		expect(page?.access === "open" && page.changedSince.map(({ rule, outcome }) => `${rule} ${outcome}`)).toContain(
			"size fail",
		);
	});
});

describe("the association's desk", () => {
	test("counts files by state and names those that do not move", async () => {
		const desk = await associationDesk(house.db, manager, NOW);
		const counted = Object.fromEntries(desk.states.map(({ state, files: count }) => [state, count]));
		expect(counted).toMatchObject({ changes_requested: 1, approved: 1 });
		expect(desk.businesses).toBe(6);
		expect(desk.envelopes).toHaveLength(1);
		expect(namesOf((await associationDesk(house.db, manager, on("2026-09-17"))).stalled)).toContain("waiting");
		expect(namesOf(desk.stalled)).not.toContain("waiting");
	});

	const waiting = (query: Record<string, string>, actor: Actor) =>
		queuePage(house.db, actor, queueQuery.parse(query), NOW, "association_manager");

	test("lists what waits, with amounts and for whom, to its manager alone", async () => {
		const { rows, waiting: groups, counts } = await waiting({}, manager);
		expect(namesOf(rows)).toEqual(["late", "priority", "plain", "locked"]);
		expect(rows.map(({ shown }) => shown?.allowedDong)).toEqual(Array.from({ length: 4 }, () => 50_000_000n));
		expect(counts).toMatchObject({ open: 4, waiting: 1, second: 0 });
		expect(groups).toMatchObject([
			{ kind: "nobody", files: 4, overdue: 1, nextDueOn: "2026-08-27" },
			{ kind: "business", files: 1, overdue: 0, nextDueOn: null },
		]);
		const decided = await decidedFiles(house.db, manager, queueQuery.parse({}), "association_manager");
		expect(decided.rows).toMatchObject([{ shown: { amounts: { approvedDong: 50_000_000n } } }]);
		for (const actor of [reviewer, elsewhere, { ...manager, secondFactor: false }]) {
			expect((await waiting({}, actor)).rows).toEqual([]);
			const files = await decidedFiles(house.db, actor, queueQuery.parse({}), "association_manager");
			expect(files.found).toBe(0);
		}
	});

	test("tells a manager who is tied to a file that there is one, and whoever reviews too nothing undeclared", async () => {
		const { reference } = files.plain;
		const roles = [...reviewer.roles, ...manager.roles];
		const both = { ...(await makeStaff(house.db, "association_manager", associationId)), roles };
		const amounts = async () =>
			(await waiting({ search: reference }, both)).rows.map(({ shown }) => shown?.allowedDong);
		expect(await amounts()).toEqual([null]);
		await declareConflict(contextOf(house.db, both, NOW), { reference, hasConflict: true, note: "" });
		const { rows, waiting: groups } = await waiting({ search: reference }, both);
		expect(rows).toMatchObject([{ attention: { kind: "locked" }, shown: null }]);
		expect(groups.find(({ kind }) => kind === "locked")).toMatchObject({ files: 1, longestDays: null });
	});

	test("is empty for a reviewer and for another association", async () => {
		for (const actor of [reviewer, elsewhere]) {
			expect(await associationDesk(house.db, actor, NOW)).toMatchObject({ states: [], stalled: [], businesses: 0 });
		}
	});
});
