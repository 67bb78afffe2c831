import { issueCertificate } from "#app/certificate/issue-certificate.server.ts";
import { chooseColumns } from "#app/disbursement/bank/choose-columns.server.ts";
import { receiveAnswer } from "#app/disbursement/bank/receive-answer.server.ts";
import { recordFile } from "#app/disbursement/bank/record-file.server.ts";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { exportBatch } from "#app/disbursement/export-batch.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import type { Actor } from "#app/house/access.ts";
import { formatDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Database } from "#db/connection.server.ts";
import type { Calendar } from "./calendar.ts";
import { contextAt, type Ending } from "./cast.ts";
import { correctPayment } from "./correction-story.server.ts";
import { type Random, uuidFrom } from "./random.ts";
import type { Story } from "./theatre.ts";

/** One payment was recorded as paid by mistake, found, corrected by two, and paid again. */
const CORRECTION_WORKING_DAYS_AGO = 88;

export type Desk = {
	db: Database;
	calendar: Calendar;
	random: Random;
	/** Who makes the batches, and who releases them. */
	officers: [Actor, Actor];
	payments: Map<string, Ending>;
	startsAt: Date;
};

const bankWords = {
	unknown: "Không có trong sao kê",
	failed: "Số tài khoản không khớp tên người nhận",
	completed: "Đã ghi có",
} as const;

/** The last day of batches: before it was time to claim, after it the bank has time to answer. */
const LAST_BATCH_WORKING_DAYS_AGO = 3;

/** One file of the bank comes in before the last batches, so that the desk has a line to look into. */
const STATEMENT_WORKING_DAYS_AGO = 46;

/** The finance desk: a batch a week of whatever is due, released and sent at once, answered by the bank a day later. */
export async function* financeStory(desk: Desk): Story {
	const { db, calendar, random, officers, payments } = desk;
	const [maker, releaser] = officers;
	const lastBatchAt = calendar.workingDaysAgo(LAST_BATCH_WORKING_DAYS_AGO, random);
	const statementFrom = calendar.workingDaysAgo(STATEMENT_WORKING_DAYS_AGO, random);
	const correctionFrom = calendar.workingDaysAgo(CORRECTION_WORKING_DAYS_AGO, random);
	let hasStatement = false;
	let hasCorrection = false;
	let now = yield desk.startsAt;
	for (;;) {
		const due = [...payments];
		payments.clear();
		const toSend = due.filter(([, ending]) => ending !== "scheduled").map(([claim]) => claim);
		const toKeep = due.filter(([, ending]) => ending === "scheduled").map(([claim]) => claim);
		if (toKeep.length > 0) {
			await createBatch(contextAt({ db }, maker, now), { batchId: uuidFrom(random), claimReferences: toKeep });
		}
		if (toSend.length > 0) {
			const reference = await createBatch(contextAt({ db }, maker, now), {
				batchId: uuidFrom(random),
				claimReferences: toSend,
			});
			now = yield calendar.later(now, 0, random);
			await releaseBatch(contextAt({ db }, releaser, now), { reference });
			now = yield calendar.later(now, 0, random);
			await exportBatch(contextAt({ db }, maker, now), { reference });
			now = yield calendar.later(now, 1, random);
			await recordAnswers(desk, maker, now, due);
			if (!hasStatement && now > statementFrom) {
				await recordStatement(desk, maker, now, due);
				hasStatement = true;
			}
			const [wrong] = due.filter(([, ending]) => ending === "completed");
			if (!hasCorrection && wrong && now > correctionFrom) {
				const found = yield calendar.later(now, 1, random);
				now = yield calendar.later(found, 0, random);
				await correctPayment(desk, wrong[0], found, now);
				payments.set(...wrong);
				hasCorrection = true;
			}
		}
		const next = calendar.later(now, 4, random);
		now = yield now < lastBatchAt && next > lastBatchAt ? lastBatchAt : next;
	}
}

async function recordAnswers({ db }: Desk, maker: Actor, now: Date, due: [string, Ending][]): Promise<void> {
	for (const [claim, ending] of due) {
		if (ending !== "completed" && ending !== "unknown" && ending !== "failed") continue;
		const { reference, applicationId } = await db
			.selectFrom("disbursement")
			.innerJoin("claim", "claim.id", "disbursement.claimId")
			.select(["disbursement.reference", "disbursement.applicationId"])
			.where("claim.reference", "=", claim)
			.executeTakeFirstOrThrow();
		await recordAnswer(contextAt({ db }, maker, now), {
			reference,
			answer: ending === "completed" ? "paid" : ending,
			on: ending === "unknown" ? undefined : plainDateAt(now),
			said: bankWords[ending],
		});
		if (ending === "completed" && (await isCompleted(db, applicationId))) {
			const system = { db, actor: { system: "Đòn Bẩy" }, now, locale: "vi" as const };
			await issueCertificate(system, { applicationId, kind: "completion" });
		}
	}
}

/** Not after an advance, nor while more is to be claimed. */
async function isCompleted(db: Database, applicationId: string): Promise<boolean> {
	const application = db.selectFrom("application").select("state").where("id", "=", applicationId);
	return (await application.executeTakeFirstOrThrow()).state === "completed";
}

/** The bank's own table of that day: it repeats what was recorded by hand, and names a payment that is none of ours. */
async function recordStatement({ db }: Desk, maker: Actor, now: Date, due: [string, Ending][]): Promise<void> {
	const day = formatDate(plainDateAt(now), "vi");
	const answered = due.filter(([, ending]) => ending === "completed" || ending === "failed").map(([claim]) => claim);
	const paid = await db
		.selectFrom("disbursement")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.select(["disbursement.reference", "amountDong", "disbursement.state"])
		.where("claim.reference", "in", ["", ...answered])
		.orderBy("disbursement.reference")
		.execute();
	const lines = [
		"Mã chi;Số tiền;Kết quả;Ngày;Lý do",
		...paid.map(({ reference, amountDong, state }) =>
			state === "paid"
				? `${reference};${amountDong};Thành công;${day};`
				: `${reference};${amountDong};Trả lại;${day};${bankWords.failed}`,
		),
		`CT-2019-00042;12500000;Thành công;${day};`,
	];
	const ctx = contextAt({ db }, maker, now);
	const fileName = `sao-ke-${plainDateAt(now)}.csv`;
	const id = await receiveAnswer(ctx, { fileName, bytes: new TextEncoder().encode(lines.join("\n")) });
	await chooseColumns(ctx, { id, columns: { reference: 0, amount: 1, result: 2, day: 3, words: 4 } });
	await recordFile(ctx, { id });
}
