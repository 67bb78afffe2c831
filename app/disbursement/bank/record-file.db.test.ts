import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appendAudit } from "#app/audit/append.server.ts";
import { verifyBooks } from "#app/books/verify-books.server.ts";
import { availableAccount } from "#app/funding/accounts.ts";
import { findEnvelope } from "#app/funding/envelopes.server.ts";
import type { Actor } from "#app/house/access.ts";
import { storeFile } from "#app/house/files.server.ts";
import { lockAccounts } from "#app/ledger/post-transfer.server.ts";
import { inTransaction, transactionRetries } from "#db/transaction.server.ts";
import { makeAgreed, makeSentBatch, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { recordAnswer } from "../record-answer.server.ts";
import { reschedule } from "../reschedule.server.ts";
import { answerPage, bankAnswerFile } from "./answer-page.server.ts";
import { answersPage, answerTask } from "./answers-page.server.ts";
import { chooseColumns } from "./choose-columns.server.ts";
import { closeTask } from "./close-task.server.ts";
import { receiveAnswer } from "./receive-answer.server.ts";
import { recordFile } from "./record-file.server.ts";

let house: TestHouse;
let maker: Actor;
let second: Actor;
let batch: string;
let claims: string[];
let payments: string[];

const now = new Date("2026-09-10T03:00:00Z");
const columns = { reference: 0, amount: 1, result: 2, day: 3, words: 4 };

beforeAll(async () => {
	house = await testHouse();
	maker = await makeStaff(house.db, "finance_officer");
	second = await makeStaff(house.db, "finance_officer");
	const associationId = await makeAssociation(house.db);
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const programmeId = await makeProgramme({
		envelopes: { [associationId]: 5_000_000_000n },
		rules: rulesWith({ payee: "provider" }),
	});
	claims = [];
	for (const accountNumber of ["1110001111", "2220002222", "3330003333", "4440004444"]) {
		const application = await makeAgreed(house.db, { programmeId, associationId, reviewer });
		claims.push(await makeVerifiedClaim(house.db, application, { accountNumber }));
	}
	({ batch, payments } = await makeSentBatch(house.db, claims, { maker, releaser: second }));
});
afterAll(() => house.close());

const ctx = (actor = maker) => contextOf(house.db, actor, now);
const send = (text: string, fileName = "tra-loi.xml") =>
	receiveAnswer(ctx(), { fileName, bytes: new TextEncoder().encode(text) });

const report = (...transactions: [reference: string, status: string, reason?: string][]) =>
	`<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
	<GrpHdr><CreDtTm>2026-09-09T10:00:00+07:00</CreDtTm></GrpHdr>
	<OrgnlGrpInfAndSts><OrgnlMsgId>${batch}</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>${transactions
		.map(
			([reference, status, reason]) =>
				`<TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>${status}</TxSts>${status === "ACSC" ? "<FctvIntrBkSttlmDt><DtTm>2026-09-08T18:30:00Z</DtTm></FctvIntrBkSttlmDt>" : ""}${reason ? `<StsRsnInf><AddtlInf>${reason}</AddtlInf></StsRsnInf>` : ""}</TxInfAndSts>`,
		)
		.join("")}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;

async function statesOf(): Promise<(string | undefined)[]> {
	const rows = await house.db.selectFrom("disbursement").select(["reference", "state"]).execute();
	return payments.map((reference) => rows.find((row) => row.reference === reference)?.state);
}

const pageOf = async (id: string, actor = maker) => await answerPage(house.db, actor, id, now);

test("a status report is shown, recorded once, and what does not match becomes a task", async () => {
	const [paid = "", failed = ""] = payments;
	const text = report([paid, "ACSC"], [failed, "RJCT", "Sai số tài khoản"], ["CT-1999-00001", "ACSC"]);
	const id = await send(text);
	expect(await pageOf(id)).toMatchObject({
		format: "pain.002",
		recorded: null,
		summary: { paid: 1, failed: 1, unknown: 0, waiting: 0, unmatched: 1 },
		lines: [{ finding: "agrees" }, { finding: "agrees", said: "Sai số tài khoản" }, { finding: "no-payment" }],
	});
	expect(await statesOf(), "a preview changes nothing").toEqual(["sent", "sent", "sent", "sent"]);

	await Promise.all(Array.from({ length: 5 }, () => recordFile(ctx(), { id })));
	expect(await statesOf()).toEqual(["paid", "failed", "sent", "sent"]);
	expect(await send(text, "lan-hai.xml"), "the same bytes are the same file").toBe(id);
	await recordFile(ctx(), { id });
	const times = await house.db.selectFrom("ledgerTransfer").select("id").where("reason", "=", "pay").execute();
	expect(times).toHaveLength(1);

	const { tasks = [], files } = (await answersPage(house.db, maker)) ?? {};
	expect(tasks).toMatchObject([{ position: 3, reference: "CT-1999-00001", finding: "no-payment", payment: null }]);
	expect(files).toMatchObject([{ fileName: "tra-loi.xml", recordedByName: maker.name }]);
});

test("a task is closed once, with what was found", async () => {
	const [task] = (await answersPage(house.db, maker))?.tasks ?? [];
	const id = task?.id ?? "";
	await closeTask(ctx(second), { id, note: "Khoản của đơn vị khác, đã báo ngân hàng." });
	await expect(closeTask(ctx(), { id, note: "x" })).rejects.toMatchObject({ code: "bank_answer_refusal_closed" });
	expect((await answersPage(house.db, maker))?.tasks).toEqual([]);
	expect(await answerTask(house.db, maker, id)).toMatchObject({ closedAt: now });
	const page = await pageOf(task?.answerId ?? "");
	expect(page?.lines?.[2]?.task?.closed).toMatchObject({ name: second.name });
});

test("a table waits for its columns, and an answer recorded meanwhile is not recorded against", async () => {
	const [paid = "", , third = "", fourth = ""] = payments;
	const id = await send(
		`Mã chi,Số tiền,Kết quả,Ngày,Lý do\n${third},50000000,Thành công,09/09/2026,\n${fourth},1,Thành công,09/09/2026,\n${paid},50000000,Trả lại,09/09/2026,Trả lại tiền`,
		"sao-ke.csv",
	);
	expect(await pageOf(id)).toMatchObject({
		lines: null,
		table: { columns: { ...columns, head: 0, decimal: ".", dayOrder: "dmy" }, chosen: false },
	});
	await expect(recordFile(ctx(), { id })).rejects.toMatchObject({ code: "bank_answer_refusal_columns" });
	await chooseColumns(ctx(), { id, columns });
	expect((await pageOf(id))?.summary).toMatchObject({ paid: 1, unmatched: 2 });
	await recordAnswer(ctx(), { reference: third, answer: "unknown", said: "Không có trong sao kê" });
	await recordFile(ctx(), { id });
	expect(await statesOf(), "a person's doubt is ended by the bank's word").toEqual(["paid", "failed", "paid", "sent"]);
	expect((await answersPage(house.db, maker))?.tasks).toMatchObject([
		{ finding: "amount-differs", payment: fourth },
		{ finding: "contradicts", payment: paid },
	]);
	await expect(chooseColumns(ctx(), { id, columns })).rejects.toMatchObject({ code: "house_refusal_moved_on" });
	expect((await verifyBooks(house.db)).filter(({ wrong }) => wrong > 0)).toEqual([]);
});

test("a file that waits for an account keeps nobody from the audit log", async () => {
	const associationId = await makeAssociation(house.db);
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n } });
	// The second ends its application with less than was approved, so that the rest goes back to the envelope.
	const claims = [
		await makeVerifiedClaim(house.db, await makeAgreed(house.db, { programmeId, associationId, reviewer }), {
			costs: [59_000_000n],
		}),
		await makeVerifiedClaim(house.db, await makeAgreed(house.db, { programmeId, associationId, reviewer }), {
			costs: [59_000_000n],
			isLast: true,
		}),
	];
	const sent = await makeSentBatch(house.db, claims, { maker, releaser: second });
	const [begun = "", ended = ""] = sent.payments;
	const table = `Mã chi,Số tiền,Kết quả,Ngày,Lý do\n${begun},25000000,Thành công,09/09/2026,\n${ended},25000000,Thành công,09/09/2026,`;
	const id = await send(table, "hai-dong.csv");
	await chooseColumns(ctx(), { id, columns });
	const envelopeId = (await findEnvelope(house.db, programmeId, associationId)) ?? "";

	const before = transactionRetries.count;
	let recording: Promise<void> = Promise.resolve();
	// As an approval does: the envelope first, then the log, in which the file has written already.
	await inTransaction(house.db, async (trx) => {
		await lockAccounts(trx, [availableAccount(envelopeId)]);
		recording = recordFile(ctx(), { id });
		const waiting = sql<{ count: bigint }>`select count(*) from pg_stat_activity
			where datname = current_database() and wait_event_type = 'Lock'`;
		await expect.poll(async () => Number((await waiting.execute(house.owner)).rows[0]?.count)).toBe(1);
		const subject = { kind: "test", id: "1", label: "t" };
		await appendAudit(trx, { actor: { system: "test" }, now }, { action: "test.done", subject });
	});
	await recording;
	expect(transactionRetries.count, "transactions that had to be begun again").toBe(before);
	const told = await house.db
		.selectFrom("auditEntry")
		.select("action")
		.where("subjectLabel", "in", [begun, ended, "hai-dong.csv", "t"])
		.where("action", "in", ["disbursement.paid", "bank-answer.recorded", "test.done"])
		.orderBy("id")
		.execute();
	expect(told.map(({ action }) => action)).toEqual([
		...["disbursement.paid", "test.done", "disbursement.paid", "bank-answer.recorded"],
	]);
});

test("nobody but a finance officer sends or records; an auditor reads; the file stays as it came", async () => {
	const auditor = await makeStaff(house.db, "auditor");
	const officer = await makeStaff(house.db, "programme_officer");
	const [{ id = "" } = {}] = (await answersPage(house.db, auditor))?.files ?? [];
	expect(await pageOf(id, auditor)).not.toBeNull();
	expect(await pageOf(id, officer)).toBeNull();
	expect(await answersPage(house.db, officer)).toBeNull();
	for (const actor of [auditor, officer]) {
		await expect(recordFile(ctx(actor), { id })).rejects.toMatchObject({ status: 403 });
		await expect(closeTask(ctx(actor), { id: "1", note: "x" })).rejects.toMatchObject({ status: 403 });
	}
	await expect(recordFile(ctx(), { id: "x" })).rejects.toMatchObject({ status: 404 });
	const change = house.db.updateTable("bankAnswer").set({ fileName: "other.csv" }).where("id", "=", id).execute();
	await expect(change).rejects.toMatchObject({ constraint: "bank_answer_frozen" });
	const line = house.db.updateTable("bankAnswerRow").set({ said: "x" }).where("bankAnswerId", "=", id).execute();
	await expect(line).rejects.toMatchObject({ constraint: "bank_answer_row_frozen" });
});

test("what may be about an earlier sending is for a person: no second answer is taken from it, and no third payment follows", async () => {
	const [, again = ""] = payments;
	const [, claim = ""] = claims;
	await reschedule(ctx(second), { reference: again });
	await makeSentBatch(house.db, [claim], { maker, releaser: second, now });
	const line = (day: string, result: string) =>
		send(`Mã chi,Số tiền,Kết quả,Ngày,Lý do\n${again},50000000,${result},${day},Như sao kê`, "sao-ke.csv");
	const findingOf = async (id: string) => {
		await chooseColumns(ctx(), { id, columns });
		return (await pageOf(id))?.lines?.[0]?.finding;
	};
	for (const result of ["Trả lại", "Thành công"]) {
		const id = await line("10/09/2026", result);
		expect(await findingOf(id), result).toBe("day");
		await recordFile(ctx(), { id });
	}
	expect((await statesOf())[1]).toBe("sent");

	await recordAnswer(ctx(), { reference: again, answer: "paid", on: "2026-09-10", said: "" });
	const late = await send(report([again, "ACSC"]), "tra-loi-muon.xml");
	expect((await pageOf(late))?.lines, "its first batch may have been paid as well").toMatchObject([
		{ finding: "other-batch" },
	]);
	expect((await verifyBooks(house.db)).filter(({ wrong }) => wrong > 0)).toEqual([]);
});

/** As it was kept before there were limits. */
async function keep(text: string): Promise<string> {
	const bytes = new TextEncoder().encode(text);
	const by = maker.personId;
	const id = randomUUID();
	const { fileId } = await inTransaction(house.db, async (trx) => {
		const file = await storeFile(trx, {
			bytes,
			mediaType: "text/plain",
			sender: { personId: by, standing: "entitled" },
			now,
		});
		const row = { id, fileId: file.id, sha256: id.replaceAll("-", "").padEnd(64, "0"), fileName: "rong.csv" };
		const uploaded = { uploadedAt: now, uploadedBy: by, uploadedByName: maker.name };
		await trx
			.insertInto("bankAnswer")
			.values({ ...row, ...uploaded, format: "csv" })
			.execute();
		return row;
	});
	expect(fileId).toBeTruthy();
	return id;
}

test("a table that was kept before the limits is not laid out, and is still there to download", async () => {
	const id = await keep(`${"a,".repeat(200_000)}a\n${"1,".repeat(200_000)}1`);
	expect(await pageOf(id)).toMatchObject({ isTooLarge: true, lines: [], table: null, summary: null });
	expect((await bankAnswerFile(house.db, maker, id))?.fileName).toBe("rong.csv");
	await expect(recordFile(ctx(), { id })).rejects.toMatchObject({ code: "bank_answer_refusal_table" });
});

test("a status that is no bank's word is for a person, and the file's other payments are recorded", async () => {
	const words = ["constructor", "__proto__", "toString", "valueOf", "hasOwnProperty"] as const;
	const id = await send(report(...words.map((word, at): [string, string] => [`CT-1999-1000${at}`, word])), "la.xml");
	expect(await pageOf(id)).toMatchObject({
		isTooLarge: false,
		lines: words.map((said) => ({ answer: "unclear", said })),
	});
	await recordFile(ctx(), { id });
	expect((await pageOf(id))?.recorded).toMatchObject({ name: maker.name });
});
