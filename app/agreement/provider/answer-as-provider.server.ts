import { z } from "zod";
import { noteEvent } from "#app/application/move-application.server.ts";
import { unsafeLockApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { Visitor } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { tokenHash } from "#app/house/secrecy.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { linkStateOf } from "../agreement.access.ts";
import { agreementTerms, lastDayOf } from "../agreement-terms.server.ts";
import { bringIntoForce } from "../bring-into-force.server.ts";
import { tryCode } from "./answer-code.server.ts";
import { partyOfLink } from "./provider-link.server.ts";

const providerAnswerInput = z.object({
	token: z.string(),
	code: z.string(),
	/** Who answers for the provider, and as what. */
	name: z.string(),
	position: z.string(),
	answer: z.enum(["accepted", "declined"]),
	/** Why, where it declines. */
	reasons: z.string(),
});

export type ProviderAnswer = z.output<typeof providerAnswerInput>;

/**
 * A provider accepts an agreement or declines it, by its mailed link and a code that was mailed there too. With the last
 * party's acceptance the agreement is in force. The same answer again changes nothing.
 *
 * @throws Refusal for a wrong code, after the last day, or where it was answered otherwise; NotFound for a link that
 * is none.
 */
export const answerAsProvider = command({
	name: "agreement.answer-as-provider",
	input: providerAnswerInput,
	who: "anyone",
	refuses: [
		"agreement_refusal_code_over",
		"agreement_refusal_code_wrong",
		"agreement_refusal_provider_answered",
		"agreement_refusal_provider_late",
		"house_refusal_moved_on",
	],
	once: "by state",
	async run(ctx: CommandContext<Visitor>, input) {
		const { partyId, applicationId } = orNotFound(await partyOfLink(ctx.db, input.token));
		await tryCode(ctx.db, { partyId, code: input.code, now: ctx.now });
		await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await unsafeLockApplication(trx, applicationId));
			const terms = await agreementTerms(trx, application);
			const party = terms?.parties.find(({ id }) => id === partyId);
			assert(terms && party, `agreement ${applicationId} has the party ${partyId}`);
			const linked = await partyOfLink(trx, input.token);
			if (!linked) throw new Refusal("house_refusal_moved_on");
			const { state } = application;
			const link = linkStateOf({ state, answer: party.answer, today: plainDateAt(ctx.now), lastDay: lastDayOf(terms) });
			if (link === input.answer) return;
			if (link === "late" || link === "ended") throw new Refusal("agreement_refusal_provider_late");
			if (link !== "open") throw new Refusal("agreement_refusal_provider_answered");

			const reasons = input.answer === "declined" ? input.reasons : null;
			await trx
				.updateTable("agreementParty")
				.set({
					answer: input.answer,
					answeredAt: ctx.now,
					answeredByName: input.name,
					answeredByPosition: input.position,
					reasons,
					answeredLinkHash: tokenHash(input.token),
				})
				.where("id", "=", partyId)
				.execute();
			const who = { name: input.name, position: input.position, provider: party.providerName };
			await noteEvent(trx, ctx, {
				applicationId,
				what: input.answer === "accepted" ? "provider-accepted" : "provider-declined",
				side: "provider",
				facts: { ...who, ...(reasons === null ? {} : { reasons }) },
			});
			const others = terms.parties.filter(({ id }) => id !== partyId);
			const isLast = others.every(({ answer }) => answer === "accepted");
			if (input.answer === "declined") {
				await enqueue(trx, "agreement.provider-declined", { partyId, at: ctx.now.toISOString() });
			} else if (isLast) {
				await bringIntoForce(trx, ctx, { application, terms, by: { side: "provider", name: input.name } });
			}
			await appendAudit(trx, ctx, {
				action: input.answer === "accepted" ? "agreement.provider-accepted" : "agreement.provider-declined",
				subject: { kind: "application", id: applicationId, label: application.reference },
				facts: {
					...who,
					taxCode: party.providerTaxCode,
					toEmail: party.email,
					...(reasons === null ? {} : { reasons }),
				},
			});
		});
	},
});
