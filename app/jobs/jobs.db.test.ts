import { randomUUID } from "node:crypto";
import { Logger, runOnce } from "graphile-worker";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyCode } from "#app/certificate/verification.server.ts";
import { cancelApplication } from "#app/claim/ending/cancel-application.server.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { pool } from "#app/house/database.server.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { takeUpCase } from "#app/review/take-up-case.server.ts";
import { writeMessage } from "#app/review/write-message.server.ts";
import { makeCompleted } from "#testing/make-certificate.ts";
import { makeAgreed } from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeApprovedApplication, makeDecision, makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { handlers } from "./handlers.server.ts";
import { taskList } from "./task-list.server.ts";

let house: TestHouse;
let programmeId: string;
let associationId: string;
let reviewer: Actor;

const ENVELOPE = 5_000_000_000n;

beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	reviewer = await makeStaff(house.db, "reviewer", associationId, "Trần Văn Phúc");
	programmeId = await makeProgramme({
		envelopes: { [associationId]: ENVELOPE },
		rules: rulesWith({ payee: "business" }),
	});
});
afterAll(() => house.close());

async function mailsTo(person: Actor): Promise<string[]> {
	const rows = await house.db
		.selectFrom("outboxMail")
		.select(["template"])
		.where("recipient", "=", person.email)
		.orderBy("writtenAt")
		.orderBy("id")
		.execute();
	return rows.map((row) => row.template).sort();
}

const silent = new Logger(() => () => undefined);

/** Does all jobs that are due, as the worker would, and fails on one that failed. */
async function doJobs(): Promise<void> {
	await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: silent });
	const failed = await pool.query(
		"select task_identifier, last_error from graphile_worker.jobs where last_error is not null",
	);
	expect(failed.rows).toEqual([]);
}

test("from submission to completion everybody hears what concerns them, once", async () => {
	const application = await makeCompleted(house.db, { programmeId, associationId, reviewer });
	await doJobs();
	const told = await mailsTo(application.owner);
	expect(told).toEqual(
		[
			"application-submitted",
			"application-approved",
			"certificate-issued",
			"agreement-accepted",
			"claim-submitted",
			"claim-verified",
			"disbursement-paid",
			"application-completed",
			"certificate-issued",
		].sort(),
	);
	// It was decided before its mail was written: nobody is called to a desk for what is done.
	expect(await mailsTo(reviewer)).not.toContain("application-received");
	const certificates = await house.db
		.selectFrom("certificate")
		.select("kind")
		.where("applicationId", "=", application.id)
		.orderBy("kind")
		.execute();
	expect(certificates.map(({ kind }) => kind)).toEqual(["completion", "funding-decision"]);

	// A job that runs again, because the worker died before it could say that it was done.
	const paidAt = now();
	await handlers["application.completed"]({ applicationId: application.id }, paidAt);
	await handlers["certificate.issue"]({ applicationId: application.id, kind: "completion" }, paidAt);
	expect(await mailsTo(application.owner)).toEqual(told);
});

test("each mail is in its reader's language, and leads to the public address", async () => {
	const application = await makeSubmittedApplication(house.db, { programmeId, associationId });
	await house.db.updateTable("person").set({ locale: "en" }).where("id", "=", application.owner.personId).execute();
	await doJobs();
	const mail = await house.db
		.selectFrom("outboxMail")
		.selectAll()
		.where("recipient", "=", application.owner.email)
		.executeTakeFirstOrThrow();
	expect(mail.locale).toBe("en");
	expect(mail.subject).toMatch(/^Application HS-2026-\d+: submitted/);
	expect(mail.text).toContain(`/applications/${application.reference}`);
	expect(await mailsTo(reviewer)).toContain("application-received");
});

test("an approval above the limit is told to the other reviewers only, with why they are asked", async () => {
	const strict = await makeProgramme({
		envelopes: { [associationId]: ENVELOPE },
		rules: rulesWith({ payee: "business", secondPersonAboveDong: "1000000" }),
	});
	const second = await makeStaff(house.db, "reviewer", associationId);
	const elsewhere = await makeStaff(house.db, "reviewer", await makeAssociation(house.db));
	const application = await makeSubmittedApplication(house.db, { programmeId: strict, associationId });
	await makeDecision(house.db, reviewer, application.reference);
	await doJobs();
	const { text } = await house.db
		.selectFrom("outboxMail")
		.select("text")
		.where("recipient", "=", second.email)
		.where("template", "=", "application-recommended")
		.executeTakeFirstOrThrow();
	expect(text.replace(/\s+/g, " ")).toContain("Cần người thứ hai xác nhận, vì số tiền trên 1.000.000 đ.");
	expect(await mailsTo(reviewer)).not.toContain("application-recommended");
	expect(await mailsTo(elsewhere)).toEqual([]);
	expect(await mailsTo(application.owner)).toEqual(["application-submitted"]);
});

test("when nobody signs, the money goes back, the certificate falls and the business hears of it once", async () => {
	const before = await envelopeBalances(house.db, programmeId, associationId);
	const application = await makeApprovedApplication(house.db, { programmeId, associationId, reviewer });
	const late = new Date("2027-03-01T00:00:00Z");
	const decision = await house.db
		.selectFrom("decision")
		.select("id")
		.where("applicationId", "=", application.id)
		.executeTakeFirstOrThrow();
	const payload = { applicationId: application.id };
	await handlers["application.approved"]({ ...payload, decisionId: decision.id }, new Date("2026-09-08T03:00:00Z"));
	const { code } = await house.db
		.selectFrom("certificate")
		.select("code")
		.where("applicationId", "=", application.id)
		.executeTakeFirstOrThrow();

	await handlers["agreement.lapse"](payload, new Date("2026-09-09T00:00:00Z"));
	expect((await verifyCode(house.db, code))?.state.is).toBe("valid");
	await handlers["agreement.lapse"](payload, late);
	await handlers["agreement.lapse"](payload, late);
	await handlers["agreement.remind"](payload, late);
	expect((await mailsTo(application.owner)).filter((name) => name.startsWith("agreement"))).toEqual([
		"agreement-lapsed",
	]);
	expect((await verifyCode(house.db, code))?.state).toMatchObject({ is: "withdrawn", because: "lapsed" });
	expect(await envelopeBalances(house.db, programmeId, associationId)).toEqual(before);
	// The approval's certificate, asked for late, is not issued any more, and that is no failure.
	await handlers["certificate.issue"]({ ...payload, kind: "funding-decision" }, late);
});

test("a cancellation ends the certificate of the approval and says why", async () => {
	const application = await makeAgreed(house.db, { programmeId, associationId, reviewer });
	await doJobs();
	const manager = await makeStaff(house.db, "association_manager", associationId);
	await cancelApplication(contextOf(house.db, manager, now()), {
		reference: application.reference,
		reasons: "Doanh nghiệp đề nghị dừng.",
	});
	await doJobs();
	expect(await mailsTo(application.owner)).toContain("application-cancelled");
	const { code } = await house.db
		.selectFrom("certificate")
		.select("code")
		.where("applicationId", "=", application.id)
		.executeTakeFirstOrThrow();
	expect((await verifyCode(house.db, code))?.state).toMatchObject({ because: "cancelled" });
});

test("a message is announced to the other side, in their language, once an hour, and without what it says", async () => {
	const desk = await makeAssociation(house.db);
	const own = await makeProgramme({ envelopes: { [desk]: ENVELOPE } });
	const [first, second, tied] = [
		await makeStaff(house.db, "reviewer", desk),
		await makeStaff(house.db, "reviewer", desk),
		await makeStaff(house.db, "reviewer", desk),
	] as const;
	const { owner, reference } = await makeSubmittedApplication(house.db, { programmeId: own, associationId: desk });
	await house.db.updateTable("person").set({ locale: "en" }).where("id", "=", owner.personId).execute();
	const declare = (actor: Actor, hasConflict: boolean) =>
		declareConflict(contextOf(house.db, actor), { reference, hasConflict, note: "" });
	const write = async (actor: Actor, at: string) => {
		const input = { reference, messageId: randomUUID(), body: "Giá riêng là 41 triệu." };
		await writeMessage(contextOf(house.db, actor, new Date(at)), input);
		await doJobs();
	};
	const announced = async (person: Actor) =>
		(await mailsTo(person)).filter((template) => template === "message-received").length;

	await declare(tied, true);
	await write(owner, "2026-09-08T04:00:00Z");
	expect([await announced(first), await announced(second), await announced(tied)]).toEqual([1, 1, 0]);

	await declare(first, false);
	await takeUpCase(contextOf(house.db, first), { reference });
	await write(owner, "2026-09-08T04:30:00Z");
	await write(owner, "2026-09-08T05:10:00Z");
	expect([await announced(first), await announced(second), await announced(owner)]).toEqual([2, 1, 0]);

	await write(first, "2026-09-08T05:20:00Z");
	await write(first, "2026-09-08T05:40:00Z");
	expect([await announced(first), await announced(owner)]).toEqual([2, 1]);
	const mail = await house.db
		.selectFrom("outboxMail")
		.selectAll()
		.where("recipient", "=", owner.email)
		.where("template", "=", "message-received")
		.executeTakeFirstOrThrow();
	expect(mail.locale).toBe("en");
	expect(mail.text).toContain(`/applications/${reference}/messages`);
	expect(mail.text).not.toContain("Giá riêng");
});
