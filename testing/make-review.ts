import { randomUUID } from "node:crypto";
import { addDocument } from "#app/application/add-document.server.ts";
import { saveLines } from "#app/application/save-lines.server.ts";
import { startApplication } from "#app/application/start-application.server.ts";
import { submittedCase } from "#app/application/submission.server.ts";
import { submitApplication } from "#app/application/submit-application.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { takeUpCase } from "#app/review/take-up-case.server.ts";
import type { Database } from "#db/connection.server.ts";
import { addressOf } from "./accept-for-all.ts";
import { decideAsRead as decide } from "./as-read.ts";
import { makeAssessment } from "./make-assessment.ts";
import { type MadeBusiness, makeBusiness } from "./make-business.ts";
import { makeFindings } from "./make-findings.ts";
import { contextOf, makeTaxCode } from "./makers.ts";

type Wishes = { now?: Date; kind?: "approve" | "approve_in_part" | "reject" | "request_changes"; reasons?: string };

/** A reviewer declares no conflict of interest and takes the file up. */
export async function takeUp(ctx: CommandContext, reference: string): Promise<void> {
	await declareConflict(ctx, { reference, hasConflict: false, note: "" });
	await takeUpCase(ctx, { reference });
}

/**
 * A reviewer takes the file up and decides: approves all that the rules allow, unless told otherwise. Returns the
 * decision's id.
 */
export async function makeDecision(
	db: Database,
	reviewer: Actor,
	reference: string,
	{ now, kind = "approve", reasons = "Báo giá không ghi tên giải pháp, nên không đối chiếu được." }: Wishes = {},
): Promise<string> {
	const ctx = contextOf(db, reviewer, now);
	const decisionId = randomUUID();
	await takeUp(ctx, reference);
	if (kind === "approve" || kind === "approve_in_part") await makeFindings(db, reviewer, reference, { now });
	const basis = kind === "reject" ? await basisOf(db, reference) : undefined;
	await decide(ctx, { reference, decisionId, kind, lines: [], reasons, basis });
	return decisionId;
}

/** A legal basis that a refusal of the file may name: that of the first rule that it is judged by. */
export async function basisOf(db: Database, reference: string): Promise<string> {
	const { submissionId } = await db
		.selectFrom("application")
		.select("submissionId")
		.where("reference", "=", reference)
		.executeTakeFirstOrThrow();
	const { outcomes } = await submittedCase(db, submissionId ?? "");
	return outcomes[0]?.legalReference.vi ?? "";
}

/** The smallest file that is a PDF by its first bytes. */
const PDF = new TextEncoder().encode("%PDF-1.4\n%%EOF\n");

export type MadeApplication = { id: string; reference: string; owner: Actor; business: MadeBusiness };

export type MadeProvider = { providerName: string; providerTaxCode: string };

export const usualProvider: MadeProvider = { providerName: "Công ty Giải pháp Thử", providerTaxCode: makeTaxCode(77) };

type ApplicationWishes = {
	programmeId: string;
	associationId: string;
	business?: MadeBusiness;
	/** Who sells all of it; of two, the second sells what stands second. */
	provider?: MadeProvider;
	secondProvider?: MadeProvider;
	/** Of every provider, as typed; "" leaves it out. */
	providerEmail?: string;
	/** Prices with tax, by support item. */
	prices?: [supportItemCode: string, priceDong: bigint][];
	now?: Date;
};

/**
 * An application that was submitted: by a small business of its own, unless told otherwise, for a solution of
 * 118,000,000 of which the rules allow 50,000,000.
 */
export async function makeSubmittedApplication(db: Database, wishes: ApplicationWishes): Promise<MadeApplication> {
	const { programmeId, associationId, prices = [["DX-SOLUTION", 118_000_000n]], now } = wishes;
	const business = wishes.business ?? (await makeBusiness(db, { now }));
	const { owner } = business;
	const ctx = contextOf(db, owner, now);
	await makeAssessment(db, owner, { now });
	const id = randomUUID();
	const reference = await startApplication(ctx, {
		applicationId: id,
		businessId: business.id,
		programmeId,
		associationId,
	});
	const lines = prices.map(([supportItemCode, priceDong], at) => {
		const provider = (at === 1 && wishes.secondProvider) || wishes.provider || usualProvider;
		return {
			supportItemCode,
			description: "Phần mềm quản lý",
			listingName: "Phần mềm Thử",
			...provider,
			providerEmail: wishes.providerEmail ?? addressOf(provider.providerTaxCode),
			price: String(priceDong),
		};
	});
	await saveLines(ctx, { reference, draftVersion: 1, lines });
	const documentId = randomUUID();
	await addDocument(ctx, { reference, documentId, kind: "quotation", fileName: "bao-gia.pdf", bytes: PDF });
	await submitApplication(ctx, { reference, submissionId: randomUUID() });
	return { id, reference, owner, business };
}

/** A submitted application that a reviewer of its association approved. */
export async function makeApprovedApplication(
	db: Database,
	{ reviewer, ...wishes }: ApplicationWishes & { reviewer: Actor },
): Promise<MadeApplication> {
	const application = await makeSubmittedApplication(db, wishes);
	await makeDecision(db, reviewer, application.reference, { now: wishes.now });
	return application;
}
