import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lapseAgreement } from "#app/agreement/lapse-agreement.server.ts";
import type { Actor } from "#app/house/access.ts";
import { unsafeReadFile } from "#app/house/files.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { answerNotice } from "#app/recovery/answer-notice.server.ts";
import { makeAssessment } from "#testing/make-assessment.ts";
import { rename } from "#testing/make-business.ts";
import { makeCertificate, makeCompleted } from "#testing/make-certificate.ts";
import { type MadeAgreed, makeAgreed } from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeNotified, makePaid, receiveBack } from "#testing/make-recovery.ts";
import { makeApprovedApplication, makeSubmittedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makePerson, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { readCertificateFile } from "./certificate-file.server.ts";
import { issueCertificate } from "./issue-certificate.server.ts";
import { ownCertificates } from "./own-certificates.server.ts";
import { verifyCode } from "./verification.server.ts";
import { replaceCertificate, withdrawCertificate, withdrawFundingDecision } from "./withdraw-certificate.server.ts";

let house: TestHouse;
let programmeId: string;
let associationId: string;
let officer: Actor;
let completed: MadeAgreed;

const system = (now?: Date) => contextOf(house.db, { system: "certificate.issue" }, now);
const completion = (applicationId: string) => ({ applicationId, kind: "completion" }) as const;
const funding = (applicationId: string) => ({ applicationId, kind: "funding-decision" }) as const;

beforeAll(async () => {
	house = await testHouse();
	associationId = await makeAssociation(house.db);
	programmeId = await makeProgramme({
		envelopes: { [associationId]: 5_000_000_000n },
		rules: rulesWith({ payee: "business" }),
	});
	officer = await makeStaff(house.db, "programme_officer", "", "Võ Minh Triết");
	completed = await makeCompleted(house.db, { programmeId, associationId });
});
afterAll(() => house.close());

const countOf = async (applicationId: string) => {
	const rows = await house.db
		.selectFrom("certificate")
		.select("id")
		.where("applicationId", "=", applicationId)
		.execute();
	return rows.length;
};

describe("issuing", () => {
	test("a completed application is certified with what was paid, under a code that anyone can check", async () => {
		const { id, code } = await issueCertificate(system(), completion(completed.id));
		const found = await verifyCode(house.db, ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `);
		expect(found).toMatchObject({
			code,
			kind: "completion",
			state: { is: "valid" },
			facts: {
				business: { name: completed.business.legalName, taxCode: completed.business.taxCode },
				issuer: { name: { vi: `Hội ${associationId}` }, parent: null },
				reference: completed.reference,
				before: { level: 2, name: { vi: "Bắt đầu", en: "Basic" } },
				after: null,
			},
		});
		const { paid } = await house.db
			.selectFrom("disbursement")
			.select(({ fn }) => fn.sum<string>("amountDong").as("paid"))
			.where("applicationId", "=", completed.id)
			.executeTakeFirstOrThrow();
		expect(found?.facts.amountDong).toBe(BigInt(paid));
		expect(found?.facts.items.length).toBeGreaterThan(0);

		const file = await readCertificateFile(house.db, completed.owner, code);
		const bytes = await unsafeReadFile(house.db, file?.fileId ?? "");
		expect(bytes?.subarray(0, 5).toString()).toBe("%PDF-");
		const row = await house.db.selectFrom("certificate").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
		expect(row.sha256).toBe(
			createHash("sha256")
				.update(bytes ?? "")
				.digest("hex"),
		);
		const event = await house.db
			.selectFrom("applicationEvent")
			.select("facts")
			.where("applicationId", "=", completed.id)
			.where("what", "=", "certificate-issued")
			.executeTakeFirstOrThrow();
		expect(event.facts).toEqual({ code, kind: "completion" });
	});

	test("names the business as it was approved, to whoever checks it too, after it was renamed", async () => {
		const renamed = await makeCompleted(house.db, { programmeId, associationId });
		await rename(house.db, renamed, "Tổng công ty Điện lực, đối tác chính thức");
		const { code } = await issueCertificate(system(), completion(renamed.id));
		const found = await verifyCode(house.db, code);
		expect(found?.facts.business.name).toBe(renamed.business.legalName);
	});

	test("asked for twice, or five times at once, there is one certificate", async () => {
		const application = await makeAgreed(house.db, { programmeId, associationId });
		const issued = await Promise.all(
			Array.from({ length: 5 }, () => issueCertificate(system(), funding(application.id))),
		);
		expect(new Set(issued.map(({ code }) => code)).size).toBe(1);
		expect(await issueCertificate(system(), funding(application.id))).toEqual(issued[0]);
		expect(await countOf(application.id)).toBe(1);
	});

	test("a code that is taken is not used twice", async () => {
		const [one, other] = [
			await makeAgreed(house.db, { programmeId, associationId }),
			await makeAgreed(house.db, { programmeId, associationId }),
		];
		await issueCertificate(system(), funding(one.id), () => "22223333");
		const codes = ["22223333", "22223333", "44445555"];
		const issued = await issueCertificate(system(), funding(other.id), () => codes.shift() ?? "");
		expect(issued.code).toBe("44445555");
		await expect(issueCertificate(system(), funding(one.id), () => "22223333")).resolves.toMatchObject({
			code: "22223333",
		});
	});

	test("an application that has not come so far is not certified", async () => {
		const submitted = await makeSubmittedApplication(house.db, { programmeId, associationId });
		const agreed = await makeAgreed(house.db, { programmeId, associationId });
		for (const input of [funding(submitted.id), completion(submitted.id), completion(agreed.id)]) {
			await expect(issueCertificate(system(), input)).rejects.toMatchObject({ code: "certificate_refusal_not_due" });
		}
		expect((await countOf(submitted.id)) + (await countOf(agreed.id))).toBe(0);
	});

	test("the level after the work is that of the first assessment after the approval", async () => {
		const measured = await makeCompleted(house.db, { programmeId, associationId });
		await makeAssessment(house.db, measured.owner, {
			sums: [0, 0, 0, 0, 0, 0],
			now: new Date("2026-12-01T00:00:00Z"),
		});
		const { code } = await issueCertificate(system(), completion(measured.id));
		const found = await verifyCode(house.db, code);
		expect([found?.facts.before?.level, found?.facts.after?.level]).toEqual([2, 0]);
	});
});

describe("withdrawing", () => {
	test("the reason is public, the withdrawal is in the log, and it is for good", async () => {
		const application = await makeAgreed(house.db, { programmeId, associationId });
		const { code } = await makeCertificate(house.db, application.id, "funding-decision");
		const ctx = contextOf(house.db, officer, new Date("2026-10-12T03:00:00Z"));
		await withdrawCertificate(ctx, { code, reason: "Thông tin trong hồ sơ không đúng." });
		expect((await verifyCode(house.db, code))?.state).toEqual({
			is: "withdrawn",
			at: ctx.now,
			because: "other",
			reason: "Thông tin trong hồ sơ không đúng.",
		});
		const entry = await house.db
			.selectFrom("auditEntry")
			.selectAll()
			.where("action", "=", "certificate.withdrawn")
			.where("subjectLabel", "=", code)
			.executeTakeFirstOrThrow();
		expect(entry).toMatchObject({ actorName: "Võ Minh Triết" });

		await expect(withdrawCertificate(ctx, { code, reason: "x" })).rejects.toMatchObject({
			code: "certificate_refusal_not_valid",
		});
		await expect(
			sql`update certificate set withdrawn_at = null, withdrawn_because = null, withdrawn_reason = null where code = ${code}`.execute(
				house.db,
			),
		).rejects.toThrow(/never changed/);
		// The thing itself is still true, so it can be certified anew.
		expect((await makeCertificate(house.db, application.id, "funding-decision")).code).not.toBe(code);
	});

	test("a replaced one leads to the new one, which is the only valid", async () => {
		const application = await makeAgreed(house.db, { programmeId, associationId });
		const { code } = await makeCertificate(house.db, application.id, "funding-decision");
		const fresh = await replaceCertificate(contextOf(house.db, officer), { code, reason: "Tên đã đổi." });
		expect((await verifyCode(house.db, code))?.state).toMatchObject({ is: "replaced", by: fresh });
		expect((await verifyCode(house.db, fresh))?.state).toEqual({ is: "valid" });
		expect((await makeCertificate(house.db, application.id, "funding-decision")).code).toBe(fresh);
	});

	test("of several withdrawals and replacements at once, one happens", async () => {
		const application = await makeAgreed(house.db, { programmeId, associationId });
		const { code } = await makeCertificate(house.db, application.id, "funding-decision");
		const ctx = contextOf(house.db, officer);
		const outcomes = await Promise.allSettled([
			withdrawCertificate(ctx, { code, reason: "một" }),
			replaceCertificate(ctx, { code, reason: "hai" }),
			replaceCertificate(ctx, { code, reason: "ba" }),
		]);
		expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	});

	test("with the reservation that lapses falls the certificate of the approval", async () => {
		const reviewer = await makeStaff(house.db, "reviewer", associationId);
		const { id } = await makeApprovedApplication(house.db, { programmeId, associationId, reviewer });
		const { code } = await makeCertificate(house.db, id, "funding-decision");
		const late = system(new Date("2027-03-01T00:00:00Z"));
		expect(await lapseAgreement(late, { applicationId: id })).toBe(true);
		await withdrawFundingDecision(late, { applicationId: id, because: "lapsed" });
		await withdrawFundingDecision(late, { applicationId: id, because: "lapsed" });
		expect((await verifyCode(house.db, code))?.state).toMatchObject({ is: "withdrawn", because: "lapsed" });
		await expect(makeCertificate(house.db, id, "funding-decision")).rejects.toMatchObject({
			code: "certificate_refusal_not_due",
		});
	});

	test.each(["finance_officer", "auditor", "reviewer"] as const)("a %s withdraws nothing", async (role) => {
		const { code } = await makeCertificate(house.db, completed.id, "completion");
		const staff = await makeStaff(house.db, role, role === "reviewer" ? associationId : "");
		await expect(withdrawCertificate(contextOf(house.db, staff), { code, reason: "x" })).rejects.toMatchObject({
			status: 403,
		});
		expect((await verifyCode(house.db, code))?.state).toEqual({ is: "valid" });
	});
});

test("an unknown or impossible code verifies nothing", async () => {
	for (const typed of ["ABCDEFGH", "0000 0000", "", "'; drop table certificate", "7K4M92QXX"]) {
		expect(await verifyCode(house.db, typed)).toBeNull();
	}
});

test("the PDF and the list are for the business's own people; staff who see the application get the PDF", async () => {
	const { code } = await makeCertificate(house.db, completed.id, "completion");
	const certificates = await ownCertificates(house.db, completed.owner);
	expect(certificates).toMatchObject([{ code, reference: completed.reference, state: "valid" }]);
	const stranger = await makePerson(house.db);
	expect(await ownCertificates(house.db, stranger)).toEqual([]);

	const readers = [completed.owner, officer, completed.reviewer];
	for (const reader of readers) expect(await readCertificateFile(house.db, reader, code)).not.toBeNull();
	const undeclared = await makeStaff(house.db, "reviewer", associationId);
	const elsewhere = await makeStaff(house.db, "reviewer", "another");
	const others = [stranger, undeclared, elsewhere, { ...officer, secondFactor: false }];
	for (const other of others) expect(await readCertificateFile(house.db, other, code)).toBeNull();
});

test("who looks up a certificate learns that its money is asked back, and what has come back, but not what is contested", async () => {
	const paid = await makePaid(house.db);
	const { application, officers } = paid;
	const { code } = await issueCertificate(system(), funding(application.id));
	const recoveryOf = async () => (await verifyCode(house.db, code))?.recovery;
	const reference = await makeNotified(house.db, paid, { amountDong: 4_000_000n });
	expect(await recoveryOf()).toEqual({ recoveredDong: 0n, isDue: false });
	const ctx = contextOf(house.db, application.owner);
	await answerNotice(ctx, { application: application.reference, reference, answer: "agree", words: "" });
	expect(await recoveryOf()).toEqual({ recoveredDong: 0n, isDue: true });
	const byOfficer = contextOf(house.db, officers[0]);
	await receiveBack(house.db, officers, {
		...{ receiptId: randomUUID(), reference, amountDong: 4_000_000n, bankReference: "FT-1" },
		receivedOn: plainDateAt(byOfficer.now),
	});
	expect(await recoveryOf()).toEqual({ recoveredDong: 4_000_000n, isDue: false });
});
