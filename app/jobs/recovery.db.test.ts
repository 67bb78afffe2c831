import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { confirmCorrection } from "#app/correction/confirm-correction.server.ts";
import { proposeCorrection } from "#app/correction/propose-correction.server.ts";
import type { Actor } from "#app/house/access.ts";
import { answerNotice } from "#app/recovery/answer-notice.server.ts";
import { chooseInstalments } from "#app/recovery/choose-instalments.server.ts";
import { decideRecovery } from "#app/recovery/decide-recovery.server.ts";
import { transferOf } from "#testing/make-correction.ts";
import { answerLess, type MadePaid, makeNotified, makePaid, receiveBack } from "#testing/make-recovery.ts";
import { contextOf, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { handlers } from "./handlers.server.ts";

let house: TestHouse;
let paid: MadePaid;
let owner: Actor;
let own: { application: string; reference: string };
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
	paid = await makePaid(house.db);
	owner = paid.application.owner;
	// To be answered by 18 September 2026, and paid back by 18 October.
	own = { application: paid.application.reference, reference: await makeNotified(house.db, paid) };
});

const at = (day: string) => new Date(`${day}T01:00:00Z`);

async function mailsTo({ email }: Actor) {
	return house.db
		.selectFrom("outboxMail")
		.select(["template", "subject", "text"])
		.where("recipient", "=", email)
		.where((eb) => eb.or([eb("template", "like", "recovery-%"), eb("template", "=", "turn-reminder")]))
		.orderBy("writtenAt")
		.orderBy("key")
		.execute();
}

/** Every step's job, each twice, as a job may run twice. */
async function tellAll(): Promise<void> {
	const events = await house.db
		.selectFrom("recoveryEvent")
		.innerJoin("recovery", "recovery.id", "recoveryEvent.recoveryId")
		.select(["recoveryEvent.id", "recoveryEvent.at"])
		.where("reference", "=", own.reference)
		.orderBy("recoveryEvent.id")
		.execute();
	for (const { id } of [...events, ...events]) {
		await handlers["recovery.changed"]({ eventId: String(id) }, at("2026-09-08"));
	}
}

const receive = (amountDong: bigint) =>
	receiveBack(house.db, paid.officers, {
		receiptId: randomUUID(),
		reference: own.reference,
		amountDong,
		receivedOn: "2026-09-08",
		bankReference: randomUUID(),
	});

test("the business hears of notice, decision and receipts, the officers of its answers, each once", async () => {
	await answerNotice(contextOf(house.db, owner), { ...own, answer: "contest", words: "Chúng tôi có đủ hồ sơ." });
	await decideRecovery(contextOf(house.db, paid.officers[1]), {
		reference: own.reference,
		decision: "lower",
		amountDong: 6_000_000n,
		reasons: "Chỉ tính hai tháng.",
	});
	await answerLess(house.db, paid.officers[0], own.reference);
	await chooseInstalments(contextOf(house.db, owner), { ...own, planId: randomUUID(), count: 2 });
	await receive(2_000_000n);
	await receive(4_000_000n);
	const proposer = await makeStaff(house.db, "finance_officer");
	const correction = await proposeCorrection(contextOf(house.db, proposer), {
		correctionId: randomUUID(),
		transferId: await transferOf(house.db, "recover", own.reference),
		cause: "recorded-wrongly",
		reason: "Gõ nhầm số tiền.",
	});
	const confirmer = await makeStaff(house.db, "finance_officer");
	await confirmCorrection(contextOf(house.db, confirmer), { reference: correction }, null);
	await tellAll();
	const told = await mailsTo(owner);
	expect(told.map(({ template }) => template).sort()).toEqual([
		"recovery-decided",
		"recovery-notice",
		"recovery-receipt-corrected",
		"recovery-received",
		"recovery-received",
	]);
	const of = (template: string) => told.filter((mail) => mail.template === template);
	expect(of("recovery-notice")[0]?.text).toContain(`/applications/${own.application}/recoveries/${own.reference}`);
	expect(of("recovery-decided")[0]?.text).toContain("Chỉ tính hai tháng.");
	const receipts = of("recovery-received").map(({ subject }) => subject);
	expect(receipts.some((subject) => /đã nhận 2\.000\.000\s+đ trả lại, còn 4\.000\.000/.test(subject))).toBe(true);
	expect(receipts.some((subject) => subject.endsWith("bạn đã trả lại đủ"))).toBe(true);
	expect(of("recovery-receipt-corrected")[0]?.text).toContain("Gõ nhầm số tiền.");
	for (const officer of paid.officers) {
		const answers = await mailsTo(officer);
		expect(answers).toHaveLength(2);
		expect(answers.some(({ text }) => text.includes("Chúng tôi có đủ hồ sơ."))).toBe(true);
	}
});

test("it is reminded of the answer, of each part before its day, and every week once one is overdue", async () => {
	const remindOn = async (day: string) => {
		await handlers["recovery.remind"]({}, at(day));
		return (await mailsTo(owner)).length;
	};
	expect([await remindOn("2026-09-14"), await remindOn("2026-09-15"), await remindOn("2026-09-16")]).toEqual([0, 1, 1]);
	await answerNotice(contextOf(house.db, owner), { ...own, answer: "agree", words: "" });
	await chooseInstalments(contextOf(house.db, owner), { ...own, planId: randomUUID(), count: 2 });
	expect([await remindOn("2026-10-10"), await remindOn("2026-10-11"), await remindOn("2026-10-18")]).toEqual([1, 2, 3]);
	expect([await remindOn("2026-10-19"), await remindOn("2026-10-25"), await remindOn("2026-10-26")]).toEqual([4, 4, 5]);
	const last = (await mailsTo(owner)).at(-1);
	expect(last?.subject).toMatch(/Trả lại tiền theo TH-2026-\d+\. Quá hạn \d+\sngày làm việc, hạn là .+, 18\/10\/2026$/);
	expect(last?.text).toMatch(/TH-2026-\d+, 5\.000\.000\s+đ/);
	await receive(5_000_000n);
	expect([await remindOn("2026-11-10"), await remindOn("2026-11-11")]).toEqual([5, 6]);
});

test("while the city looks at a contest nobody is pressed", async () => {
	await answerNotice(contextOf(house.db, owner), { ...own, answer: "contest", words: "Có đủ hồ sơ." });
	await handlers["recovery.remind"]({}, at("2026-10-20"));
	expect(await mailsTo(owner)).toEqual([]);
});
