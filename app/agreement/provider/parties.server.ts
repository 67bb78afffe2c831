import type { Kysely } from "kysely";
import type { Locale } from "#app/kernel/locale.ts";
import type { Tables } from "#db/connection.server.ts";
import type { PartyAnswer } from "../agreement.access.ts";

/** A provider as a party of an agreement. */
export type ProviderParty = {
	id: string;
	providerTaxCode: string;
	providerName: string;
	/** Where its link goes. */
	email: string;
	locale: Locale;
	/** When its newest link was asked for. */
	askedAt: Date;
	codeAskedAt: Date | null;
	answer: PartyAnswer;
	answeredAt: Date | null;
	answeredByName: string | null;
	answeredByPosition: string | null;
	/** Why it declined. */
	reasons: string | null;
};

function selectParties(db: Kysely<Tables>) {
	return db
		.selectFrom("agreementParty")
		.select(["id", "applicationId", "providerTaxCode", "providerName", "email", "locale", "askedAt", "codeAskedAt"])
		.select(["answer", "answeredAt", "answeredByName", "answeredByPosition", "reasons"]);
}

/** The providers of an agreement, in a fixed order. */
export async function partiesOf(db: Kysely<Tables>, applicationId: string): Promise<ProviderParty[]> {
	const rows = await selectParties(db)
		.where("applicationId", "=", applicationId)
		.orderBy("providerName")
		.orderBy("providerTaxCode")
		.execute();
	return rows.map(({ applicationId: _, ...row }) => row as ProviderParty);
}

/** Those that have not answered an agreement that is still open, with the application; for jobs, which act for nobody's eyes. */
export async function unsafeUnanswered(db: Kysely<Tables>): Promise<(ProviderParty & { applicationId: string })[]> {
	const rows = await selectParties(db)
		.where("answer", "is", null)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("application")
					.select("application.id")
					.whereRef("application.id", "=", "agreementParty.applicationId")
					.where("application.state", "=", "approved"),
			),
		)
		.orderBy("askedAt")
		.orderBy("id")
		.execute();
	return rows as (ProviderParty & { applicationId: string })[];
}

/** A party and the application that it is about; for jobs, which act for nobody's eyes. */
export async function unsafeFindParty(
	db: Kysely<Tables>,
	partyId: string,
): Promise<(ProviderParty & { applicationId: string }) | null> {
	const row = await selectParties(db).where("id", "=", partyId).executeTakeFirst();
	return (row as (ProviderParty & { applicationId: string }) | undefined) ?? null;
}
