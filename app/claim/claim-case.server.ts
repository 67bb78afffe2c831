import type { Kysely } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Invoice } from "#app/invoice/invoice.rules.ts";
import { assert } from "#app/kernel/assert.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import type { Tables } from "#db/connection.server.ts";
import { type ClaimKind, type Split, splitOf } from "./advance/advance.rules.ts";
import { type AdvanceDraft, readAdvanceDraft } from "./advance/advance-draft.ts";
import { type AdvanceStanding, advanceStanding, toEarn } from "./advance/advance-standing.server.ts";
import {
	type ClaimableLine,
	type ClaimDocumentKind,
	type ClaimedLine,
	claimedProvider,
	endsClaims,
	invoicesFirst,
} from "./claim.rules.ts";
import { type ClaimEvent, type ClaimState, isOwnEvent } from "./claim.states.ts";
import { type ClaimDraft, readClaimDraft } from "./claim-draft.ts";
import { claimableLines } from "./claimable-lines.server.ts";
import { type ClaimInvoiceFile, invoiceFilesOf } from "./invoice/invoice-files.server.ts";
import { ownShareStands } from "./own-share/own-share-stands.server.ts";
import { visibleClaims } from "./visible-claims.server.ts";

export type ClaimDocument = {
	id: string;
	kind: ClaimDocumentKind;
	fileName: string;
	mediaType: string;
	byteSize: number;
	uploadedAt: Date;
};

/** An invoice as it was submitted, and the file that it was filled in from, if any. */
export type SubmittedInvoice = Invoice & { documentId: string | null };

export type ClaimEventRow = { id: string; at: Date; what: ClaimEvent; actorName: string; said: string | null };

/** Everything that the pages of a claim show and that submitting and answering it are judged by. */
export type ClaimCase = {
	id: string;
	reference: string;
	kind: ClaimKind;
	/** What was kept back of which claim, where this one pays it. */
	retains: string | null;
	state: ClaimState;
	draftVersion: number;
	isLast: boolean;
	application: {
		id: string;
		reference: string;
		associationId: string | null;
		businessId: string;
		approvedDong: bigint;
		/** The day of the support notice: no invoice is older. */
		decidedOn: PlainDate;
	};
	businessName: string;
	/** With its branch, as invoices must name the buyer. */
	businessTaxCode: string;
	/** Who is paid, as the agreement says. */
	payee: "provider" | "business";
	/** Where the money will go, with the end of its number; the provider's, or the business's own. */
	account: { bankBin: string; last4: string; accountName: string } | null;
	/** The business has paid its own share in through Stripe, and it stands for this claim. */
	ownSharePaid: boolean;
	/** It stood when the claim was submitted, and Stripe has taken it back since. */
	ownShareGone: boolean;
	lines: ClaimableLine[];
	draft: ClaimDraft;
	/** What is asked for ahead, as typed; null for other kinds of claims. */
	advance: AdvanceDraft | null;
	/** The most that the programme pays ahead. */
	highestAdvanceDong: bigint;
	/** What is paid ahead and not earned yet, and what is kept back of each claim. */
	terms: { outstandingDong: bigint; retentionPercent: number };
	/** As it was verified; before, as it would be now. Null before it was submitted. */
	split: Split | null;
	documents: ClaimDocument[];
	/** What was read from the invoices' XML, also of files that were taken out again. */
	invoiceFiles: ClaimInvoiceFile[];
	/** As submitted last; null before. */
	submitted: {
		at: Date;
		costDong: bigint;
		subsidyDong: bigint;
		lines: ClaimedLine[];
		invoices: SubmittedInvoice[];
	} | null;
	answer: { at: Date; reasons: string | null } | null;
	/** Newest first. */
	events: ClaimEventRow[];
};

/** The claim with that reference, if the person may see it; else null. */
export async function findClaimCase(db: Kysely<Tables>, actor: Actor, reference: string): Promise<ClaimCase | null> {
	const row = await visibleClaims(db, actor)
		.select("claim.id")
		.where("claim.reference", "=", reference)
		.executeTakeFirst();
	return row ? claimCaseOf(db, row.id) : null;
}

/**
 * The claim with that reference, if it is of the person's own business; else null. For the pages of business people, without
 * the names of those who answered: an association answers as a body.
 */
export async function findOwnClaimCase(db: Kysely<Tables>, actor: Actor, reference: string): Promise<ClaimCase | null> {
	const row = await ownApplications(db, actor)
		.innerJoin("claim", "claim.applicationId", "application.id")
		.select("claim.id")
		.where("claim.reference", "=", reference)
		.executeTakeFirst();
	if (!row) return null;
	const claim = await claimCaseOf(db, row.id);
	const events = claim.events.map((event) => (isOwnEvent(event.what) ? event : { ...event, actorName: "" }));
	return { ...claim, events };
}

/** A claim by its id. Whether the asker may see it was decided where the id was found. */
export async function claimCaseOf(db: Kysely<Tables>, claimId: string): Promise<ClaimCase> {
	const row = await claimRow(db, claimId);
	const [lines, claimed, invoices, documents, invoiceFiles, events, ownSharePaid] = await Promise.all([
		claimableLines(db, row.applicationId, claimId),
		db
			.selectFrom("claimLine")
			.innerJoin("costLine", "costLine.id", "claimLine.costLineId")
			.select(["costLineId", "costDong", "subsidyDong"])
			.where("claimId", "=", claimId)
			.orderBy("costLine.position")
			.execute(),
		db
			.selectFrom("invoice")
			.select(["sellerTaxCode", "formSymbol", "symbol", "number", "issuedOn", "totalDong", "documentId"])
			.where("claimId", "=", claimId)
			.orderBy("issuedOn")
			.orderBy("number")
			.execute(),
		documentsOf(db, claimId),
		invoiceFilesOf(db, claimId),
		eventsOf(db, claimId),
		ownShareStands(db, claimId),
	]);
	assert(row.approvedDong !== null && row.decidedAt !== null, `${row.reference} claims what was never approved`);
	const draft = readClaimDraft(row.draft);
	const standing = await advanceStanding(db, { ...row, id: row.applicationId });
	const { payeeBankBin, payeeAccountLast4, payeeAccountName, submittedAt, costDong, subsidyDong } = row;
	const providers =
		payeeBankBin && payeeAccountLast4 && payeeAccountName
			? { bankBin: payeeBankBin, last4: payeeAccountLast4, accountName: payeeAccountName }
			: null;
	const own =
		row.ownBin && row.ownLast4 && row.ownName
			? { bankBin: row.ownBin, last4: row.ownLast4, accountName: row.ownName }
			: null;
	return {
		id: claimId,
		reference: row.reference,
		kind: row.kind as ClaimKind,
		retains: row.retains,
		state: row.state as ClaimState,
		draftVersion: row.draftVersion,
		isLast: row.isLast,
		application: {
			id: row.applicationId,
			reference: row.applicationReference,
			associationId: row.associationId,
			businessId: row.businessId,
			approvedDong: row.approvedDong,
			decidedOn: plainDateAt(row.decidedAt),
		},
		businessName: row.legalName,
		businessTaxCode: formatTaxCode({ digits: row.taxCode, branch: row.branch }),
		payee: row.payee as "provider" | "business",
		account: row.payee === "provider" ? providers : own,
		ownSharePaid,
		ownShareGone: row.countsOwnShare === true && !ownSharePaid,
		lines,
		draft,
		advance: row.kind === "advance" ? readAdvanceDraft(draft, row.draft) : null,
		highestAdvanceDong: standing.highestDong,
		terms: { outstandingDong: earnsFirst(row, lines, standing), retentionPercent: standing.retentionPercent },
		split: splitOfRow(row, lines, standing),
		documents,
		invoiceFiles,
		submitted:
			submittedAt && costDong !== null && subsidyDong !== null
				? { at: submittedAt, costDong, subsidyDong, lines: claimed, invoices }
				: null,
		answer: row.answeredAt ? { at: row.answeredAt, reasons: row.answerReasons } : null,
		events,
	};
}

/** What it earned and where that goes; an advance earns nothing, and what was kept back was earned before. */
function splitOfRow(
	row: Awaited<ReturnType<typeof claimRow>>,
	lines: readonly ClaimableLine[],
	standing: AdvanceStanding,
): Split | null {
	const { subsidyDong, advanceOffsetDong: offsetDong, retainedDong, payableDong } = row;
	if (subsidyDong === null || payableDong === null) return null;
	if (row.state === "verified" || row.kind !== "costs") return { subsidyDong, offsetDong, retainedDong, payableDong };
	return splitOf(subsidyDong, {
		outstandingDong: earnsFirst(row, lines, standing),
		retentionPercent: standing.retentionPercent,
		isLast: endsClaims(row, lines, subsidyDong),
	});
}

/** What of an advance the claim has to earn before anything is paid for it. */
function earnsFirst(
	{ draft }: Pick<Awaited<ReturnType<typeof claimRow>>, "draft">,
	lines: readonly ClaimableLine[],
	standing: AdvanceStanding,
): bigint {
	return toEarn(standing, claimedProvider(lines, readClaimDraft(draft).lines)?.providerTaxCode);
}

function claimRow(db: Kysely<Tables>, claimId: string) {
	return db
		.selectFrom("claim")
		.innerJoin("application", "application.id", "claim.applicationId")
		.innerJoin("business", "business.id", "application.businessId")
		.innerJoin("agreement", "agreement.applicationId", "application.id")
		.leftJoin("bankAccount", (join) =>
			join.onRef("bankAccount.businessId", "=", "business.id").on("bankAccount.replacedAt", "is", null),
		)
		.leftJoin("claim as kept", "kept.id", "claim.retainsClaimId")
		.selectAll("claim")
		.select("kept.reference as retains")
		.select(["application.reference as applicationReference", "associationId", "application.businessId"])
		.select("application.programmeId")
		.select(["approvedDong", "decidedAt", submittedName.as("legalName"), "taxCode", "branch", "agreement.payee"])
		.select(["bankBin as ownBin", "numberLast4 as ownLast4", "bankAccount.accountName as ownName"])
		.where("claim.id", "=", claimId)
		.executeTakeFirstOrThrow();
}

async function documentsOf(db: Kysely<Tables>, claimId: string): Promise<ClaimDocument[]> {
	const rows = await db
		.selectFrom("claimDocument")
		.select(["id", "kind", "fileName", "mediaType", "byteSize", "uploadedAt"])
		.where("claimId", "=", claimId)
		.where("removedAt", "is", null)
		.orderBy("uploadedAt")
		.orderBy("id")
		.execute();
	return invoicesFirst(
		rows.map((row) => ({ ...row, kind: row.kind as ClaimDocumentKind, byteSize: Number(row.byteSize) })),
	);
}

async function eventsOf(db: Kysely<Tables>, claimId: string): Promise<ClaimEventRow[]> {
	const rows = await db
		.selectFrom("claimEvent")
		.select(["id", "at", "what", "actorName", "said"])
		.where("claimId", "=", claimId)
		.orderBy("id", "desc")
		.execute();
	return rows.map((row) => ({ ...row, id: String(row.id), what: row.what as ClaimEvent }));
}
