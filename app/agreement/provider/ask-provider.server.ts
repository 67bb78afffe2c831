import type { Transaction } from "kysely";
import { z } from "zod";
import { noteEvent } from "#app/application/move-application.server.ts";
import { lockOwnApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { sameMailbox } from "#app/kernel/mail-address.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { approvedLines } from "#app/review/approved-lines.server.ts";
import { isAmong, knownAddresses, submittedAddresses } from "#app/review/finding/provider-addresses.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canAskProvider } from "../agreement.access.ts";
import { agreementTerms } from "../agreement-terms.server.ts";
import { asSeen } from "../as-seen.server.ts";
import { noteAddressChange } from "./address-change.server.ts";
import { assertNotOfBusiness } from "./not-of-business.server.ts";

/**
 * Mails a provider its link again, to the same address or to a better one; the link before is dead at once. One that has
 * declined is asked anew.
 *
 * @throws Refusal once it has accepted, after the last day, for an address of the business's own people, after too many mails,
 * or where the timeline tells of as many askings as it may; NotFound for what is not theirs.
 */
export const askProvider = command({
	name: "agreement.ask-provider",
	input: z.object({ reference: z.string(), partyId: z.uuid(), email: z.string() }),
	who: "person",
	refuses: [
		"agreement_refusal_lapsed",
		"agreement_refusal_many_asked",
		"agreement_refusal_own_address",
		"agreement_refusal_own_domain",
		"house_refusal_moved_on",
		"house_refusal_too_many_tries",
	],
	once: "each time",
	async run(ctx: CommandContext, { reference, partyId, email }) {
		await limitRate("mail-person", ctx.actor.personId);
		// Many people together could ask for mails to one address.
		await limitRate("mail-address-early", `provider:${email}`);
		await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, reference));
			const terms = orNotFound(await agreementTerms(trx, application));
			const party = orNotFound(terms.parties.find(({ id }) => id === partyId));
			const seen = await asSeen(trx, ctx.actor, { application, terms, now: ctx.now });
			assertAllowed(canAskProvider(seen, party.answer));
			await assertFewAsked(trx, application.id);
			const lines = await approvedLines(trx, application.id);
			const submitted = submittedAddresses(lines, party.providerTaxCode);
			const known = await knownAddresses(trx, application.id, { taxCode: party.providerTaxCode, lines });
			await assertNotOfBusiness(trx, { businessId: application.businessId, email, submitted, field: "email" });
			await trx
				.updateTable("agreementParty")
				.set({
					email,
					askedAt: ctx.now,
					...{ linkHash: null, answeredLinkHash: null, codeHash: null, codeAskedAt: null },
					...{ answer: null, answeredAt: null, answeredByName: null, answeredByPosition: null, reasons: null },
				})
				.where("id", "=", partyId)
				.execute();
			await enqueue(trx, "agreement.ask-provider", { partyId, askedAt: ctx.now.toISOString() });
			await noteEvent(trx, ctx, {
				applicationId: application.id,
				what: "provider-asked-again",
				side: "business",
				facts: { provider: party.providerName },
			});
			if (!sameMailbox(party.email, email) && !isAmong(known, email)) {
				await noteAddressChange(trx, ctx, { application, party, before: known[0] ?? party.email, email });
			}
			await appendAudit(trx, ctx, {
				action: "agreement.provider-asked-again",
				subject: { kind: "application", id: application.id, label: reference },
				facts: { provider: party.providerName, before: party.email, toEmail: email },
			});
		});
	},
});

/** Three for each provider of the most lines that an application may have. */
const MOST_ASKED = 60;

async function assertFewAsked(trx: Transaction<Tables>, applicationId: string): Promise<void> {
	const { asked } = await trx
		.selectFrom("applicationEvent")
		.select(({ fn }) => fn.countAll<bigint>().as("asked"))
		.where("applicationId", "=", applicationId)
		.where("what", "=", "provider-asked-again")
		.executeTakeFirstOrThrow();
	if (Number(asked) >= MOST_ASKED) throw new Refusal("agreement_refusal_many_asked", { most: MOST_ASKED });
}
