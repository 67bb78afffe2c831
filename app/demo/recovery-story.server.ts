import type { Actor } from "#app/house/access.ts";
import { addDays, type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { answerNotice } from "#app/recovery/answer-notice.server.ts";
import { answerProposal } from "#app/recovery/answer-proposal.server.ts";
import { chooseInstalments } from "#app/recovery/choose-instalments.server.ts";
import { confirmNotice } from "#app/recovery/confirm-notice.server.ts";
import { decideRecovery } from "#app/recovery/decide-recovery.server.ts";
import { makeNotice } from "#app/recovery/make-notice.server.ts";
import { recordReceipt } from "#app/recovery/record-receipt.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Calendar } from "./calendar.ts";
import { contextAt } from "./cast.ts";
import { type Random, uuidFrom } from "./random.ts";
import type { Story } from "./theatre.ts";

type Desk = {
	db: Database;
	calendar: Calendar;
	random: Random;
	/** Who makes the notices, and who confirms them. */
	officers: [Actor, Actor];
	startsAt: Date;
	/** By the id of their business. */
	owners: Map<string, Actor>;
};

type Paid = { payment: string; application: string; amountDong: bigint; businessId: string };

/** The oldest that was paid by then and is not asked back yet: of one business, or of any that the bank has paid. */
async function paidBy(db: Database, day: PlainDate, businessId?: string): Promise<Paid> {
	const found = await db
		.selectFrom("disbursement")
		.innerJoin("application", "application.id", "disbursement.applicationId")
		.leftJoin("recovery", "recovery.disbursementId", "disbursement.id")
		.select(["disbursement.reference as payment", "application.reference as application"])
		.select(["disbursement.amountDong", "businessId"])
		.where("disbursement.state", "=", "paid")
		.where("paidOn", "<", day)
		.where("recovery.id", "is", null)
		.where((eb) => (businessId ? eb("businessId", "=", businessId) : eb("rail", "=", "bank-file")))
		.orderBy("paidOn")
		.orderBy("disbursement.reference")
		.limit(1)
		.executeTakeFirst();
	if (!found) throw new Error(`the demo has no payment to ask back by ${day}`);
	return found;
}

/** A part of it in whole millions. */
function partOf({ amountDong }: Paid, percent: bigint): bigint {
	const millions = (amountDong * percent) / 100_000_000n;
	return (millions > 0n ? millions : 1n) * 1_000_000n;
}

async function notice(
	{ db, random, officers }: Desk,
	now: Date,
	wishes: { paid: Paid; amountDong: bigint; reason: string; dueInDays: number },
): Promise<string> {
	const today = plainDateAt(now);
	return makeNotice(contextAt({ db }, officers[0], now), {
		recoveryId: uuidFrom(random),
		payment: wishes.paid.payment,
		amountDong: wishes.amountDong,
		reason: wishes.reason,
		answerBy: addDays(today, 14),
		dueOn: addDays(today, wishes.dueInDays),
	});
}

async function receive(
	{ db, random, officers }: Desk,
	now: Date,
	reference: string,
	amountDong: bigint,
): Promise<void> {
	const [first, second] = officers;
	await recordReceipt(contextAt({ db }, first, now), {
		receiptId: uuidFrom(random),
		reference,
		amountDong,
		receivedOn: plainDateAt(now),
		bankReference: `FT${random.between(10_000_000, 99_999_999)}`,
	});
	await answerProposal(contextAt({ db }, second, now), { reference, answer: "confirm", proposedAt: now });
}

/** A notice that is contested, lowered, and paid back at once. */
export async function* settledRecovery(desk: Desk): Story {
	const { db, calendar, random, officers, owners } = desk;
	let now = yield desk.startsAt;
	const paid = await paidBy(db, plainDateAt(now));
	const owner = owners.get(paid.businessId);
	if (!owner) throw new Error(`${paid.application} has nobody`);
	const reference = await notice(desk, now, {
		paid,
		amountDong: partOf(paid, 60n),
		reason: "Phần mềm chỉ dùng cho một trong hai cửa hàng đã cam kết.",
		dueInDays: 45,
	});
	now = yield calendar.later(now, 1, random);
	await confirmNotice(contextAt({ db }, officers[1], now), { reference });
	now = yield calendar.later(now, 4, random);
	const words = "Cửa hàng thứ hai mở chậm ba tháng và nay đã dùng; chúng tôi gửi kèm nhật ký sử dụng.";
	const own = { application: paid.application, reference };
	await answerNotice(contextAt({ db }, owner, now), { ...own, answer: "contest", words });
	now = yield calendar.later(now, 5, random);
	const amountDong = partOf(paid, 30n);
	await decideRecovery(contextAt({ db }, officers[1], now), {
		reference,
		decision: "lower",
		amountDong,
		reasons: "Chỉ tính ba tháng chưa dùng ở cửa hàng thứ hai.",
	});
	const proposedAt = now;
	now = yield calendar.later(now, 1, random);
	await answerProposal(contextAt({ db }, officers[0], now), { reference, answer: "confirm", proposedAt });
	now = yield calendar.later(now, 9, random);
	await receive(desk, now, reference, amountDong);
}

/** One that the business pays back in three parts: the first has come back, the second is due soon. */
export async function* recoveryInParts(desk: Desk & { businessId: string }): Story {
	const { db, calendar, random, officers, owners, businessId } = desk;
	let now = yield desk.startsAt;
	const paid = await paidBy(db, plainDateAt(now), businessId);
	const owner = owners.get(businessId);
	if (!owner) throw new Error(`${businessId} has nobody`);
	const amountDong = partOf(paid, 10n) * 3n;
	const reference = await notice(desk, now, {
		paid,
		amountDong,
		reason: "Số lao động kê khai khi nộp hồ sơ cao hơn số đóng bảo hiểm xã hội, nên mức hỗ trợ phải tính lại.",
		dueInDays: 30,
	});
	now = yield calendar.later(now, 1, random);
	await confirmNotice(contextAt({ db }, officers[1], now), { reference });
	now = yield calendar.later(now, 3, random);
	const own = { application: paid.application, reference };
	await answerNotice(contextAt({ db }, owner, now), { ...own, answer: "agree", words: "" });
	now = yield calendar.later(now, 0, random);
	await chooseInstalments(contextAt({ db }, owner, now), { ...own, planId: uuidFrom(random), count: 3 });
	now = yield calendar.later(now, 14, random);
	await receive(desk, now, reference, amountDong / 3n);
}

/** One that waits for the second officer. */
export async function* draftedRecovery(desk: Desk): Story {
	const now = yield desk.startsAt;
	const paid = await paidBy(desk.db, plainDateAt(now));
	await notice(desk, now, {
		paid,
		amountDong: partOf(paid, 20n),
		reason: "Nhà cung cấp đã hoàn lại một phần giá cho doanh nghiệp sau khi Thành phố chi.",
		dueInDays: 45,
	});
}
