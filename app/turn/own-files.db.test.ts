import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { correctAccount } from "#app/disbursement/correct-account.server.ts";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import type { Actor } from "#app/house/access.ts";
import { businessHome } from "#app/report/business-home.server.ts";
import { attention } from "#app/report/overview/attention.server.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { answerClaimAsRead as answerClaim } from "#testing/as-read.ts";
import { rename } from "#testing/make-business.ts";
import {
	type MadeAgreed,
	makeAgreed,
	makeSentBatch,
	makeSubmittedClaim,
	makeVerifiedClaim,
} from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeDecision, makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { ownFiles } from "./own-files.server.ts";
import { deskTurns } from "./staff-files.server.ts";
import type { Desk } from "./standing.server.ts";

let house: TestHouse;
let place: { programmeId: string; associationId: string };
let reviewer: Actor;
let finance: Actor;
let application: MadeAgreed;

// Tuesday 8 September 2026; the 10th is two working days later.
const NOW = new Date("2026-09-08T03:00:00Z");
const THURSDAY = new Date("2026-09-10T03:00:00Z");

beforeAll(async () => {
	house = await testHouse();
	const associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId);
	finance = await makeStaff(house.db, "finance_officer");
	const rules = rulesWith({ payee: "provider", answerWorkingDays: 14 });
	place = {
		programmeId: await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n }, rules }),
		associationId,
	};
});
afterAll(() => house.close());
beforeEach(async () => {
	application = await makeAgreed(house.db, { ...place, reviewer });
});

async function file(now = NOW, actor = application.owner, reference = application.reference) {
	const [found] = await ownFiles(house.db, actor, now, reference);
	return found;
}

const kindsOf = (found: Awaited<ReturnType<typeof file>>) => ({
	mine: found?.mine.map(({ kind }) => kind),
	waiting: found?.waiting.map(({ kind }) => kind),
});

test("from the submission to the signature: who acts, until when, and what is held until then", async () => {
	const waiting = await makeSubmittedApplication(house.db, { ...place, now: NOW });
	const at = (now: Date) => file(now, waiting.owner, waiting.reference);
	expect(await at(NOW)).toMatchObject({
		mine: [],
		waiting: [{ kind: "review", whose: "reviewer", dueOn: "2026-09-28" }],
	});

	await makeDecision(house.db, reviewer, waiting.reference, { now: NOW, kind: "approve" });
	const [mine] = (await at(THURSDAY))?.mine ?? [];
	const href = `/applications/${waiting.reference}/agreement`;
	expect(mine).toMatchObject({
		kind: "sign",
		href,
		amountDong: 50_000_000n,
		overdueDays: 0,
		otherWay: { to: "extend" },
	});
	expect(mine?.daysLeft).toBeGreaterThan(0);
	// The first page names the same day.
	const home = await businessHome(house.db, waiting.owner, THURSDAY);
	expect(home?.mine[0]).toMatchObject({ kind: "sign", dueOn: mine?.dueOn });
	expect(home?.money).toMatchObject({ toSignDong: 50_000_000n, toClaimDong: 0n, onItsWayDong: 0n });
});

test("what is claimed in full is not asked to be claimed again; what is claimed in part is", async () => {
	expect(kindsOf(await file())).toEqual({ mine: ["claim"], waiting: [] });
	const money = async () => (await businessHome(house.db, application.owner, NOW))?.money;
	expect(await money()).toMatchObject({ toSignDong: 0n, toClaimDong: 50_000_000n });
	await makeSubmittedClaim(house.db, application, { costs: [59_000_000n] });
	expect(kindsOf(await file())).toEqual({ mine: [], waiting: ["claim-check"] });
	// The rest can be claimed as soon as this claim is answered, and is nowhere else.
	expect(await money()).toMatchObject({ toSignDong: 0n, onItsWayDong: 25_000_000n, toClaimDong: 25_000_000n });

	const whole = await makeAgreed(house.db, { ...place, reviewer });
	await makeVerifiedClaim(house.db, whole, { costs: [59_000_000n], isLast: true });
	const ended = (await businessHome(house.db, whole.owner, NOW))?.money;
	expect(ended).toMatchObject({ onItsWayDong: 25_000_000n, toClaimDong: 0n });
	expect(kindsOf(await file(NOW, whole.owner, whole.reference))).toEqual({ mine: [], waiting: ["pay"] });
});

test("a claim under check says until when, and a returned one what is wrong", async () => {
	const claim = await makeSubmittedClaim(house.db, application, { costs: [59_000_000n] });
	expect((await file())?.waiting).toMatchObject([{ subject: claim, number: 1, dueOn: "2026-09-28" }]);
	await answerClaim(contextOf(house.db, reviewer), { reference: claim, answer: "return", reasons: "Thiếu một trang." });
	expect((await file())?.mine).toMatchObject([
		{ kind: "claim-mend", href: `/claims/${claim}`, said: "Thiếu một trang." },
	]);
});

test("a payment waits for the bank with its clock, comes back to the business, and then waits for the office", async () => {
	const claim = await makeVerifiedClaim(house.db, application, { accountNumber: "0071004471" });
	const { batch, payments } = await makeSentBatch(house.db, [claim], { maker: finance });
	const [payment = ""] = payments;
	const sent = (await file(THURSDAY))?.waiting.find(({ kind }) => kind === "bank-answer");
	expect(sent).toMatchObject({ dueOn: "2026-09-11", clock: { usedDays: 2, squares: ["past", "today", "to-come"] } });

	const monday = new Date("2026-09-14T03:00:00Z");
	expect(kindsOf(await file(monday)).waiting).toEqual(["ask-bank"]);
	const officer = await makeStaff(house.db, "finance_officer");
	const toAsk = async (now: Date, actor = officer) =>
		(await deskTurns(house.db, actor, "finance_officer", now)).find(({ kind }) => kind === "ask-bank");
	const late = async (now: Date) =>
		(await attention(house.db, place.programmeId, now)).find(({ kind }) => kind === "bank-late");
	const FRIDAY = new Date("2026-09-11T16:59:00Z");
	expect([await toAsk(FRIDAY), await late(FRIDAY)], "its day is not over").toEqual([undefined, undefined]);
	for (const actor of [officer, finance]) {
		expect(await toAsk(monday, actor)).toMatchObject({
			first: { subject: claim, overdueDays: 1, href: `/finance/batches/${batch}` },
		});
	}
	expect(await late(monday)).toMatchObject({ count: 1, since: "2026-09-08", which: [{ nameVi: payment }] });
	const carriedOut = (executesOn: string) =>
		house.db.updateTable("paymentBatch").set({ executesOn }).where("reference", "=", batch).execute();
	await carriedOut("2026-09-09");
	expect([await toAsk(monday), await late(monday)], "the bank had it a day later").toEqual([undefined, undefined]);

	const ctx = contextOf(house.db, finance);
	await recordAnswer(ctx, { reference: payment, answer: "failed", on: "2026-09-08", said: "Sai số." });
	const href = `/claims/${claim}/correct-account`;
	expect((await file())?.mine.find(({ kind }) => kind === "account")).toMatchObject({ href });
	await correctAccount(contextOf(house.db, application.owner), {
		reference: claim,
		...{ bankBin: "970436", number: "0071004472", accountName: "CONG TY GIAI PHAP THU" },
	});
	const mended = await file();
	expect(mended?.mine.map(({ kind }) => kind)).not.toContain("account");
	expect(mended?.waiting.map(({ kind }) => kind)).toContain("send-again");
});

test("at the desks: reviewer, second reviewer, manager once it is late, who pays and who releases", async () => {
	const associationId = await makeAssociation(house.db);
	const [first, second] = [
		await makeStaff(house.db, "reviewer", associationId),
		await makeStaff(house.db, "reviewer", associationId),
	];
	const manager = await makeStaff(house.db, "association_manager", associationId);
	const rules = rulesWith({ secondPersonAboveDong: "40000000", answerWorkingDays: 14, payee: "business" });
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 500_000_000n }, rules });
	const at = async (actor: Actor, desk: Desk, now = NOW) =>
		(await deskTurns(house.db, actor, desk, now)).map(({ kind, count, first: { href } }) => ({ kind, count, href }));
	const LATE = new Date("2026-10-20T03:00:00Z");

	const waiting = await makeSubmittedApplication(house.db, { programmeId, associationId, now: NOW });
	const href = `/review/${waiting.reference}`;
	expect(await at(first, "reviewer")).toEqual([{ kind: "review", count: 1, href }]);
	expect(await at(manager, "association_manager")).toEqual([]);
	expect(await at(manager, "association_manager", LATE)).toEqual([{ kind: "review", count: 1, href }]);
	const { legalName } = waiting.business;
	await rename(house.db, { ...waiting, now: NOW }, "Tập đoàn Hoàng Long");
	const [row] = await deskTurns(house.db, first, "reviewer", NOW);
	expect(row?.businessName, "as it was submitted").toBe(legalName);
	expect(await at(reviewer, "reviewer"), "of another association").not.toContainEqual(
		expect.objectContaining({ href }),
	);
	expect(await at({ ...first, secondFactor: false }, "reviewer")).toEqual([]);
	expect(await at(manager, "reviewer"), "does not sit there").toEqual([]);

	await makeDecision(house.db, first, waiting.reference, { now: NOW });
	expect(await at(first, "reviewer")).toEqual([]);
	expect(await at(second, "reviewer")).toEqual([{ kind: "confirm", count: 1, href }]);
	const conflict = { reference: waiting.reference, hasConflict: true, note: "" };
	await declareConflict(contextOf(house.db, second), conflict);
	expect(await at(second, "reviewer")).toEqual([]);

	const [maker, other] = [await makeStaff(house.db, "finance_officer"), await makeStaff(house.db, "finance_officer")];
	const kinds = async (actor: Actor) => (await at(actor, "finance_officer")).map(({ kind }) => kind);
	const claim = await makeVerifiedClaim(house.db, application, { accountNumber: "0071004471" });
	expect(await kinds(maker)).toContain("pay");
	const before = await at(other, "finance_officer");
	const batch = await createBatch(contextOf(house.db, maker), { batchId: randomUUID(), claimReferences: [claim] });
	const release = { kind: "release", count: 1, href: `/finance/batches/${batch}` };
	expect(await at(maker, "finance_officer")).not.toContainEqual(release);
	expect(await at(other, "finance_officer")).toContainEqual(release);
	expect(before).not.toContainEqual(release);
	await releaseBatch(contextOf(house.db, other), { reference: batch });
	expect(await at(maker, "finance_officer")).toContainEqual({ ...release, kind: "send" });
	expect((await file())?.waiting.map(({ kind }) => kind)).toContain("send");
});

test("is told to the business's own people only", async () => {
	for (const actor of [await makePerson(house.db), finance, reviewer]) expect(await file(NOW, actor)).toBeUndefined();
});
