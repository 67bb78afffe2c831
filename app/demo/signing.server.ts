import { answerAsProvider } from "#app/agreement/provider/answer-as-provider.server.ts";
import { askForCode, makeCode } from "#app/agreement/provider/answer-code.server.ts";
import { partiesOf } from "#app/agreement/provider/parties.server.ts";
import { makeProviderLink } from "#app/agreement/provider/provider-link.server.ts";
import { providersOf } from "#app/agreement/provider/providers.rules.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { approvedLines } from "#app/review/approved-lines.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { acceptAsRead as acceptAgreement } from "./as-read.server.ts";

type Application = { applicationId: string; reference: string };

/** Where a provider that was made up is written to. */
export function addressOf(taxCode: string): string {
	return `ban-hang@ncc-${taxCode}.example`;
}

/** The owner accepts for the business, and names an address for each provider that is paid. */
export async function acceptForBusiness(ctx: CommandContext, { applicationId, reference }: Application): Promise<void> {
	const providers = providersOf(await approvedLines(ctx.db, applicationId));
	const addresses = providers.map(({ taxCode }) => ({ taxCode, email: addressOf(taxCode) }));
	await acceptAgreement(ctx, { reference, position: "Giám đốc", providers: addresses });
}

/** A link and a code of a provider, as its mails bring them. */
export async function keysOf(db: Database, partyId: string, now: Date): Promise<{ token: string; code: string }> {
	const token = await inTransaction(db, (trx) => makeProviderLink(trx, partyId));
	await askForCode({ db, actor: { visitor: true }, now, locale: "vi" }, { token });
	const code = await inTransaction(db, (trx) => makeCode(trx, { partyId, askedAt: now }));
	assert(code, "a code was made");
	return { token, code };
}

/** Each provider that has not answered does, by its own link and code; with no reasons it accepts. */
export async function answerForProviders(
	{ db, now }: { db: Database; now: Date },
	{ applicationId }: Pick<Application, "applicationId">,
	reasons = "",
): Promise<void> {
	const answer = reasons === "" ? "accepted" : "declined";
	const person = { name: "Đinh Quang Khải", position: "Giám đốc" };
	for (const party of await partiesOf(db, applicationId)) {
		if (party.answer !== null) continue;
		const ctx = { db, actor: { visitor: true }, now, locale: "vi" } as const;
		await answerAsProvider(ctx, { ...(await keysOf(db, party.id, now)), ...person, answer, reasons });
	}
}
