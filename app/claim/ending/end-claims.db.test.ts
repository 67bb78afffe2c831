import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { followEndOfClaims } from "#app/jobs/application-closed.server.ts";
import { resumeNightly } from "#app/jobs/resume.server.ts";
import { answerClaimAsRead as answerClaim } from "#testing/as-read.ts";
import { type MadeAgreed, makeAgreed, makePaid, makeSubmittedClaim, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { claimsPage } from "../claims-page.server.ts";
import { startClaim } from "../start-claim.server.ts";
import { cancelApplication } from "./cancel-application.server.ts";
import { endClaims, endClaimsFor } from "./end-claims.server.ts";
import { giveUpClaim } from "./give-up-claim.server.ts";
import { silentFiles } from "./silent-files.server.ts";

// 50 million approved of 118, of each claim 10 % is kept back; half is claimed and paid: 22.5 paid, 2.5 kept, 25 left.

const ENVELOPE = 1_000_000_000n;
const HALF = 59_000_000n;
const LATER = new Date("2026-12-15T03:00:00Z");

let house: TestHouse;
let associationId: string;
let programmeId: string;
let maker: Actor;
let releaser: Actor;
let manager: Actor;
let application: MadeAgreed;

beforeAll(async () => {
	house = await testHouse();
	maker = await makeStaff(house.db, "finance_officer");
	releaser = await makeStaff(house.db, "finance_officer");
});
afterAll(() => house.close());
beforeEach(async () => {
	associationId = await makeAssociation(house.db);
	manager = await makeStaff(house.db, "association_manager", associationId);
	programmeId = await makeProgramme({
		envelopes: { [associationId]: ENVELOPE },
		rules: rulesWith({ payee: "provider", retentionPercent: 10 }),
	});
	application = await makeAgreed(house.db, { programmeId, associationId });
});

const asOwner = () => contextOf(house.db, application.owner);
const end = () => endClaims(asOwner(), { reference: application.reference });
const endFor = (reasons = "Không trả lời từ tháng 9.", now = LATER, by = manager) =>
	endClaimsFor(contextOf(house.db, by, now), { reference: application.reference, reasons });
const pay = (...claims: string[]) => makePaid(house.db, claims, { maker, releaser });
const claimHalf = async () => pay(await makeVerifiedClaim(house.db, application, { costs: [HALF] }));
const start = () => startClaim(asOwner(), { claimId: randomUUID(), reference: application.reference });
const follow = () => followEndOfClaims({ applicationId: application.id }, LATER);
const stateOf = async () =>
	(await house.db.selectFrom("application").select("state").where("id", "=", application.id).executeTakeFirstOrThrow())
		.state;
async function money() {
	expect(countWrong(await verifyBooks(house.db))).toBe(0);
	const {
		allottedDong: _allotted,
		availableDong,
		...held
	} = await envelopeBalances(house.db, programmeId, associationId);
	const parts = Object.entries({ ...held, usedDong: ENVELOPE - availableDong });
	return Object.fromEntries(parts.filter(([, dong]) => dong !== 0n));
}
const kept = () =>
	house.db
		.selectFrom("claim")
		.selectAll()
		.where("kind", "=", "retention")
		.where("applicationId", "=", application.id)
		.execute();

test("what was kept back is due, and with its payment the application is complete and the rest free", async () => {
	await claimHalf();
	expect(await money()).toEqual({
		...{ committedDong: 25_000_000n, retainedDong: 2_500_000n, paidDong: 22_500_000n },
		usedDong: 50_000_000n,
	});
	await start();
	await end();
	await end();
	await follow();
	const [due, ...others] = await kept();
	expect(others).toEqual([]);
	expect(due).toMatchObject({ state: "verified", answeredBy: application.reviewer.personId, payableDong: 2_500_000n });
	expect([await stateOf(), (await money()).retainedDong]).toEqual(["agreed", undefined]);
	await expect(start()).rejects.toMatchObject({ code: "claim_refusal_last_made" });

	await pay(due?.reference ?? "");
	expect([await stateOf(), await money()]).toEqual(["completed", { paidDong: 25_000_000n, usedDong: 25_000_000n }]);
	const told = await house.db
		.selectFrom("applicationEvent")
		.select(["what", "side"])
		.where("applicationId", "=", application.id)
		.where("what", "in", ["claim-given-up", "claims-ended", "retention-due", "completed"])
		.orderBy("id")
		.execute();
	expect(told).toEqual([
		{ what: "claim-given-up", side: "business" },
		{ what: "claims-ended", side: "business" },
		{ what: "retention-due", side: "business" },
		{ what: "completed", side: "city" },
	]);
});

test("where nothing was kept back and all is paid, it is complete at once", async () => {
	programmeId = await makeProgramme({ envelopes: { [associationId]: ENVELOPE } });
	application = await makeAgreed(house.db, { programmeId, associationId });
	await claimHalf();
	await end();
	await follow();
	expect([await stateOf(), await money()]).toEqual(["completed", { paidDong: 25_000_000n, usedDong: 25_000_000n }]);
});

test("not before a claim is verified, while one is in hand, after the last, or by others", async () => {
	await expect(end()).rejects.toMatchObject({ code: "claim_refusal_nothing_verified" });
	await claimHalf();
	await makeSubmittedClaim(house.db, application, { costs: [11_800_000n] });
	await expect(end()).rejects.toMatchObject({ code: "claim_refusal_one_open" });
	const stranger = contextOf(house.db, (await makeAgreed(house.db, { programmeId, associationId })).owner);
	await expect(endClaims(stranger, { reference: application.reference })).rejects.toMatchObject({ status: 404 });
});

test("a claim that began at the same moment is either given up or the end is refused", async () => {
	await claimHalf();
	const [ended, started] = await Promise.allSettled([end(), start()]);
	expect(ended.status).toBe("fulfilled");
	const open = await house.db
		.selectFrom("claim")
		.select("state")
		.where("applicationId", "=", application.id)
		.where("state", "=", "draft")
		.execute();
	expect(open).toEqual([]);
	if (started.status === "rejected") expect(started.reason).toMatchObject({ code: "claim_refusal_last_made" });
});

test("by the manager, with reasons, once the business has been silent for 90 days", async () => {
	await claimHalf();
	await expect(endFor("Im lặng.", new Date("2026-12-06T03:00:00Z"))).rejects.toMatchObject({
		code: "claim_refusal_not_silent",
	});
	expect(await silentFiles(house.db, manager, new Date("2026-12-06T03:00:00Z"))).toEqual([]);
	const colleague = { ...application.owner, secondFactor: true, roles: manager.roles };
	await expect(endFor("Im lặng.", LATER, colleague)).rejects.toMatchObject({ code: "review_refusal_conflict" });
	expect(await silentFiles(house.db, manager, LATER)).toMatchObject([
		{ reference: application.reference, leftDong: 25_000_000n },
	]);
	await expect(endFor("")).rejects.toMatchObject({ code: "claim_refusal_reasons", field: "reasons" });
	await expect(endFor("Im lặng.", LATER, application.reviewer)).rejects.toMatchObject({ status: 403 });
	await endFor();
	await endFor();
	await follow();
	await follow();
	expect(await silentFiles(house.db, manager, LATER)).toEqual([]);
	const mails = await house.db
		.selectFrom("outboxMail")
		.select("text")
		.where("template", "=", "claims-ended")
		.where("recipient", "=", application.owner.email)
		.execute();
	expect(mails.map(({ text }) => text.includes("Không trả lời từ tháng 9."))).toEqual([true]);
	const [due] = await kept();
	await pay(due?.reference ?? "");
	expect([await stateOf(), await money()]).toEqual(["completed", { paidDong: 25_000_000n, usedDong: 25_000_000n }]);
});

test("a business that has begun or been answered a claim since is not silent", async () => {
	await claimHalf();
	const october = new Date("2026-10-20T03:00:00Z");
	const again = await startClaim(contextOf(house.db, application.owner, october), {
		claimId: randomUUID(),
		reference: application.reference,
	});
	expect(again).toMatch(/^DN-/);
	await expect(endFor("Im lặng.", LATER)).rejects.toMatchObject({ code: "claim_refusal_not_silent" });
	expect(await silentFiles(house.db, manager, LATER)).toEqual([]);
	await endFor("Im lặng.", new Date("2027-01-18T03:00:00Z"));
	const claim = await house.db.selectFrom("claim").select("state").where("reference", "=", again).executeTakeFirst();
	expect(claim).toEqual({ state: "refused" });
});

/** A claim that the association sent back to be mended, with an invoice of this number. */
async function returnedClaim(number: number): Promise<string> {
	const reference = await makeSubmittedClaim(house.db, application, { costs: [11_800_000n], invoice: { number } });
	const ctx = contextOf(house.db, application.reviewer);
	await answerClaim(ctx, { reference, answer: "return", reasons: "Thiếu chứng từ trả phần của doanh nghiệp." });
	return reference;
}

const claimRow = (reference: string) =>
	house.db.selectFrom("claim").select("state").where("reference", "=", reference).executeTakeFirstOrThrow();

test("a claim that a silent business does not mend is given up with the rest", async () => {
	await claimHalf();
	const returned = await returnedClaim(7001);
	expect((await money()).committedDong).toBe(25_000_000n);
	await expect(end()).rejects.toMatchObject({ code: "claim_refusal_one_open" });
	await expect(endFor("Im lặng.", new Date("2026-12-06T03:00:00Z"))).rejects.toMatchObject({
		code: "claim_refusal_not_silent",
	});
	expect(await silentFiles(house.db, manager, LATER)).toMatchObject([
		{ reference: application.reference, leftDong: 25_000_000n, may: "end" },
	]);
	await endFor();
	await follow();
	expect(await claimRow(returned)).toEqual({ state: "refused" });
	const [due] = await kept();
	await pay(due?.reference ?? "");
	expect([await stateOf(), await money()]).toEqual(["completed", { paidDong: 25_000_000n, usedDong: 25_000_000n }]);
});

test("where nothing else was claimed, the manager cancels it after that time, and not before", async () => {
	const returned = await returnedClaim(7002);
	const cancel = (now: Date) =>
		cancelApplication(contextOf(house.db, manager, now), {
			reference: application.reference,
			reasons: "Doanh nghiệp không trả lời.",
		});
	await expect(cancel(new Date("2026-12-06T03:00:00Z"))).rejects.toMatchObject({ code: "claim_refusal_being_mended" });
	expect(await silentFiles(house.db, manager, LATER)).toMatchObject([
		{ reference: application.reference, leftDong: 50_000_000n, may: "cancel" },
	]);
	await cancel(LATER);
	expect([await stateOf(), await claimRow(returned), await money()]).toEqual(["cancelled", { state: "refused" }, {}]);
	expect(await silentFiles(house.db, manager, LATER)).toEqual([]);
});

test("its business may give it up at any time, and claim again with the same invoice", async () => {
	const returned = await returnedClaim(7003);
	await giveUpClaim(asOwner(), { reference: returned });
	await giveUpClaim(asOwner(), { reference: returned });
	expect(await claimRow(returned)).toEqual({ state: "refused" });
	const page = await claimsPage(house.db, application.owner, application.reference);
	expect(page).toMatchObject({ claimable: { leftDong: 50_000_000n }, claims: [{ last: "given-up" }] });
	const again = await makeSubmittedClaim(house.db, application, { costs: [11_800_000n], invoice: { number: 7003 } });
	await expect(giveUpClaim(asOwner(), { reference: again })).rejects.toMatchObject({ code: "claim_refusal_submitted" });
	expect((await money()).committedDong).toBe(50_000_000n);
});

test("where the job that follows gave up, the nightly round completes it", async () => {
	programmeId = await makeProgramme({ envelopes: { [associationId]: ENVELOPE } });
	application = await makeAgreed(house.db, { programmeId, associationId });
	await claimHalf();
	await end();
	expect(await stateOf()).toBe("agreed");
	await resumeNightly({}, LATER);
	expect([await stateOf(), await money()]).toEqual(["completed", { paidDong: 25_000_000n, usedDong: 25_000_000n }]);
});

test("what was said is kept", async () => {
	await claimHalf();
	await end();
	const undo = sql`delete from claims_end where application_id = ${application.id}`;
	await expect(undo.execute(house.owner)).rejects.toMatchObject({ code: "23001" });
});
