import { lapseAgreement } from "#app/agreement/lapse-agreement.server.ts";
import { offerAgreement } from "#app/agreement/offer-agreement.server.ts";
import { addClaimDocument } from "#app/claim/claim-documents.server.ts";
import { cancelApplication } from "#app/claim/ending/cancel-application.server.ts";
import { addInvoiceFile } from "#app/claim/invoice/add-invoice-file.server.ts";
import { savePayeeAccount } from "#app/claim/payee-account.server.ts";
import { saveClaim } from "#app/claim/save-claim.server.ts";
import { startClaim } from "#app/claim/start-claim.server.ts";
import { submitClaim } from "#app/claim/submit-claim.server.ts";
import type { Actor } from "#app/house/access.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { banks } from "#app/kernel/banks.ts";
import { type PlainDate, plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import { advanceStory } from "./advance-story.server.ts";
import { answerClaimAsRead as answerClaim } from "./as-read.server.ts";
import { type Cast, contextAt, type Ending, notBefore } from "./cast.ts";
import { eInvoiceXml } from "./e-invoice.ts";
import { randomFrom, uuidFrom } from "./random.ts";
import { acceptForBusiness, answerForProviders } from "./signing.server.ts";
import type { Story } from "./theatre.ts";

type Approved = { applicationId: string; reference: string; reviewer: Actor; approvedAt: Date };

/** Whose businesses sent the XML of their invoice, too. */
const withXml: readonly Ending[] = ["claim submitted", "claim returned", "claim verified", "scheduled"];

/** Invoices of claims that are answered, the newest first. A near match holds up both claims until it is judged. */
export function answeredInvoices(db: Cast["db"]) {
	return db
		.selectFrom("invoice")
		.innerJoin("claim", "claim.id", "invoice.claimId")
		.where("releasedAt", "is", null)
		.where("claim.state", "=", "verified")
		.orderBy("issuedOn", "desc")
		.orderBy("sellerTaxCode")
		.orderBy("invoice.number");
}

/** Serial and number of an earlier invoice of the seller, but for one letter, or the year. */
async function nearlyAnEarlier(db: Cast["db"], seller: string, today: PlainDate) {
	const { formSymbol, symbol, number } = await answeredInvoices(db)
		.select(["formSymbol", "symbol", "invoice.number"])
		.where("sellerTaxCode", "=", seller)
		.executeTakeFirstOrThrow();
	const year = String(yearOf(today) % 100).padStart(2, "0");
	const thisYears = symbol.slice(1, 3) === year;
	const serial = thisYears
		? formSymbol + symbol.slice(0, 5) + (symbol.endsWith("X") ? "Y" : "X")
		: formSymbol + symbol.slice(0, 1) + year + symbol.slice(3);
	return { serial, number: String(number) };
}

async function fillInClaim(cast: Cast, claim: string, application: string, now: Date): Promise<void> {
	const { db, random, business, ending, quotations } = cast;
	const ctx = contextAt(cast, business.owner, now);
	const lines = await db
		.selectFrom("application")
		.innerJoin("costLine", "costLine.submissionId", "application.submissionId")
		.select(["costLine.id", "priceDong", "description", "providerName", "providerTaxCode"])
		.where("application.reference", "=", application)
		.where("costLine.allowedDong", ">", 0n)
		.orderBy("position")
		.execute();
	const [first] = lines;
	if (!first) throw new Error(`${application} was approved without lines`);
	// Some cost less than was quoted: then less is claimed than was approved, and the rest goes back.
	const share = { "claim verified": 9n, "advance earned": 6n, "claimed in part": 6n }[ending as string] ?? 10n;
	const costOf = (priceDong: bigint) => (priceDong * share) / 10n;
	const total = lines.reduce((sum, { priceDong }) => sum + costOf(priceDong), 0n);
	const [year = "", month = "", day = ""] = plainDateAt(now).split("-");
	const printed = {
		serial: `1C${String(yearOf(plainDateAt(now)) % 100)}T${random.pick(["VS", "AA", "DB", "KL"])}`,
		number: String(random.between(100, 9_999_999)),
	};
	const near = cast.nearMatch ? await nearlyAnEarlier(db, first.providerTaxCode, plainDateAt(now)) : null;
	const invoice = {
		sellerTaxCode: first.providerTaxCode,
		...(near ?? printed),
		issuedOn: { day, month, year },
		total: String(total),
	};
	const draft = {
		reference: claim,
		isLast: ending !== "advance earned" && ending !== "claimed in part",
		lines: lines.map(({ id, priceDong }) => ({ costLineId: id, cost: String(costOf(priceDong)) })),
		invoices: [invoice],
	};
	await saveClaim(ctx, { ...draft, draftVersion: 1 });
	if (withXml.includes(ending)) {
		const own = randomFrom(Number(claim.replace(/\D/g, "").slice(-6)));
		const bytes = eInvoiceXml(
			{
				seller: { name: first.providerName, taxCode: first.providerTaxCode },
				buyer: { name: business.name, taxCode: formatTaxCode(business.taxCode) },
				...invoice,
				issuedOn: plainDateAt(now),
				lines: lines.map(({ description, priceDong }) => ({ name: description, costDong: costOf(priceDong) })),
				withoutCode: near !== null,
			},
			own,
		);
		const file = { documentId: uuidFrom(own), fileName: `${invoice.serial}-${invoice.number}.xml`, bytes };
		await addInvoiceFile(ctx, { ...draft, draftVersion: 2, ...file });
	}
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
const claimedAgo: Partial<Record<Ending, number>> = {
	scheduled: 7,
	sent: 7,
	unknown: 7,
	failed: 7,
	"advance earned": 7,
};

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
	const isWaiting = ending === "provider waiting" || ending === "provider declined";
	let now = yield later(approvedAt, isWaiting ? 1 : random.between(1, 6));
	await acceptForBusiness(contextAt(cast, business.owner, now), { applicationId, reference });
	if (ending === "provider waiting") return;
	const no = "Giá đã tăng từ tháng này, nhờ doanh nghiệp lấy báo giá mới.";
	await answerForProviders({ db, now }, { applicationId }, ending === "provider declined" ? no : "");
	if (ending === "agreed" || ending === "provider declined") return;
	await cast.payOwnShare?.(reference, now);
	if (ending === "cancelled") {
		const over = yield later(now, 5);
		const reasons = "Doanh nghiệp ngừng hoạt động nên không thực hiện nội dung đã thỏa thuận.";
		await cancelApplication(contextAt(cast, cast.manager, over), { reference, reasons });
		return;
	}

	if (ending === "advance draft" || ending === "advance earned") {
		const paidAt = yield* advanceStory(cast, { reference, reviewer, agreedAt: now });
		if (!paidAt) return;
		now = paidAt;
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
	if (!against && ending !== "claim verified") payments.set(claim, ending === "claimed in part" ? "completed" : ending);
}
