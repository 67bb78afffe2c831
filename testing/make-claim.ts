import { randomUUID } from "node:crypto";
import { addClaimDocument } from "#app/claim/claim-documents.server.ts";
import { savePayeeAccount } from "#app/claim/payee-account.server.ts";
import { saveClaim } from "#app/claim/save-claim.server.ts";
import { startClaim } from "#app/claim/start-claim.server.ts";
import { submitClaim } from "#app/claim/submit-claim.server.ts";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { exportBatch } from "#app/disbursement/export-batch.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import type { Actor } from "#app/house/access.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { assert } from "#app/kernel/assert.ts";
import { parseDong } from "#app/kernel/dong.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import type { Database } from "#db/connection.server.ts";
import { acceptForAll } from "./accept-for-all.ts";
import { answerClaimAsRead as answerClaim } from "./as-read.ts";
import { type MadeApplication, makeApprovedApplication } from "./make-review.ts";
import { contextOf, makeStaff } from "./makers.ts";

/** The smallest file that is a PDF by its first bytes. */
const PDF = new TextEncoder().encode("%PDF-1.4\n%%EOF\n");

/** Above the numbers that tests name themselves: their files may share this counter. */
let serial = 100_000;

export type MadeAgreed = MadeApplication & { reviewer: Actor };

type AgreedWishes = Omit<Parameters<typeof makeApprovedApplication>[1], "reviewer"> & { reviewer?: Actor };

/** An application that was approved by a reviewer of its association and whose agreement all of its parties accepted. */
export async function makeAgreed(db: Database, wishes: AgreedWishes): Promise<MadeAgreed> {
	const reviewer = wishes.reviewer ?? (await makeStaff(db, "reviewer", wishes.associationId));
	const application = await makeApprovedApplication(db, { ...wishes, reviewer });
	const { owner, reference } = application;
	await acceptForAll(db, { owner, reference, now: wishes.now });
	return { ...application, reviewer };
}

type ClaimWishes = {
	now?: Date;
	/** By cost line in order, null for what is not claimed; the whole price of each line of the first provider unless given. */
	costs?: (bigint | null)[];
	/** Of the one invoice, which covers all costs and by its total is like no other of its seller on the same day. */
	invoice?: { sellerTaxCode?: string; serial?: string; number?: number; issuedOn?: PlainDate; total?: bigint };
	isLast?: boolean;
	accountNumber?: string;
	/** Of that account; the first provider unless given. */
	accountName?: string;
};

/** A claim of all that was agreed, with an invoice, its files and the payee's account: ready to submit. Its reference. */
export async function makeClaim(db: Database, { owner, reference }: MadeApplication, wishes: ClaimWishes = {}) {
	const ctx = contextOf(db, owner, wishes.now);
	const claim = await startClaim(ctx, { claimId: randomUUID(), reference });
	const { id, draft } = await db
		.selectFrom("claim")
		.select(["id", "draft"])
		.where("reference", "=", claim)
		.executeTakeFirstOrThrow();
	const { lines, invoices } = draft as unknown as {
		lines: { costLineId: string; cost: string }[];
		invoices: { sellerTaxCode: string }[];
	};
	const costs = lines.map((line, at) => ({ ...line, cost: wishes.costs ? String(wishes.costs[at] ?? "") : line.cost }));
	const number = wishes.invoice?.number ?? ++serial;
	const costDong = costs.reduce((sum, { cost }) => sum + (parseDong(cost) ?? 0n), 0n);
	const total = wishes.invoice?.total ?? costDong + BigInt(++serial);
	const [year = "", month = "", day = ""] = (wishes.invoice?.issuedOn ?? plainDateAt(ctx.now)).split("-");
	await saveClaim(ctx, {
		reference: claim,
		draftVersion: 1,
		lines: costs,
		invoices: [
			{
				sellerTaxCode: wishes.invoice?.sellerTaxCode ?? invoices[0]?.sellerTaxCode ?? "",
				serial: wishes.invoice?.serial ?? `1C${year.slice(2)}TVS`,
				number: String(number),
				issuedOn: { day, month, year },
				total: String(total),
			},
		],
		isLast: wishes.isLast ?? false,
	});
	for (const kind of ["invoice", "payment-proof"] as const) {
		await addClaimDocument(ctx, {
			reference: claim,
			documentId: randomUUID(),
			kind,
			fileName: `${kind}.pdf`,
			bytes: PDF,
		});
	}
	await giveProviderAccount(db, ctx, id, claim, wishes);
	return claim;
}

/** Only where the agreement pays the provider; the business has an account of its own. */
export async function giveProviderAccount(
	db: Database,
	ctx: ReturnType<typeof contextOf<Actor>>,
	claimId: string,
	reference: string,
	{ accountNumber: number = "0071004471", accountName }: Pick<ClaimWishes, "accountNumber" | "accountName"> = {},
): Promise<void> {
	const row = await db
		.selectFrom("claim")
		.innerJoin("agreement", "agreement.applicationId", "claim.applicationId")
		.innerJoin("decisionLine", "decisionLine.decisionId", "agreement.decisionId")
		.innerJoin("costLine", "costLine.id", "decisionLine.costLineId")
		.select(["payee", "providerName"])
		.where("claim.id", "=", claimId)
		.orderBy("costLine.position")
		.executeTakeFirstOrThrow();
	if (row.payee !== "provider") return;
	const holder = toAccountName(accountName ?? row.providerName);
	await savePayeeAccount(ctx, { reference, bankBin: "970436", number, accountName: holder });
}

/** A claim with the association. */
export async function makeSubmittedClaim(db: Database, application: MadeApplication, wishes: ClaimWishes = {}) {
	const reference = await makeClaim(db, application, wishes);
	await submitClaim(contextOf(db, application.owner, wishes.now), { reference });
	return reference;
}

/** A claim that the association's reviewer verified: it waits to be paid. */
export async function makeVerifiedClaim(db: Database, application: MadeAgreed, wishes: ClaimWishes = {}) {
	const reference = await makeSubmittedClaim(db, application, wishes);
	const ctx = contextOf(db, application.reviewer, wishes.now);
	await answerClaim(ctx, { reference, answer: "verify", reasons: "" });
	return reference;
}

export type MadeSent = { batch: string; payments: string[]; maker: Actor; releaser: Actor };

/** A batch of verified claims that two finance officers made, released and sent; its payments in the order of claims. */
export async function makeSentBatch(
	db: Database,
	claimReferences: readonly string[],
	wishes: { now?: Date; maker?: Actor; releaser?: Actor } = {},
): Promise<MadeSent> {
	const maker = wishes.maker ?? (await makeStaff(db, "finance_officer"));
	const releaser = wishes.releaser ?? (await makeStaff(db, "finance_officer"));
	const batch = await createBatch(contextOf(db, maker, wishes.now), { batchId: randomUUID(), claimReferences });
	await releaseBatch(contextOf(db, releaser, wishes.now), { reference: batch });
	await exportBatch(contextOf(db, maker, wishes.now), { reference: batch });
	const rows = await db
		.selectFrom("disbursement")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.select(["disbursement.reference", "claim.reference as claim"])
		.where("claim.reference", "in", claimReferences)
		.execute();
	const payments = claimReferences.map((claim) => {
		const row = rows.find((each) => each.claim === claim);
		assert(row, `${claim} has no payment`);
		return row.reference;
	});
	return { batch, payments, maker, releaser };
}

/** Claims that the bank has paid, by way of a batch; the payments in the order of claims. */
export async function makePaid(
	db: Database,
	claimReferences: readonly string[],
	wishes: Parameters<typeof makeSentBatch>[2] = {},
): Promise<MadeSent> {
	const sent = await makeSentBatch(db, claimReferences, wishes);
	const ctx = contextOf(db, sent.maker, wishes.now);
	for (const reference of sent.payments) {
		await recordAnswer(ctx, { reference, answer: "paid", on: plainDateAt(ctx.now), said: "" });
	}
	return sent;
}
