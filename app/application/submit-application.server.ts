import type { Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { refuseTakenTaxCode } from "#app/business/save-registration.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { dong } from "#app/house/command/inputs.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { answerClock } from "#app/kernel/working-days.ts";
import type { Eligibility } from "#app/programme/eligibility.rules.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { answerPauses } from "./answer-clock.server.ts";
import { canSubmit } from "./application.access.ts";
import { type CostLineInput, linesForm } from "./draft/draft.forms.ts";
import { type DraftCase, judgeLines } from "./draft/draft.rules.ts";
import { draftCaseOf } from "./draft/draft-case.server.ts";
import { draftFaults } from "./draft/draft-faults.ts";
import { isUnchanged } from "./draft/unchanged.server.ts";
import { moveApplication } from "./move-application.server.ts";
import { insertSubmission } from "./submission.server.ts";
import { lockApplicant, lockOwnApplication } from "./visible-applications.server.ts";

type Submitted = { reference: string; submissionId: string };

/**
 * Submits a draft, or submits it again after changes were asked for. Calling it declares that everything is true and
 * that nothing was bought or signed before. What is submitted is frozen with the rules and amounts of the moment; the
 * same `submissionId` submits once.
 *
 * @param input.shown what the person saw when they decided; if the truth differs now, they are asked again, as they are
 *   where they change nothing of what was sent back to them and have not said so.
 * @throws Refusal when something is missing, a rule fails, or the amounts differ from what was shown.
 */
export const submitApplication = command({
	name: "application.submit",
	input: z.object({
		reference: z.string(),
		submissionId: z.uuid(),
		shown: z.object({ draftVersion: z.number(), allowedDong: dong, unchanged: z.boolean() }).optional(),
	}),
	who: "person",
	refuses: [
		"application_refusal_amount_changed",
		"application_refusal_changed",
		"application_refusal_incomplete",
		"application_refusal_submitted",
		"application_refusal_unchanged",
		"business_refusal_already_registered",
		"house_refusal_moved_on",
	],
	once: ({ submissionId }) => submissionId,
	async run(ctx: CommandContext, input): Promise<Submitted> {
		return inTransaction(ctx.db, async (trx) => {
			const { reference, submissionId, shown } = input;
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, reference));
			if (await wasSubmitted(trx, application.id, submissionId)) return { reference, submissionId };
			assertAllowed(canSubmit(application));
			if (shown && shown.draftVersion !== application.draftVersion) throw new Refusal("application_refusal_changed");

			await lockApplicant(trx, application.businessId);
			await refuseOthersTaxCode(trx, application.businessId);
			const draft = await draftCaseOf(trx, application, ctx.now, { isJudged: true });
			const { lines, eligibility } = judge(draft, ctx);
			if (shown && !shown.unchanged && (await isUnchanged(trx, draft))) {
				throw new Refusal("application_refusal_unchanged", {}, { field: "unchanged" });
			}
			if (shown && shown.allowedDong !== eligibility.allowedDong) {
				throw new Refusal("application_refusal_amount_changed", { allowed: eligibility.allowedDong });
			}

			const number = await insertSubmission(trx, ctx, { id: submissionId, draft, lines, eligibility });
			const answerDueOn = await dueDate(trx, draft, ctx.now);
			await trx
				.updateTable("application")
				.set({
					submissionId,
					submittedAt: application.submittedAt ?? ctx.now,
					assessmentId: draft.assessment?.id ?? null,
					answerDueOn,
					sizeClass: eligibility.sizeClass,
					totalDong: eligibility.totalDong,
					allowedDong: eligibility.allowedDong,
				})
				.where("id", "=", application.id)
				.execute();
			const { totalDong, allowedDong } = eligibility;
			await moveApplication(trx, ctx, {
				applicationId: application.id,
				from: application.state,
				to: application.state === "draft" ? "submitted" : "in_review",
				side: "business",
				facts: { number, allowedDong },
			});
			await enqueue(trx, "application.submitted", { applicationId: application.id, submissionId });
			await appendAudit(trx, ctx, {
				action: number === 1 ? "application.submitted" : "application.resubmitted",
				subject: { kind: "application", id: application.id, label: reference },
				facts: { submissionId, number, totalDong, allowedDong, answerDueOn, rules: draft.versionId },
			});
			return { reference, submissionId };
		});
	},
});

/** Two accounts may declare one tax code; the first that applies holds it. */
async function refuseOthersTaxCode(trx: Transaction<Tables>, businessId: string): Promise<void> {
	const { taxCode: digits } = await trx
		.selectFrom("business")
		.select("taxCode")
		.where("id", "=", businessId)
		.executeTakeFirstOrThrow();
	await refuseTakenTaxCode(trx, { businessId, digits });
}

async function wasSubmitted(trx: Transaction<Tables>, applicationId: string, submissionId: string): Promise<boolean> {
	const row = await trx
		.selectFrom("submission")
		.select("id")
		.where("id", "=", submissionId)
		.where("applicationId", "=", applicationId)
		.executeTakeFirst();
	return row !== undefined;
}

function judge(draft: DraftCase, ctx: CommandContext): { lines: CostLineInput[]; eligibility: Eligibility } {
	const count = Object.keys(draftFaults(draft, ctx.locale)).length;
	if (count > 0) throw new Refusal("application_refusal_incomplete", { count });
	const { lines } = linesForm(draft.rules.supportItems.map((item) => item.code)).parse({ lines: draft.lines });
	const priced = lines.map(({ price, ...line }) => ({ ...line, priceDong: price }));
	const eligibility = judgeLines(draft, priced, true);
	assert(eligibility?.eligible, `${draft.reference} has no fault, and yet is not eligible`);
	return { lines, eligibility };
}

async function dueDate(trx: Transaction<Tables>, draft: DraftCase, now: Date): Promise<PlainDate | null> {
	const pauses = (await answerPauses(trx, [draft.id])).get(draft.id) ?? [];
	const today = plainDateAt(now);
	return answerClock({
		submittedOn: draft.day,
		today,
		limitWorkingDays: draft.rules.settings.answerWorkingDays,
		// The pause that this submission ends.
		pauses: pauses.map((pause) => ({ ...pause, to: pause.to ?? today })),
		holidays: await readHolidays(trx),
	}).dueOn;
}
