import { afterAll, beforeAll, expect, test } from "vitest";
import { answerForProviders } from "#app/demo/signing.server.ts";
import { now } from "#app/house/clock.server.ts";
import { readMail } from "#app/mail/mailbox.server.ts";
import { addressOf } from "#testing/accept-for-all.ts";
import { acceptAsRead as acceptAgreement } from "#testing/as-read.ts";
import { makeAgreed, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeFindings } from "#testing/make-findings.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeApprovedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff, makeTaxCode } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { handlers } from "./handlers.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

async function place(payee: "business" | "provider") {
	const associationId = await makeAssociation(house.db);
	const envelopes = { [associationId]: 5_000_000_000n };
	const programmeId = await makeProgramme({ envelopes, rules: rulesWith({ payee }) });
	return { associationId, programmeId, reviewer: await makeStaff(house.db, "reviewer", associationId) };
}

/** The mails to providers about a claim, after its jobs ran twice. */
async function mailsAbout(claim: string) {
	const { id } = await house.db
		.selectFrom("claim")
		.select("id")
		.where("reference", "=", claim)
		.executeTakeFirstOrThrow();
	const job = { claimId: id, at: now().toISOString() };
	await handlers["claim.payee-named"](job, now());
	await handlers["claim.payee-named"](job, now());
	const mails = await house.db
		.selectFrom("outboxMail")
		.select(["id", "recipient"])
		.where("key", "like", `claim.payee-named:${id}:%`)
		.orderBy("recipient")
		.execute();
	return Promise.all(
		mails.map(async (mail) => ({
			to: mail.recipient,
			text: ((await readMail(house.db, mail.id))?.text ?? "").replaceAll("\u00A0", " "),
		})),
	);
}

test("a provider is told to which account it is going to be paid, wherever it has answered agreements", async () => {
	const { reviewer, ...where } = await place("provider");
	const provider = { providerName: "Công ty TNHH Nhà cung cấp Quen", providerTaxCode: makeTaxCode(904) };
	const usual = addressOf(provider.providerTaxCode);
	const first = await makeAgreed(house.db, { ...where, reviewer, provider });
	const claim = await makeVerifiedClaim(house.db, first, { accountNumber: "0071004471" });
	const [mail, ...others] = await mailsAbout(claim);
	expect([mail?.to, others]).toEqual([usual, []]);
	expect(mail?.text).toContain("50.000.000");
	expect(mail?.text).toContain("số cuối 4471");

	// Somebody else answered the next one for it, and a reviewer believed them.
	const next = await makeApprovedApplication(house.db, { ...where, reviewer, provider });
	const other = "quen.ketoan@mailbox.example";
	const ctx = contextOf(house.db, next.owner);
	const providers = [{ taxCode: provider.providerTaxCode, email: other }];
	await acceptAgreement(ctx, { reference: next.reference, position: "Giám đốc", providers });
	await answerForProviders(ctx, { applicationId: next.id });
	await makeFindings(house.db, reviewer, next.reference);
	const second = await makeVerifiedClaim(house.db, { ...next, reviewer }, { accountNumber: "19001234512333" });
	const told = await mailsAbout(second);
	expect(told.map(({ to }) => to)).toEqual([usual, other].sort());
	const textTo = (address: string) => told.find(({ to }) => to === address)?.text ?? "";
	expect(textTo(other)).toContain("số cuối 2333");
	// Who answered before hears that another did, and nothing of the business and its money.
	expect(textTo(usual)).toContain(next.reference);
	for (const secret of ["2333", "50.000.000", next.business.legalName]) expect(textTo(usual)).not.toContain(secret);
});

test("nobody is told where the business is paid itself", async () => {
	const application = await makeAgreed(house.db, await place("business"));
	expect(await mailsAbout(await makeVerifiedClaim(house.db, application))).toEqual([]);
});
