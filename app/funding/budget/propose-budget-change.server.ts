import { z } from "zod";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { day, dong } from "#app/house/command/inputs.ts";
import { nextReference } from "#app/house/references.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { budgetChangeKinds } from "./budget-change.states.ts";
import { assertManages, auditBudgetChange } from "./budget-changes.server.ts";
import { refuseUnlessFits } from "./change-accounts.server.ts";

const newBudgetChangeInput = z.object({
	/** Made by the form: the same id is proposed once. */
	changeId: z.uuid(),
	programmeId: z.string(),
	kind: z.enum(budgetChangeKinds),
	/** Where the kind has them. */
	fromAssociation: z.string().nullable(),
	toAssociation: z.string().nullable(),
	amountDong: dong,
	/** Number and date of the city's decision that it rests on. */
	documentNumber: z.string(),
	documentOn: day,
	reason: z.string(),
});

export type NewBudgetChange = z.output<typeof newBudgetChangeInput>;

/**
 * Proposes a change of a programme's budget and returns its reference. Nothing is booked before another officer confirms
 * it; what cannot be confirmed as things stand is refused at once.
 *
 * @throws Refusal when too little is left, the assignment of who receives it does not allow it, or the decision has a day
 * to come; NotFound where there is no such programme.
 */
export const proposeBudgetChange = command({
	name: "budget.propose-change",
	input: newBudgetChangeInput,
	who: ["programme_officer"],
	refuses: [
		"budget_refusal_document_on",
		"budget_refusal_envelope",
		"programme_refusal_assignment_limit",
		"programme_refusal_budget",
		"programme_refusal_no_assignment",
	],
	once: ({ changeId }) => changeId,
	async run(ctx: CommandContext, input): Promise<string> {
		assertManages(ctx.actor);
		const { changeId, ...terms } = input;
		assert(terms.amountDong > 0n, "A change moves money");
		const today = plainDateAt(ctx.now);
		return inTransaction(ctx.db, async (trx) => {
			const before = await trx
				.selectFrom("budgetChange")
				.select("reference")
				.where("id", "=", changeId)
				.executeTakeFirst();
			if (before) return before.reference;
			orNotFound(await trx.selectFrom("programme").select("id").where("id", "=", terms.programmeId).executeTakeFirst());
			if (terms.documentOn > today) throw new Refusal("budget_refusal_document_on", {}, { field: "documentOn" });
			await refuseUnlessFits(trx, terms, ctx.now, { amount: "amountDong", to: "toAssociation" });
			const reference = await nextReference(trx, "NS", yearOf(today));
			const { personId: proposedBy, name: proposedByName } = ctx.actor;
			const row = { id: changeId, reference, ...terms, proposedAt: ctx.now, proposedBy, proposedByName };
			await trx
				.insertInto("budgetChange")
				.values({ ...row, state: "proposed" })
				.execute();
			await auditBudgetChange(trx, ctx, row, { action: "programme.budget-proposed" });
			return reference;
		});
	},
});
