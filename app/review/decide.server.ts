import type { Transaction } from "kysely";
import { z } from "zod";
import type { ApplicationState } from "#app/application/application.states.ts";
import { freeze } from "#app/application/frozen-json.ts";
import { moveApplication } from "#app/application/move-application.server.ts";
import { submittedCase } from "#app/application/submission.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { SizeClass } from "#app/business/size-class.rules.ts";
import { reserve } from "#app/funding/bookings.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { dong } from "#app/house/command/inputs.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { assertFirstHand } from "#app/identity/roles/first-hand.server.ts";
import { assert } from "#app/kernel/assert.ts";
import type { LegalReference } from "#app/kernel/legal-reference.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { rateOn, supportItemOf } from "#app/programme/programme.rules.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { fundedApplication } from "./approved-lines.server.ts";
import { type CaseInHand, lockCase, reviewerTie } from "./case-in-hand.server.ts";
import { assertRead, refuseAsDecided } from "./desk/moved-on.server.ts";
import type { Condition } from "./finding/finding.rules.ts";
import { assertJudged, judgedConditions, keepFindings } from "./finding/judged.server.ts";
import { assertSoldByAnother, granted, submittedLines } from "./granted.server.ts";
import { openRecommendation, type Recommendation } from "./recommendation.server.ts";
import { basesOf, REFUSAL_WORDS, saysWhy } from "./refusal.rules.ts";
import { canConfirm, canOpenCase } from "./review.access.ts";
import { decisionChoices } from "./review.rules.ts";
import { factsOfSecondPerson, type SecondPerson } from "./second-person.rules.ts";
import { type Draw, secondPersonFor } from "./second-person.server.ts";

const decisionInput = z.object({
	reference: z.string(),
	/** Made by the page: the same decision is taken once. */
	decisionId: z.uuid(),
	/** The submission that was read: nobody decides on another. */
	submissionId: z.uuid(),
	/** The second person names the recommendation that they have read. */
	confirms: z.string().optional(),
	kind: z.enum(decisionChoices),
	/** Whole đồng for each cost line; counts for an approval in part. */
	lines: z.array(z.object({ costLineId: z.uuid(), approvedDong: dong })),
	reasons: z.string(),
	/** What a refusal rests on, by its Vietnamese text: one of `basesOf` the submission. */
	basis: z.string().optional(),
});

export type DecisionInput = z.output<typeof decisionInput>;

type Row = Pick<DecisionInput, "lines"> & {
	kind: string;
	approvedDong: bigint;
	confirms: string | null;
	basis?: LegalReference | null;
	secondPerson?: SecondPerson | null;
};

/**
 * A reviewer's decision. An approval reserves the money in the association's envelope and under the yearly ceilings, or,
 * above the programme's limit and by sample, recommends it to a second person, who confirms or returns it.
 *
 * @throws Refusal when someone decided before, for a submission that is not the last one, while a condition that no machine can check has no finding or is not met,
 * on a conflict of interest, for amounts above what the rules allow, or when the envelope or a ceiling has too little
 * left; NotFound for another association's file.
 */
export const decide = command({
	name: "review.decide",
	input: decisionInput,
	who: ["reviewer"],
	refuses: [
		"house_refusal_first_hand",
		"house_refusal_moved_on",
		"programme_refusal_ceiling",
		"programme_refusal_envelope",
		"programme_refusal_no_assignment",
		"review_refusal_above_allowed",
		"review_refusal_already_decided",
		"review_refusal_basis",
		"review_refusal_condition_asked",
		"review_refusal_condition_not_met",
		"review_refusal_conditions_open",
		"review_refusal_confirm_or_return",
		"review_refusal_conflict",
		"review_refusal_first_conflict",
		"review_refusal_not_declared",
		"review_refusal_not_taken_up",
		"review_refusal_nothing_approved",
		"review_refusal_own_provider",
		"review_refusal_reasons",
		"review_refusal_reasons_short",
		"review_refusal_same_person",
		"review_refusal_submitted_again",
	],
	once: ({ decisionId }) => decisionId,
	async run(ctx: CommandContext, input, draw?: Draw) {
		await inTransaction(ctx.db, async (trx) => {
			const application = await lockCase(trx, ctx.actor, input.reference);
			const tie = await reviewerTie(trx, ctx.actor.personId, application);
			assertAllowed(canOpenCase(tie), 403);
			if (await isTaken(trx, application.id, input.decisionId)) return;
			if (application.state === "recommended") {
				const first = await openRecommendation(trx, application.id);
				assert(first, `application ${application.reference} is recommended by nobody`);
				if (input.confirms !== first.id) await refuseAsDecided(trx, application);
				assertAllowed(canConfirm(tie, { actor: ctx.actor.personId, recommendedBy: first.decidedBy }), 403);
				assertRead(application, input);
				if (input.kind === "approve") {
					await assertStands(trx, first, application);
					await approve(trx, ctx, application, input, first);
				} else if (input.kind === "return") await turnDown(trx, ctx, application, input, first.id);
				else throw new Refusal("review_refusal_confirm_or_return");
				return;
			}
			if (application.state === "submitted") throw new Refusal("review_refusal_not_taken_up");
			if (application.state !== "in_review") await refuseAsDecided(trx, application);
			assertRead(application, input);
			if (input.kind === "return" || input.confirms !== undefined) throw new Refusal("house_refusal_moved_on");
			if (input.kind === "approve" || input.kind === "approve_in_part")
				await approve(trx, ctx, application, { ...input, draw }, null);
			else await turnDown(trx, ctx, application, input, null);
		});
	},
});

/**
 * A recommended approval rests on two persons, so both are without a conflict when it is made: the first may have
 * declared one, or joined the business, since. It can be returned then, and decided anew.
 */
async function assertStands(trx: Transaction<Tables>, first: Recommendation, application: CaseInHand): Promise<void> {
	const { conflict } = await reviewerTie(trx, first.decidedBy, application);
	if (conflict) throw new Refusal("review_refusal_first_conflict", { name: first.decidedByName });
	await assertFirstHand(trx, { personId: first.decidedBy, roles: ["reviewer"], scopeId: application.associationId });
}

async function isTaken(trx: Transaction<Tables>, applicationId: string, decisionId: string): Promise<boolean> {
	const row = await trx
		.selectFrom("decision")
		.select("id")
		.where("applicationId", "=", applicationId)
		.where("id", "=", decisionId)
		.executeTakeFirst();
	return row !== undefined;
}

async function approve(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	application: CaseInHand,
	/** `draw`: how the sample for a second person is drawn: at random, but in the demo, which is one and the same play. */
	input: DecisionInput & { draw?: Draw | undefined },
	first: Recommendation | null,
): Promise<void> {
	const lines = await submittedLines(trx, application.submissionId);
	const submission = await trx
		.selectFrom("submission")
		.select(["programmeVersionId", "sizeClass"])
		.where("id", "=", application.submissionId)
		.executeTakeFirstOrThrow();
	const { rules } = await programmeUnderVersion(trx, submission.programmeVersionId);
	const grants = granted(input, lines, first);
	const funded = await fundedApplication(trx, application);
	assertSoldByAnother(lines, grants.lines, funded.taxCode);
	const row = { approvedDong: grants.totalDong, lines: grants.lines, confirms: first?.id ?? null };
	// Whoever only confirms has nothing to add: the reasons are those of the first person.
	const reasons = input.reasons || (first?.reasons ?? "");
	const resting = await assertJudged(trx, ctx, application, grants.lines);
	const { totalDong } = grants;
	const { settings } = rules;
	const second = first ? null : await secondPersonFor(trx, ctx, { application, totalDong, settings, draw: input.draw });
	if (second) {
		const recommended = { ...row, kind: "recommend", secondPerson: second };
		await record(trx, ctx, application, input, recommended, "recommended");
		await keepFindings(trx, input.decisionId, resting);
		await enqueue(trx, "application.recommended", { applicationId: application.id, decisionId: input.decisionId });
		return await audit(trx, ctx, application, input, "application.recommended", recommended);
	}
	const day = plainDateAt(application.submittedAt);
	await reserve(trx, ctx, {
		application: funded,
		lines: lines.flatMap(({ id, supportItemCode }) => {
			const amountDong = grants.lines.find((line) => line.costLineId === id)?.approvedDong ?? 0n;
			if (amountDong === 0n) return [];
			const item = supportItemOf(rules, supportItemCode);
			const rate = item && rateOn(item, submission.sizeClass as SizeClass, day);
			assert(rate, `${supportItemCode} was granted without a rate`);
			return [{ supportItemCode, amountDong, ceilingDong: rate.ceilingDong }];
		}),
		key: `reserve:${input.decisionId}`,
		why: application.reference,
	});
	const kind = grants.inPart ? "approve_in_part" : "approve";
	await record(trx, ctx, application, { ...input, reasons }, { ...row, kind }, "approved");
	await keepFindings(trx, input.decisionId, resting);
	await enqueue(trx, "application.approved", { applicationId: application.id, decisionId: input.decisionId });
	await audit(trx, ctx, application, input, "application.approved", row);
}

const against = {
	reject: { to: "rejected", job: "application.rejected" },
	request_changes: { to: "changes_requested", job: "application.changes-requested" },
	return: { to: "in_review", job: null },
} as const;

async function turnDown(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	application: CaseInHand,
	input: DecisionInput,
	confirms: string | null,
): Promise<void> {
	assert(input.kind === "reject" || input.kind === "request_changes" || input.kind === "return", "not a refusal");
	if (input.reasons === "") throw new Refusal("review_refusal_reasons", {}, { field: "reasons" });
	const { to, job } = against[input.kind];
	const conditions = await judgedConditions(trx, ctx, application);
	const basis = input.kind === "reject" ? await refusalBasis(trx, application, { ...input, conditions }) : null;
	await record(trx, ctx, application, input, { kind: input.kind, approvedDong: 0n, lines: [], confirms, basis }, to);
	await keepFindings(trx, input.decisionId, conditions);
	if (job) await enqueue(trx, job, { applicationId: application.id, decisionId: input.decisionId });
	await audit(trx, ctx, application, input, job ?? "application.returned", { approvedDong: 0n });
}

/** The source that a refusal names, of those that the submission is judged by; nobody is refused without one, or in three words. */
async function refusalBasis(
	trx: Transaction<Tables>,
	{ submissionId }: CaseInHand,
	{ reasons, basis, conditions }: Pick<DecisionInput, "reasons" | "basis"> & { conditions: Condition[] },
): Promise<LegalReference> {
	if (!saysWhy(reasons)) {
		throw new Refusal("review_refusal_reasons_short", { words: REFUSAL_WORDS }, { field: "reasons" });
	}
	const { outcomes } = await submittedCase(trx, submissionId);
	const named = basesOf({ outcomes, conditions }).find(({ reference }) => reference.vi === basis);
	if (!named) throw new Refusal("review_refusal_basis", {}, { field: "basis" });
	return named.reference;
}

async function record(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	application: CaseInHand,
	{ decisionId, reasons }: DecisionInput,
	{ lines, basis, secondPerson, ...row }: Row,
	to: ApplicationState,
): Promise<void> {
	await trx
		.insertInto("decision")
		.values({
			...row,
			legalBasis: basis ? JSON.stringify(basis) : null,
			secondPerson: secondPerson ? freeze(secondPerson) : null,
			id: decisionId,
			applicationId: application.id,
			submissionId: application.submissionId,
			reasons,
			decidedBy: ctx.actor.personId,
			decidedByName: ctx.actor.name,
			decidedAt: ctx.now,
		})
		.execute();
	if (lines.length > 0) {
		await trx
			.insertInto("decisionLine")
			.values(lines.map((line) => ({ decisionId, ...line })))
			.execute();
	}
	await moveApplication(trx, ctx, {
		applicationId: application.id,
		from: application.state,
		to,
		side: "association",
		// What two reviewers say to each other stays between them; the timeline is read by the business too.
		facts: {
			decisionId,
			...(row.approvedDong > 0n ? { approvedDong: row.approvedDong } : {}),
			...(row.kind === "recommend" || row.kind === "return" ? {} : { reasons }),
			...(basis ? { basisVi: basis.vi, basisEn: basis.en } : {}),
			...(secondPerson ? factsOfSecondPerson(secondPerson) : {}),
		},
		...(to === "approved" ? { approvedDong: row.approvedDong } : {}),
	});
}

async function audit(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	application: CaseInHand,
	{ decisionId }: DecisionInput,
	action: string,
	{ approvedDong, secondPerson }: Pick<Row, "approvedDong" | "secondPerson">,
): Promise<void> {
	await appendAudit(trx, ctx, {
		action,
		subject: { kind: "application", id: application.id, label: application.reference },
		facts: {
			decisionId,
			...(approvedDong > 0n ? { approvedDong } : {}),
			...(secondPerson ? factsOfSecondPerson(secondPerson) : {}),
		},
	});
}
