import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { makeAgreed, makeSentBatch, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { answerPage } from "../bank/answer-page.server.ts";
import { answersPage, answerTask } from "../bank/answers-page.server.ts";
import { receiveAnswer } from "../bank/receive-answer.server.ts";
import { recordFile } from "../bank/record-file.server.ts";
import { sayPaidOn } from "../bank/say-paid-on.server.ts";
import { waitingDays } from "./day-changes.server.ts";
import { endDay } from "./end-day.server.ts";
import { executionDay } from "./execution-day.server.ts";
import { proposeDay } from "./propose-day.server.ts";

let house: TestHouse;
let maker: Actor;
let second: Actor;
let third: Actor;
let batch: string;
let payments: string[];

// The batch is sent on Tuesday 8 September; what follows is on the 10th.
const now = new Date("2026-09-10T03:00:00Z");

beforeAll(async () => {
	house = await testHouse();
	[maker, second, third] = [
		await makeStaff(house.db, "finance_officer"),
		await makeStaff(house.db, "finance_officer"),
		await makeStaff(house.db, "finance_officer"),
	];
	const associationId = await makeAssociation(house.db);
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const programmeId = await makeProgramme({
		envelopes: { [associationId]: 5_000_000_000n },
		rules: rulesWith({ payee: "provider" }),
	});
	const claims = [];
	for (const accountNumber of ["1110001111", "2220002222", "3330003333"]) {
		const application = await makeAgreed(house.db, { programmeId, associationId, reviewer });
		claims.push(await makeVerifiedClaim(house.db, application, { accountNumber }));
	}
	({ batch, payments } = await makeSentBatch(house.db, claims, { maker, releaser: second }));
});
afterAll(() => house.close());

const ctx = (actor = maker, at = now) => contextOf(house.db, actor, at);
const send = (text: string, fileName: string) =>
	receiveAnswer(ctx(), { fileName, bytes: new TextEncoder().encode(text) });
const pageOf = async (id: string) => await answerPage(house.db, maker, id, now);
const paymentOf = (reference: string) =>
	house.db.selectFrom("disbursement").selectAll().where("reference", "=", reference).executeTakeFirstOrThrow();

const report = (
	inner: string,
) => `<Document><CstmrPmtStsRpt><GrpHdr><CreDtTm>2026-09-10T08:00:00+07:00</CreDtTm></GrpHdr>
	<OrgnlGrpInfAndSts><OrgnlMsgId>${batch}</OrgnlMsgId>${inner}</OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>`;
const settled = (
	reference: string,
) => `<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>${batch}</OrgnlMsgId></OrgnlGrpInfAndSts>
	<OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>ACSC</TxSts><AcctSvcrRef>FT77</AcctSvcrRef></TxInfAndSts>
	</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
const statement = (
	id: string,
	day: string,
	details: string,
	amount = "50000000",
) => `<Document><BkToCstmrStmt><Stmt><Id>${id}</Id>
	<ElctrncSeqNb>${id.slice(1)}</ElctrncSeqNb><Acct><Id><Othr><Id>0009990001</Id></Othr></Id></Acct>
	<Ntry><Amt Ccy="VND">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt>
	<NtryDtls>${details}</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`;

test("a batch that is refused as a whole is named, and its payments with it; none of them changes", async () => {
	const id = await send(report("<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>DUPL</Cd></Rsn></StsRsnInf>"), "tu-choi.xml");
	const named = { reference: batch, payments: payments.map((reference) => ({ reference, state: "sent" })) };
	expect((await pageOf(id))?.lines).toMatchObject([{ finding: "whole-batch", batch: named }]);
	await recordFile(ctx(), { id });
	expect((await pageOf(id))?.lines).toMatchObject([{ finding: "whole-batch", batch: named }]);
	const [task] = (await answersPage(house.db, maker))?.tasks ?? [];
	expect(await answerTask(house.db, maker, task?.id ?? "")).toMatchObject({ batch, whole: named });
	expect((await paymentOf(payments[0] ?? "")).state).toBe("sent");
});

test("the moment of a message is no day of payment: a person says it, and the bank's key finds the payment later", async () => {
	const [paid = ""] = payments;
	const id = await send(settled(paid), "da-tra.xml");
	expect(await pageOf(id)).toMatchObject({ asksDay: true, lines: [{ finding: "no-day", on: null }] });
	await expect(sayPaidOn(ctx(), { id, on: "2026-09-11" })).rejects.toMatchObject({ field: "on" });
	await sayPaidOn(ctx(), { id, on: "2026-09-10" });
	expect(await pageOf(id)).toMatchObject({ lines: [{ finding: "agrees", on: "2026-09-10" }] });
	await recordFile(ctx(), { id });
	expect(await paymentOf(paid)).toMatchObject({ state: "paid", paidOn: "2026-09-10" });
	await expect(sayPaidOn(ctx(), { id, on: "2026-09-09" })).rejects.toMatchObject({ code: "house_refusal_moved_on" });

	const nameless = "<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId><AcctSvcrRef>FT77</AcctSvcrRef></Refs></TxDtls>";
	const same = await send(statement("S5", "2026-09-10", nameless), "sao-ke-5.xml");
	expect((await pageOf(same))?.lines).toMatchObject([{ finding: "agrees", payment: paid, foundBy: "key" }]);
});

test("a statement of another day is a finding, and two persons change the day that is recorded", async () => {
	const [paid = ""] = payments;
	const details = `<TxDtls><Refs><EndToEndId>${paid}</EndToEndId></Refs></TxDtls>`;
	const id = await send(statement("S9", "2026-09-09", details), "sao-ke-9.xml");
	expect(await pageOf(id)).toMatchObject({
		lines: [{ finding: "other-day", on: "2026-09-09", recordedOn: "2026-09-10" }],
		notes: [{ is: "gap", from: 6, to: 8 }],
	});
	await recordFile(ctx(), { id });
	expect((await paymentOf(paid)).paidOn, "nothing is changed by one person").toBe("2026-09-10");
	await expect(
		house.db.updateTable("disbursement").set({ paidOn: "2026-09-09" }).where("reference", "=", paid).execute(),
	).rejects.toMatchObject({ constraint: "day_change_confirmed" });

	const of = { kind: "paid-on", reference: paid } as const;
	const propose = (actor: Actor, to: string, changeId = randomUUID()) =>
		proposeDay(ctx(actor), { ...of, changeId, to, reason: "Theo sao kê." });
	await expect(propose(second, "2026-09-07")).rejects.toMatchObject({ code: "disbursement_refusal_day" });
	await expect(propose(second, "2026-09-11")).rejects.toMatchObject({ code: "disbursement_refusal_day" });
	await expect(propose(second, "2026-09-10")).rejects.toMatchObject({ code: "day_change_refusal_same" });
	const changeId = randomUUID();
	await Promise.all([propose(second, "2026-09-09", changeId), propose(second, "2026-09-09", changeId)]);
	await expect(propose(third, "2026-09-08")).rejects.toMatchObject({ code: "day_change_refusal_open" });
	expect(await waitingDays(house.db, maker)).toMatchObject([{ ...of, from: "2026-09-10", to: "2026-09-09" }]);
	const confirm = (actor: Actor) => endDay(ctx(actor), { ...of, to: "confirmed" });
	await expect(confirm(second)).rejects.toMatchObject({ code: "correction_refusal_proposed_by_you" });
	await expect(confirm(maker), "who recorded it").rejects.toMatchObject({ code: "correction_refusal_recorded_by_you" });
	await endDay(ctx(third), { ...of, to: "declined", reason: "Xem lại." });
	await propose(second, "2026-09-09");
	const ended = await Promise.allSettled([confirm(third), confirm(third)]);
	expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	expect(await paymentOf(paid)).toMatchObject({ state: "paid", paidOn: "2026-09-09" });
	expect((await pageOf(id))?.lines?.[0]?.task?.closed, "the line is answered by it").toMatchObject({
		name: third.name,
	});
	await expect(
		house.db.updateTable("dayChange").set({ reason: "x" }).where("state", "=", "confirmed").execute(),
	).rejects.toMatchObject({ constraint: "day_change_kept" });
});

test("one debit of the batch pays all that the bank has not answered otherwise", async () => {
	const details = `<Btch><PmtInfId>${batch}</PmtInfId><NbOfTxs>3</NbOfTxs></Btch>`;
	const wrong = await send(statement("S10", "2026-09-09", details, "149999999"), "sai-tong.xml");
	expect((await pageOf(wrong))?.lines).toMatchObject([{ finding: "whole-batch" }]);
	const id = await send(statement("S11", "2026-09-09", details, "150000000"), "ca-dot.xml");
	expect((await pageOf(id))?.lines).toMatchObject(
		payments.map((payment) => ({ payment, finding: "agrees", foundBy: "batch", amountDong: 50_000_000n })),
	);
	await recordFile(ctx(), { id });
	for (const reference of payments) expect(await paymentOf(reference)).toMatchObject({ state: "paid" });
});

test("a file for the bank names the first working day from when it is first taken; once that has passed, two persons name another", async () => {
	const associationId = await makeAssociation(house.db);
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n } });
	const application = await makeAgreed(house.db, { programmeId, associationId, reviewer });
	const sent = await makeSentBatch(house.db, [await makeVerifiedClaim(house.db, application)], {
		maker,
		releaser: second,
	});
	const take = (at: string) =>
		inTransaction(house.db, (trx) => executionDay(trx, ctx(maker, new Date(at)), sent.batch));
	// Saturday evening here.
	expect(await take("2026-09-12T10:00:00Z")).toBe("2026-09-14");
	expect(await take("2026-09-20T10:00:00Z"), "the same file for ever").toBe("2026-09-14");
	await expect(
		house.db
			.updateTable("paymentBatch")
			.set({ executesOn: "2026-09-21" })
			.where("reference", "=", sent.batch)
			.execute(),
	).rejects.toMatchObject({ constraint: "day_change_confirmed" });

	const of = { kind: "executes-on", reference: sent.batch } as const;
	const propose = (day: string, to: string) =>
		proposeDay(ctx(maker, new Date(`${day}T03:00:00Z`)), { ...of, changeId: randomUUID(), to, reason: "Ngày đã qua." });
	await expect(propose("2026-09-14", "2026-09-15"), "its day has not passed").rejects.toMatchObject({
		code: "house_refusal_moved_on",
	});
	await expect(propose("2026-09-16", "2026-09-15")).rejects.toMatchObject({ code: "day_change_refusal_past" });
	await expect(propose("2026-09-16", "2026-09-19")).rejects.toMatchObject({ code: "day_change_refusal_holiday" });
	await propose("2026-09-16", "2026-09-17");
	const confirm = (actor: Actor, day: string) =>
		endDay(ctx(actor, new Date(`${day}T03:00:00Z`)), { ...of, to: "confirmed" });
	await expect(confirm(maker, "2026-09-16")).rejects.toMatchObject({ code: "correction_refusal_proposed_by_you" });
	await expect(confirm(second, "2026-09-18"), "passed meanwhile").rejects.toMatchObject({
		code: "day_change_refusal_past",
	});
	await confirm(second, "2026-09-16");
	expect(await take("2026-09-16T10:00:00Z")).toBe("2026-09-17");
});

test("the file of a batch that the bank has answered is for the records: its day is that of the sending", async () => {
	expect(
		await inTransaction(house.db, (trx) => executionDay(trx, ctx(maker, new Date("2026-11-29T03:00:00Z")), batch)),
	).toBe("2026-09-08");
});
