import type { Transaction } from "kysely";
import { noteEvent } from "#app/application/move-application.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { hiddenAddress } from "./providers.rules.ts";

type AddressChange = {
	application: { id: string; reference: string };
	party: { id: string; providerName: string };
	/** The one that was known before: of the application, or named by the business earlier. */
	before: string;
	email: string;
};

/**
 * Whoever reads the mailbox that a business names answers for the provider. So another one than was known stands in the
 * timeline and the log, and is told to the former one and to the reviewers; they judge it before anything is paid
 * (changesOf).
 */
export async function noteAddressChange(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ application, party, before, email }: AddressChange,
): Promise<void> {
	const facts = { provider: party.providerName, before, toEmail: email };
	await noteEvent(trx, ctx, {
		applicationId: application.id,
		what: "provider-address-changed",
		side: "business",
		// The business reads the timeline: where the provider answered others is not its to know.
		facts: { ...facts, before: hiddenAddress(before) },
	});
	const job = { partyId: party.id, at: ctx.now.toISOString(), before };
	await enqueue(trx, "agreement.provider-address-changed", job);
	await appendAudit(trx, ctx, {
		action: "agreement.provider-address-changed",
		subject: { kind: "application", id: application.id, label: application.reference },
		facts,
	});
}
