import type { Kysely } from "kysely";
import type { Association } from "#app/association/association-name.ts";
import { reviewingAssociations } from "#app/association/associations.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { openProgrammes, type ProgrammeInForce } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** A programme that takes applications, and the associations that take them: those with an envelope in it. */
export type ChannelChoice = { programme: ProgrammeInForce["programme"]; associations: Association[] };

/** Where an application can go on a day. */
export async function channelChoices(db: Kysely<Tables>, date: PlainDate): Promise<ChannelChoice[]> {
	const [programmes, associations, envelopes] = await Promise.all([
		openProgrammes(db, date),
		reviewingAssociations(db, date),
		db.selectFrom("envelope").select(["programmeId", "associationId"]).execute(),
	]);
	return programmes.map(({ programme }) => ({
		programme,
		associations: associations.filter((association) =>
			envelopes.some((each) => each.programmeId === programme.id && each.associationId === association.id),
		),
	}));
}

/** @throws Refusal, beside the field that is wrong, when an application cannot go there on that day. */
export async function assertChannel(
	db: Kysely<Tables>,
	channel: { programmeId: string; associationId: string },
	date: PlainDate,
): Promise<void> {
	const choices = await channelChoices(db, date);
	const choice = choices.find(({ programme }) => programme.id === channel.programmeId);
	if (!choice) throw new Refusal("application_refusal_programme_closed", {}, { field: "programmeId" });
	if (!choice.associations.some(({ id }) => id === channel.associationId)) {
		throw new Refusal("application_refusal_association_closed", {}, { field: "associationId" });
	}
}
