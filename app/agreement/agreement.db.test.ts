import { buffer } from "node:stream/consumers";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ceilingUsedAccount } from "#app/funding/accounts.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { readMailCase } from "#app/jobs/case-mail.server.ts";
import { balanceOf } from "#app/ledger/balances.server.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { acceptAsRead as acceptAgreement } from "#testing/as-read.ts";
import { rename } from "#testing/make-business.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { type MadeApplication, makeApprovedApplication, makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { agreementDocument } from "./agreement-document.server.ts";
import { agreementFile } from "./agreement-file.server.ts";
import { visibleAgreement } from "./agreement-page.server.ts";
import { agreementTerms } from "./agreement-terms.server.ts";
import { extendAgreement } from "./extend-agreement.server.ts";
import { lapseAgreement } from "./lapse-agreement.server.ts";
import { offerAgreement } from "./offer-agreement.server.ts";

let house: TestHouse;
let programmeId: string;
let associationId: string;
let reviewer: Actor;
let application: MadeApplication;

// Approved on Tuesday 8 September 2026: ten working days end on the 22nd.
const onDay = (day: string) => new Date(`${day}T16:59:00Z`);
const LAST_DAY = onDay("2026-09-22");
const TOO_LATE = new Date("2026-09-22T17:00:00Z");

beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId);
	programmeId = await makeProgramme({
		envelopes: { [associationId]: 10_000_000_000n },
		rules: rulesWith({ agreementWorkingDays: 10, extensionWorkingDays: 5, payee: "business" }),
	});
});
afterAll(() => house.close());
beforeEach(async () => {
	application = await makeApprovedApplication(house.db, { programmeId, associationId, reviewer });
});

const accept = (now = onDay("2026-09-10"), actor = application.owner) =>
	acceptAgreement(contextOf(house.db, actor, now), { reference: application.reference, position: "Giám đốc" });
const extend = (now = onDay("2026-09-10"), actor = application.owner) =>
	extendAgreement(contextOf(house.db, actor, now), { reference: application.reference });
const lapse = (now: Date) => lapseAgreement(systemContext("test", now), { applicationId: application.id });
const offer = () => offerAgreement(systemContext("test", onDay("2026-09-08")), { applicationId: application.id });

const terms = () => agreementTerms(house.db, { id: application.id });
const balances = () => envelopeBalances(house.db, programmeId, associationId);
const ceiling = () => {
	const { taxCode } = application.business;
	return balanceOf(house.db, ceilingUsedAccount({ taxCode, supportItemCode: "DX-SOLUTION", year: 2026 }));
};
const stateOf = async () =>
	(await house.db.selectFrom("application").select("state").where("id", "=", application.id).executeTakeFirstOrThrow())
		.state;
const jobs = async (name: string) =>
	(
		await sql<{ runAt: Date }>`select job.run_at as run_at from graphile_worker._private_jobs job
			join graphile_worker._private_tasks task on task.id = job.task_id
			where task.identifier = ${name} and job.payload->>'applicationId' = ${application.id} order by run_at`.execute(
			house.db,
		)
	).rows.map((row) => row.runAt.toISOString());

describe("the offer", () => {
	test("has the same terms before and after it is written down", async () => {
		const before = await terms();
		expect(before).toMatchObject({
			payee: "business",
			amountDong: 50_000_000n,
			acceptBy: "2026-09-22",
			accepted: null,
		});
		await offer();
		await offer();
		expect(await terms()).toEqual({ ...before, number: (await terms())?.number });
	});

	test("is numbered by the association's register, without gaps, once written down", async () => {
		expect((await terms())?.number).toBeNull();
		const numberOf = async () => Number(/^(\d{2,})\/2026\/BTT-\S+$/.exec((await terms())?.number ?? "")?.[1]);
		await offer();
		const first = await numberOf();
		await offer();
		expect(await numberOf()).toBe(first);
		application = await makeApprovedApplication(house.db, { programmeId, associationId, reviewer });
		await accept(TOO_LATE).catch(() => undefined);
		await Promise.all([offer(), accept(), offer()]);
		expect(await numberOf()).toBe(first + 1);
	});

	test("sets reminders and the lapse going, once", async () => {
		await offer();
		await offer();
		expect(await jobs("agreement.remind")).toEqual([
			"2026-09-15T01:00:00.000Z",
			"2026-09-17T01:00:00.000Z",
			"2026-09-21T01:00:00.000Z",
		]);
		expect(await jobs("agreement.lapse")).toEqual(["2026-09-22T17:00:00.000Z"]);
	});

	test("is not made before approval", async () => {
		const submitted = await makeSubmittedApplication(house.db, { programmeId, associationId });
		expect(await agreementTerms(house.db, submitted)).toBeNull();
		await offerAgreement(systemContext("test"), { applicationId: submitted.id });
		expect(await agreementTerms(house.db, submitted)).toBeNull();
	});

	test("written terms are never changed", async () => {
		await offer();
		const raise = sql`update agreement set amount_dong = 1 where application_id = ${application.id}`;
		await expect(raise.execute(house.db)).rejects.toMatchObject({ constraint: "agreement_frozen" });
		await accept();
		const undo = sql`update agreement set accepted_by_position = 'x' where application_id = ${application.id}`;
		await expect(undo.execute(house.db)).rejects.toMatchObject({ constraint: "agreement_frozen" });
	});
});

describe("accepting", () => {
	test("turns the reservation into a promise, also before the job has written the offer", async () => {
		const before = await balances();
		await accept();
		const after = await balances();
		expect(before.reservedDong - after.reservedDong).toBe(50_000_000n);
		expect(after.committedDong - before.committedDong).toBe(50_000_000n);
		expect(after.availableDong).toBe(before.availableDong);
		expect(await ceiling()).toBe(50_000_000n);
		expect(await stateOf()).toBe("agreed");
		expect((await terms())?.accepted).toEqual({
			at: onDay("2026-09-10"),
			byId: application.owner.personId,
			byName: application.owner.name,
			position: "Giám đốc",
		});
		expect(await jobs("agreement.accepted")).toHaveLength(1);
	});

	test("twice at once is accepting once", async () => {
		const before = await balances();
		await Promise.all([accept(), accept(), accept()]);
		expect((await balances()).committedDong - before.committedDong).toBe(50_000_000n);
	});

	test("is possible through the whole last day, and not a minute later", async () => {
		await expect(accept(TOO_LATE)).rejects.toMatchObject({ code: "agreement_refusal_lapsed" });
		await accept(LAST_DAY);
		expect(await stateOf()).toBe("agreed");
	});

	test("is for someone who can bind the business", async () => {
		const staff = await makePerson(house.db);
		const member = { businessId: application.business.id, personId: staff.personId, role: "staff", since: now() };
		await house.db.insertInto("businessMember").values(member).execute();
		await expect(accept(undefined, staff)).rejects.toMatchObject({ code: "agreement_refusal_right_to_bind" });
		for (const other of [reviewer, await makePerson(house.db)]) {
			const error = await accept(undefined, other).catch((reason: unknown) => reason);
			expect((error as Response).status).toBe(404);
		}
	});
});

describe("the one extension", () => {
	test("moves the last day, the reminders and the lapse, once", async () => {
		await offer();
		await extend();
		expect(await terms()).toMatchObject({ acceptBy: "2026-09-29", extendedAt: onDay("2026-09-10") });
		expect(await jobs("agreement.lapse")).toEqual(["2026-09-29T17:00:00.000Z"]);
		expect((await jobs("agreement.remind")).at(-1)).toBe("2026-09-28T01:00:00.000Z");
		await expect(extend()).rejects.toMatchObject({ code: "agreement_refusal_extended" });
		expect(await lapse(TOO_LATE)).toBe(false);
		await accept(onDay("2026-09-29"));
		expect(await stateOf()).toBe("agreed");
	});

	test("is not undone by an offer that runs late", async () => {
		await extend();
		await offer();
		expect(await terms()).toMatchObject({ acceptBy: "2026-09-29" });
		expect(await jobs("agreement.lapse")).toEqual(["2026-09-29T17:00:00.000Z"]);
	});

	test("comes too late after the last day", async () => {
		await expect(extend(TOO_LATE)).rejects.toMatchObject({ code: "agreement_refusal_lapsed" });
	});
});

describe("the lapse", () => {
	test("gives the money back to the envelope and off the ceiling, once", async () => {
		const before = await balances();
		expect(await lapse(LAST_DAY)).toBe(false);
		expect(await lapse(TOO_LATE)).toBe(true);
		expect(await lapse(TOO_LATE)).toBe(false);
		const after = await balances();
		expect(before.reservedDong - after.reservedDong).toBe(50_000_000n);
		expect(after.availableDong - before.availableDong).toBe(50_000_000n);
		expect(await ceiling()).toBe(0n);
		expect(await stateOf()).toBe("lapsed");
		await expect(accept(TOO_LATE)).rejects.toMatchObject({ code: "agreement_refusal_lapsed" });
	});

	test("and an acceptance at the same moment: one of them happens", async () => {
		const before = await balances();
		const outcomes = await Promise.allSettled([accept(LAST_DAY), lapse(TOO_LATE)]);
		const lapsed = outcomes[1]?.status === "fulfilled" && outcomes[1].value === true;
		expect(lapsed).toBe(outcomes[0]?.status === "rejected");
		const after = await balances();
		expect(after.reservedDong).toBe(before.reservedDong - 50_000_000n);
		expect(after.committedDong - before.committedDong).toBe(lapsed ? 0n : 50_000_000n);
	});

	test("leaves what was accepted alone", async () => {
		await accept();
		expect(await lapse(TOO_LATE)).toBe(false);
		expect(await stateOf()).toBe("agreed");
	});
});

describe("reading the agreement", () => {
	const read = async (actor: Actor) => (await visibleAgreement(house.db, actor, application.reference)) !== null;

	test("is for the business, its association and the city", async () => {
		const manager = await makeStaff(house.db, "association_manager", associationId);
		const officer = await makeStaff(house.db, "finance_officer");
		for (const actor of [application.owner, reviewer, manager, officer]) expect(await read(actor)).toBe(true);
		const elsewhere = await makeStaff(house.db, "reviewer", await makeAssociation(house.db));
		for (const actor of [elsewhere, await makePerson(house.db)]) expect(await read(actor)).toBe(false);
	});

	test("is not for a reviewer with a conflict of interest", async () => {
		const second = await makeStaff(house.db, "reviewer", associationId);
		const { reference } = application;
		await declareConflict(contextOf(house.db, second), { reference, hasConflict: true, note: "" });
		expect(await read(second)).toBe(false);
	});

	test("keeps name and address of the business as they were approved, whatever it calls itself since", async () => {
		await accept();
		await rename(house.db, application, "Tập đoàn Hoàng Long", "1 Lê Duẩn");
		const parts = await visibleAgreement(house.db, application.owner, application.reference);
		const { legalName } = application.business;
		expect(parts?.business).toMatchObject({ legalName, street: "12 Đường Số 5" });
		const { facts } = await readMailCase(application.id, onDay("2026-09-10"));
		expect(facts({ personId: "", name: "Ai Đó", email: "", locale: "vi" }, "/").business).toBe(legalName);
		const logged = await house.db
			.selectFrom("auditEntry")
			.select("facts")
			.where("subjectId", "=", application.business.id)
			.where("action", "=", "business.registration-changed")
			.execute();
		expect(logged).toMatchObject([{ facts: { formerName: legalName, legalName: "Tập đoàn Hoàng Long" } }]);
	});

	test("is a PDF once it is accepted too", async () => {
		await accept();
		const parts = await visibleAgreement(house.db, application.owner, application.reference);
		const bytes = parts && (await buffer(agreementDocument(parts, "vi")));
		expect(bytes?.subarray(0, 5).toString()).toBe("%PDF-");
	});

	test("is made anew until it is in force, and then once in each language, with the same bytes for everybody", async () => {
		const read = async (locale: "vi" | "en", readerId: string) => {
			const parts = await visibleAgreement(house.db, application.owner, application.reference);
			if (!parts) throw new Error("approved");
			return agreementFile({ db: house.db, now: now(), locale, actor: { personId: readerId } }, parts);
		};
		const copies = () =>
			house.db
				.selectFrom("agreementCopy")
				.innerJoin("storedFile", "storedFile.id", "fileId")
				.select(["fileId", "locale", "bytes"])
				.where("applicationId", "=", application.id)
				.orderBy("locale")
				.execute();
		expect(await read("vi", "link")).toHaveProperty("bytes");
		expect(await copies()).toEqual([]);

		await accept();
		const read4 = await Promise.all(["link", "owner", "reviewer", "auditor"].map((who) => read("vi", who)));
		const english = await read("en", "owner");
		const [en, vi, ...more] = await copies();
		expect(more).toEqual([]);
		expect(vi?.bytes.subarray(0, 5).toString()).toBe("%PDF-");
		for (const each of read4) expect(each).toMatchObject({ fileId: vi?.fileId, byteSize: vi?.bytes.byteLength });
		expect(english).toMatchObject({ fileId: en?.fileId });
		await expect(house.db.deleteFrom("agreementCopy").execute()).rejects.toThrow("permission denied");
	});
});
