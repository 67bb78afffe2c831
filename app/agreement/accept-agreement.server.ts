import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import { z } from "zod";
import { noteEvent } from "#app/application/move-application.server.ts";
import { type ApplicationRow, lockOwnApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { assertAllowed, Refusal } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { approvedLines } from "#app/review/approved-lines.server.ts";
import { isAmong, knownAddresses, submittedAddresses } from "#app/review/finding/provider-addresses.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canAccept } from "./agreement.access.ts";
import { providersBy } from "./agreement.rules.ts";
import { agreementTerms, writtenTerms } from "./agreement-terms.server.ts";
import { asSeen } from "./as-seen.server.ts";
import { bringIntoForce } from "./bring-into-force.server.ts";
import { enqueueDeadline } from "./deadline-jobs.server.ts";
import { noteAddressChange } from "./provider/address-change.server.ts";
import { assertNotOfBusiness } from "./provider/not-of-business.server.ts";
import { providersOf } from "./provider/providers.rules.ts";

/** Where a provider is written to, by its tax code as the agreement has it. */
export type ProviderAddress = { taxCode: string; email: string };

/**
 * Accepts the terms for the business. Where the business is paid, what was reserved is promised at once; where its
 * providers are, they are parties too, and are asked now.
 *
 * @param input.position as what the person binds the business, in their words: "Giám đốc".
 * @param input.providers an address for each provider that is paid.
 * @throws Refusal after the last day, for the terms of another approval, for someone without the right to bind the business, or for an address that is
 * missing or of the business's own people; NotFound for an application that is not theirs or was not approved.
 */
export const acceptAgreement = command({
	name: "agreement.accept",
	input: z.object({
		reference: z.string(),
		/** The approval whose terms were read. */
		decisionId: z.uuid(),
		position: z.string(),
		providers: z
			.array(z.object({ taxCode: z.string(), email: z.string() }))
			.readonly()
			.optional(),
	}),
	who: "person",
	refuses: [
		"agreement_refusal_lapsed",
		"agreement_refusal_no_address",
		"agreement_refusal_own_address",
		"agreement_refusal_own_domain",
		"agreement_refusal_right_to_bind",
		"house_refusal_moved_on",
	],
	once: "by state",
	async run(ctx: CommandContext, input) {
		await inTransaction(ctx.db, async (trx) => {
			const application = orNotFound(await lockOwnApplication(trx, ctx.actor, input.reference));
			const before = orNotFound(await agreementTerms(trx, application));
			// The same person pressing twice has done it.
			const stands = application.state === "agreed" || application.state === "approved";
			if (stands && before.accepted?.byId === ctx.actor.personId) return;
			assertAllowed(canAccept(await asSeen(trx, ctx.actor, { application, terms: before, now: ctx.now })));
			if (before.decisionId !== input.decisionId) throw new Refusal("house_refusal_moved_on");
			const terms = await writtenTerms(trx, application);
			const byProviders =
				terms.payee === "provider"
					? providersBy(
							ctx.now,
							{ acceptBy: terms.acceptBy, providerWorkingDays: terms.settings.providerWorkingDays },
							await readHolidays(trx),
						)
					: null;
			await trx
				.updateTable("agreement")
				.set({
					acceptedAt: ctx.now,
					acceptedBy: ctx.actor.personId,
					acceptedByName: ctx.actor.name,
					acceptedByPosition: input.position,
					providersBy: byProviders,
				})
				.where("applicationId", "=", application.id)
				.execute();
			await appendAudit(trx, ctx, {
				action: "agreement.accepted",
				subject: { kind: "application", id: application.id, label: input.reference },
				facts: {
					amountDong: terms.amountDong,
					payee: terms.payee,
					position: input.position,
					agreementNumber: terms.number,
				},
			});
			if (byProviders === null) {
				await bringIntoForce(trx, ctx, { application, terms, by: { side: "business", name: ctx.actor.name } });
				return;
			}
			await askProviders(trx, ctx, { application, addresses: input.providers ?? [] });
			await enqueueDeadline(trx, application.id, byProviders, ctx.now);
			await noteEvent(trx, ctx, {
				applicationId: application.id,
				what: "business-accepted",
				side: "business",
				facts: { position: input.position, amountDong: terms.amountDong },
			});
		});
	},
});

/** Each provider becomes a party, and is mailed its link by a job. */
async function askProviders(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ application, addresses }: { application: ApplicationRow; addresses: readonly ProviderAddress[] },
): Promise<void> {
	const lines = await approvedLines(trx, application.id);
	for (const [at, { taxCode, name }] of providersOf(lines).entries()) {
		const field = `providers.${at}.email`;
		const email = addresses.find((address) => address.taxCode === taxCode)?.email;
		if (!email) throw new Refusal("agreement_refusal_no_address", { name }, { field });
		const submitted = submittedAddresses(lines, taxCode);
		await assertNotOfBusiness(trx, { businessId: application.businessId, email, submitted, field });
		const partyId = randomUUID();
		await trx
			.insertInto("agreementParty")
			.values({
				id: partyId,
				applicationId: application.id,
				providerTaxCode: taxCode,
				providerName: name,
				email,
				locale: ctx.locale,
				askedAt: ctx.now,
			})
			.execute();
		await enqueue(trx, "agreement.ask-provider", { partyId, askedAt: ctx.now.toISOString() });
		const known = await knownAddresses(trx, application.id, { taxCode, lines });
		const [before] = known;
		if (before && !isAmong(known, email)) {
			await noteAddressChange(trx, ctx, {
				application,
				party: { id: partyId, providerName: name },
				before,
				email,
			});
		}
	}
}
