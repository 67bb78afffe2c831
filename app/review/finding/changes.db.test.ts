import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askProvider } from "#app/agreement/provider/ask-provider.server.ts";
import { partiesOf } from "#app/agreement/provider/parties.server.ts";
import { saveBankAccount } from "#app/business/save-bank-account.server.ts";
import { answerForProviders } from "#app/demo/signing.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { handlers } from "#app/jobs/handlers.server.ts";
import { addDays, plainDateAt } from "#app/kernel/plain-date.ts";
import { readMail } from "#app/mail/mailbox.server.ts";
import { makeNotice } from "#app/recovery/make-notice.server.ts";
import { recordFinding } from "#app/review/finding/record-finding.server.ts";
import { acceptForAll, acceptForBusiness, addressOf } from "#testing/accept-for-all.ts";
import { answerClaimAsRead as answerClaim, decideAsRead as decide } from "#testing/as-read.ts";
import { rename } from "#testing/make-business.ts";
import { makeAgreed, makeSentBatch, makeSubmittedClaim } from "#testing/make-claim.ts";
import { conditionsToJudge, makeFindings } from "#testing/make-findings.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import {
	type MadeApplication,
	makeApprovedApplication,
	makeSubmittedApplication,
	takeUp,
} from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff, makeTaxCode } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

async function place(payee: "business" | "provider") {
	const associationId = await makeAssociation(house.db);
	const rules = rulesWith({ payee });
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n }, rules });
	return { associationId, programmeId, reviewer: await makeStaff(house.db, "reviewer", associationId) };
}

type InHand = MadeApplication & { reviewer: Awaited<ReturnType<typeof makeStaff>> };

const toJudge = async ({ reference, reviewer }: InHand) =>
	(await conditionsToJudge(house.db, reviewer, reference)).flatMap((each) =>
		each.kind === "tie" && each.finding === null ? [{ code: each.tie.code, detail: each.tie.detail }] : [],
	);
const verify = ({ reviewer }: InHand, reference: string) =>
	answerClaim(contextOf(house.db, reviewer), { reference, answer: "verify", reasons: "" });

describe("what a business changes after it has applied is judged before it is paid", () => {
	test("its name, and the holder of its account also where it took its name back", async () => {
		const application = await makeAgreed(house.db, await place("business"));
		const { business, owner } = application;
		const claim = await makeSubmittedClaim(house.db, application);
		expect(await toJudge(application)).toEqual([]);

		const [newName, holder] = ["Công ty TNHH Hoàng Long", "CONG TY TNHH HOANG LONG"];
		await rename(house.db, application, newName);
		expect(await toJudge(application)).toEqual([{ code: "renamed", detail: newName }]);
		await expect(verify(application, claim)).rejects.toMatchObject({ code: "review_refusal_tie_open" });
		const account = { businessId: business.id, bankBin: "970436", number: "0071009998887", accountName: holder };
		await saveBankAccount(contextOf(house.db, owner), account);
		await rename(house.db, application, business.legalName);
		expect(await toJudge(application)).toEqual([{ code: "account-holder", detail: holder }]);
		await expect(verify(application, claim)).rejects.toMatchObject({ code: "review_refusal_tie_open" });

		await makeFindings(house.db, application.reviewer, application.reference);
		await verify(application, claim);
	});

	test("the address of its provider, which the former one and the reviewers are told of", async () => {
		const { reviewer, ...where } = await place("provider");
		const made = await makeApprovedApplication(house.db, { ...where, reviewer });
		const application = { ...made, reviewer };
		const now = contextOf(house.db, made.owner).now;
		await acceptForBusiness(house.db, made);
		const [before] = await partiesOf(house.db, made.id);
		if (!before) throw new Error("no party");
		expect(await toJudge(application)).toEqual([]);

		const { reference } = made;
		const ask = (email: string) =>
			askProvider(contextOf(house.db, made.owner), { reference, partyId: before.id, email });
		// Another way to write the same mailbox is no other.
		await ask(before.email.replace("@", "+thu@").toUpperCase());
		expect(await toJudge(application)).toEqual([]);
		const after = "sale@vamsong.example";
		await ask(after);
		expect(await toJudge(application)).toEqual([{ code: "provider-address", detail: after }]);

		const told = house.db.selectFrom("applicationEvent").select("facts").where("what", "=", "provider-address-changed");
		expect(JSON.stringify(await told.where("applicationId", "=", made.id).execute())).not.toContain(before.email);
		const former = (await partiesOf(house.db, made.id))[0]?.email;
		expect(former).toBe(after);
		const known = before.email.replace("@", "+thu@").toUpperCase();
		const job = { partyId: before.id, at: now.toISOString(), before: known };
		await handlers["agreement.provider-address-changed"](job, now);
		const mails = await house.db
			.selectFrom("outboxMail")
			.select(["id", "recipient"])
			.where("template", "=", "provider-address-changed")
			.orderBy("recipient")
			.execute();
		expect(new Set(mails.map(({ recipient }) => recipient))).toEqual(new Set([known, reviewer.email]));
		const textTo = async (recipient: string) =>
			// Without the word joiners that keep mail programs from making links.
			(await readMail(house.db, mails.find((mail) => mail.recipient === recipient)?.id ?? ""))?.text.replaceAll(
				"\u2060",
				"",
			);
		// Whoever reads the former mailbox may be a stranger.
		expect(await textTo(known)).not.toContain(after);
		expect(await textTo(reviewer.email)).toContain(after);

		await answerForProviders({ db: house.db, now }, { applicationId: made.id });
		const claim = await makeSubmittedClaim(house.db, application);
		await expect(verify(application, claim)).rejects.toMatchObject({ code: "review_refusal_tie_open" });
		await makeFindings(house.db, reviewer, reference);
		await verify(application, claim);
	});

	test("the address of a provider that its application did not name, until a claim of it has been verified", async () => {
		const { reviewer, ...where } = await place("provider");
		const provider = { providerName: "Công ty TNHH Nhà cung cấp Mới", providerTaxCode: makeTaxCode(903) };
		const named = addressOf(provider.providerTaxCode);
		const agreedAt = async (providerEmail: string) => {
			const made = await makeApprovedApplication(house.db, { ...where, reviewer, provider, providerEmail });
			await acceptForAll(house.db, made);
			return { ...made, reviewer };
		};
		const first = await agreedAt("");
		expect(await toJudge(first)).toEqual([{ code: "provider-address", detail: named }]);
		const claim = await makeSubmittedClaim(house.db, first);
		await expect(verify(first, claim)).rejects.toMatchObject({ code: "review_refusal_tie_open" });
		// Answering is not being known: nobody has looked at who reads that mailbox.
		expect(await toJudge(await agreedAt(""))).toEqual([{ code: "provider-address", detail: named }]);
		await makeFindings(house.db, reviewer, first.reference);
		await verify(first, claim);
		expect(await toJudge(await agreedAt(""))).toEqual([]);

		// Of a provider that is known another address waits already before the approval, whatever the application says.
		const other = "vamsong.ketoan@mailbox.example";
		const submitted = await makeSubmittedApplication(house.db, { ...where, provider, providerEmail: other });
		await takeUp(contextOf(house.db, reviewer), submitted.reference);
		expect(await toJudge({ ...submitted, reviewer })).toContainEqual({ code: "provider-address", detail: other });
		const decision = { reference: submitted.reference, decisionId: randomUUID(), lines: [], reasons: "" };
		await expect(decide(contextOf(house.db, reviewer), { ...decision, kind: "approve" })).rejects.toMatchObject({
			code: "review_refusal_conditions_open",
		});
	});

	test("no claim of another provider makes an address known, nor one of which money was asked back", async () => {
		const { reviewer, ...where } = await place("provider");
		const paid = { providerName: "Công ty TNHH Nhà cung cấp Đủ", providerTaxCode: makeTaxCode(906) };
		const absent = { providerName: "Công ty TNHH Nhà cung cấp Vắng", providerTaxCode: makeTaxCode(905) };
		const prices: [string, bigint][] = [
			["DX-SOLUTION", 60_000_000n],
			["DX-CONSULT", 40_000_000n],
		];
		const [ofPaid, ofAbsent] = [addressOf(paid.providerTaxCode), addressOf(absent.providerTaxCode)];
		const made = await makeApprovedApplication(house.db, {
			...{ ...where, reviewer, provider: paid, secondProvider: absent, prices, providerEmail: "" },
		});
		await acceptForAll(house.db, made);
		const application = { ...made, reviewer };
		expect((await toJudge(application)).map(({ detail }) => detail).sort()).toEqual([ofAbsent, ofPaid].sort());
		// The address of who is paid is judged with its lines; of the other nobody has said anything.
		const claim = await makeSubmittedClaim(house.db, application, { costs: [60_000_000n, null] });
		const [judged] = (await conditionsToJudge(house.db, reviewer, made.reference)).filter(
			(each) => each.kind === "tie" && each.tie.detail === ofPaid,
		);
		await recordFinding(contextOf(house.db, reviewer), {
			...{ reference: made.reference, findingId: randomUUID(), condition: judged?.id ?? "", result: "met" },
			...{ lookedAt: "Gọi số trên trang của nhà cung cấp.", lookedOn: plainDateAt(contextOf(house.db, reviewer).now) },
		});
		await verify(application, claim);

		const next = await makeApprovedApplication(house.db, { ...where, reviewer, provider: absent, providerEmail: "" });
		await acceptForAll(house.db, next);
		expect(await toJudge({ ...next, reviewer })).toEqual([{ code: "provider-address", detail: ofAbsent }]);
		const other = await makeApprovedApplication(house.db, {
			...{ ...where, reviewer, provider: paid, providerEmail: "" },
		});
		await acceptForAll(house.db, other);
		expect(await toJudge({ ...other, reviewer })).toEqual([]);

		const officers = [
			await makeStaff(house.db, "finance_officer"),
			await makeStaff(house.db, "finance_officer"),
		] as const;
		const [maker, releaser] = officers;
		const { payments } = await makeSentBatch(house.db, [claim], { maker, releaser });
		const on = plainDateAt(contextOf(house.db, maker).now);
		await recordAnswer(contextOf(house.db, maker), { reference: payments[0] ?? "", answer: "paid", on, said: "" });
		await makeNotice(contextOf(house.db, maker), {
			...{ recoveryId: randomUUID(), payment: payments[0] ?? "", amountDong: 1_000_000n, reason: "Hóa đơn giả." },
			...{ answerBy: addDays(on, 10), dueOn: addDays(on, 40) },
		});
		expect(await toJudge({ ...other, reviewer })).toEqual([{ code: "provider-address", detail: ofPaid }]);
	});
});
