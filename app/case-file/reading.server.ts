import type { Kysely } from "kysely";
import type { Association } from "#app/association/association-name.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import type { OpenClaim } from "#app/claim/desk/claim-desk.server.ts";
import { type Actor, holds } from "#app/house/access.ts";
import { assert } from "#app/kernel/assert.ts";
import type { OpenCase } from "#app/review/case/case-page.server.ts";
import { fileTurns } from "#app/turn/file-turns.server.ts";
import type { ShownTurn } from "#app/turn/known-files.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** As what somebody reads a file that they do not review. */
export type ReaderRole = "finance_officer" | "programme_officer" | "auditor" | "association_manager";

/** As what a file is read by who does not review it, and whose turn it is. */
export type Reading<Turn> = {
	role: ReaderRole;
	association: Pick<Association, "nameVi" | "nameEn">;
	turn: Turn;
};

const readerRoles: readonly ReaderRole[] = ["finance_officer", "programme_officer", "auditor", "association_manager"];

async function readingAs(db: Kysely<Tables>, actor: Actor, applicationId: string, now: Date) {
	const { associationId } = await db
		.selectFrom("application")
		.select("associationId")
		.where("id", "=", applicationId)
		.executeTakeFirstOrThrow();
	const role = readerRoles.find((each) => holds(actor, each));
	const [association, turns] = await Promise.all([
		findAssociation(db, associationId ?? ""),
		fileTurns(db, actor, applicationId, now),
	]);
	assert(role && association && turns, "a file is read by staff, and was submitted to an association");
	return { role, association: { nameVi: association.nameVi, nameEn: association.nameEn }, turns };
}

/** For a case; null for who reviews it. */
export async function readingOfCase(
	db: Kysely<Tables>,
	actor: Actor,
	page: OpenCase,
	now: Date,
): Promise<Reading<ShownTurn> | null> {
	if (page.as === "reviewer") return null;
	const { turns, ...as } = await readingAs(db, actor, page.id, now);
	return { ...as, turn: turns.turn };
}

/** For a claim: `turn` is null once nothing about it is open; null for who answers it. */
export async function readingOfClaim(
	db: Kysely<Tables>,
	actor: Actor,
	{ mayAnswer, application, reference }: OpenClaim,
	now: Date,
): Promise<Reading<ShownTurn | null> | null> {
	if (mayAnswer.allowed || mayAnswer.reason !== "house_refusal_not_yours") return null;
	const { turns, ...as } = await readingAs(db, actor, application.id, now);
	return { ...as, turn: turns.open.find(({ subject }) => subject === reference) ?? null };
}
