import { saveAdvance } from "#app/claim/advance/save-advance.server.ts";
import { startAdvance } from "#app/claim/advance/start-advance.server.ts";
import { savePayeeAccount } from "#app/claim/payee-account.server.ts";
import { submitClaim } from "#app/claim/submit-claim.server.ts";
import type { Actor } from "#app/house/access.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { banks } from "#app/kernel/banks.ts";
import { answerClaimAsRead as answerClaim } from "./as-read.server.ts";
import { type Cast, contextAt } from "./cast.ts";
import { uuidFrom } from "./random.ts";

type Agreed = { reference: string; reviewer: Actor; agreedAt: Date };

/** Asks for as much ahead as the programme pays. The reference of the claim, which is not submitted. */
async function askAhead(cast: Cast, application: string, now: Date): Promise<string> {
	const { db, random, business } = cast;
	const ctx = contextAt(cast, business.owner, now);
	const { providerName, priceDong, allowedDong, costLineId } = await db
		.selectFrom("application")
		.innerJoin("costLine", "costLine.submissionId", "application.submissionId")
		.select(["costLine.id as costLineId", "providerName", "priceDong", "costLine.allowedDong"])
		.where("application.reference", "=", application)
		.executeTakeFirstOrThrow();
	const reference = await startAdvance(ctx, { claimId: uuidFrom(random), reference: application });
	await saveAdvance(ctx, {
		reference,
		draftVersion: 1,
		costLineId,
		amount: String(((allowedDong ?? priceDong / 2n) * 30n) / 100n),
		reason: "Đặt cọc theo hợp đồng đã ký với nhà cung cấp.",
	});
	await savePayeeAccount(ctx, {
		reference,
		bankBin: random.pick(banks).bin,
		number: String(random.between(1_000_000_000, 9_999_999_999)),
		accountName: toAccountName(providerName),
	});
	return reference;
}

async function isPaid(db: Cast["db"], claim: string): Promise<boolean> {
	const paid = await db
		.selectFrom("disbursement")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.select("disbursement.id")
		.where("claim.reference", "=", claim)
		.where("disbursement.state", "=", "paid")
		.executeTakeFirst();
	return paid !== undefined;
}

/** Money ahead of the costs: asked for, and unless it ends there verified and paid by the finance desk. When it arrived. */
export async function* advanceStory(
	cast: Cast,
	{ reference, reviewer, agreedAt }: Agreed,
): AsyncGenerator<Date, Date | null, Date> {
	const { calendar, random, business, ending, payments, db } = cast;
	let now = yield calendar.later(agreedAt, 1, random);
	const advance = await askAhead(cast, reference, now);
	if (ending === "advance draft") return null;
	now = yield calendar.later(now, 0, random);
	await submitClaim(contextAt(cast, business.owner, now), { reference: advance });
	now = yield calendar.later(now, 2, random);
	await answerClaim(contextAt(cast, reviewer, now), { reference: advance, answer: "verify", reasons: "" });
	payments.set(advance, "completed");
	while (!(await isPaid(db, advance))) now = yield calendar.later(now, 2, random);
	return now;
}
