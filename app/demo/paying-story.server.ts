import { acceptAgreement } from "#app/agreement/accept-agreement.server.ts";
import { lapseAgreement } from "#app/agreement/lapse-agreement.server.ts";
import { offerAgreement } from "#app/agreement/offer-agreement.server.ts";
import { answerClaim } from "#app/claim/answer-claim.server.ts";
import { cancelApplication } from "#app/claim/cancel-application.server.ts";
import { addClaimDocument } from "#app/claim/claim-documents.server.ts";
import { savePayeeAccount } from "#app/claim/payee-account.server.ts";
import { saveClaim } from "#app/claim/save-claim.server.ts";
import { startClaim } from "#app/claim/start-claim.server.ts";
import { submitClaim } from "#app/claim/submit-claim.server.ts";
import type { Actor } from "#app/house/access.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { banks } from "#app/kernel/banks.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { type Cast, contextAt, type Ending, notBefore } from "./cast.ts";
import { uuidFrom } from "./random.ts";
import type { Story } from "./theatre.ts";

type Approved = { applicationId: string; reference: string; reviewer: Actor; approvedAt: Date };

async function fillInClaim(cast: Cast, claim: string, application: string, now: Date): Promise<void> {
	const { db, random, business, ending, quotations } = cast;
	const ctx = contextAt(cast, business.owner, now);
	const lines = await db
		.selectFrom("application")
		.innerJoin("costLine", "costLine.submissionId", "application.submissionId")
		.select(["costLine.id", "priceDong", "providerName", "providerTaxCode"])
		.where("application.reference", "=", application)
		.where("costLine.allowedDong", ">", 0n)
		.orderBy("position")
		.execute();
	const [first] = lines;
	if (!first) throw new Error(`${application} was approved without lines`);
	// Some cost less than was quoted: then less is claimed than was approved, and the rest goes back.
	const costOf = (priceDong: bigint) => (ending === "claim verified" ? (priceDong * 9n) / 10n : priceDong);
	const total = lines.reduce((sum, { priceDong }) => sum + costOf(priceDong), 0n);
	const [year = "", month = "", day = ""] = plainDateAt(now).split("-");
	await saveClaim(ctx, {
		reference: claim,
		draftVersion: 1,
		isLast: true,
		lines: lines.map(({ id, priceDong }) => ({ costLineId: id, cost: String(costOf(priceDong)) })),
		invoices: [
			{
				sellerTaxCode: first.providerTaxCode,
				serial: `1C${String(yearOf(plainDateAt(now)) % 100)}T${random.pick(["VS", "AA", "DB", "KL"])}`,
				number: String(random.between(100, 9_999_999)),
				issuedOn: { day, month, year },
				total: String(total),
			},
		],
	});
	await savePayeeAccount(ctx, {
		reference: claim,
		bankBin: random.pick(banks).bin,
		number: String(random.between(1_000_000_000, 9_999_999_999)),
		accountName: toAccountName(first.providerName),
	});
	const bytes = quotations.get(first.providerName) ?? Buffer.from("%PDF-1.4\n");
	for (const [kind, fileName] of [
		["invoice", "hoa-don.pdf"],
		["payment-proof", "uy-nhiem-chi.pdf"],
	] as const) {
		await addClaimDocument(ctx, { reference: claim, documentId: uuidFrom(random), kind, fileName, bytes });
	}
}

/** Working days since a claim was made that waits for its money today, so that the finance desk had time to act on it. */
const claimedAgo: Partial<Record<Ending, number>> = { scheduled: 7, sent: 7, unknown: 7, failed: 7 };

const answers = {
	"claim returned": { answer: "return", reasons: "Hóa đơn ghi thiếu địa chỉ người mua, nhờ bổ sung bản điều chỉnh." },
	"claim refused": { answer: "refuse", reasons: "Hóa đơn lập cho hạng mục không có trong quyết định hỗ trợ." },
} as const;

/** From the agreement to a claim that is answered; the finance desk's own story pays. */
export async function* payingStory(cast: Cast, { applicationId, reference, reviewer, approvedAt }: Approved): Story {
	const { calendar, random, business, ending, payments, db } = cast;
	const later = (moment: Date, days: number) => calendar.later(moment, days, random);
	const system = (now: Date) => ({ db, actor: { system: "Đòn Bẩy" }, now, locale: "vi" as const });
	await offerAgreement(system(approvedAt), { applicationId });
	if (ending === "approved") return;
	if (ending === "lapsed") {
		const over = yield later(approvedAt, 13);
		await lapseAgreement(system(over), { applicationId });
		return;
	}
	let now = yield later(approvedAt, random.between(1, 6));
	await acceptAgreement(contextAt(cast, business.owner, now), { reference, position: "Giám đốc" });
	if (ending === "agreed") return;
	await cast.payOwnShare?.(reference, now);
	if (ending === "cancelled") {
		const over = yield later(now, 5);
		const reasons = "Doanh nghiệp ngừng hoạt động nên không thực hiện nội dung đã thỏa thuận.";
		await cancelApplication(contextAt(cast, cast.manager, over), { reference, reasons });
		return;
	}

	now = yield notBefore(cast, later(now, random.between(3, 9)), claimedAgo[ending]);
	const claim = await startClaim(contextAt(cast, business.owner, now), { claimId: uuidFrom(random), reference });
	now = yield later(now, 0);
	await fillInClaim(cast, claim, reference, now);
	if (ending === "claim draft") return;
	now = yield later(now, 0);
	await submitClaim(contextAt(cast, business.owner, now), { reference: claim });
	if (ending === "claim submitted") return;

	now = yield later(now, random.between(1, 3));
	const against = ending === "claim returned" || ending === "claim refused" ? answers[ending] : null;
	await answerClaim(contextAt(cast, reviewer, now), {
		reference: claim,
		...(against ?? { answer: "verify", reasons: "" }),
	});
	if (!against && ending !== "claim verified") payments.set(claim, ending);
}
