import type { Kysely } from "kysely";
import type { Association } from "#app/association/association-name.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import type { OpenClaim } from "#app/claim/desk/claim-desk.server.ts";
import { canSeePayments } from "#app/disbursement/disbursement.access.ts";
import { type Actor, holds } from "#app/house/access.ts";
import { assert } from "#app/kernel/assert.ts";
import type { OpenCase } from "#app/review/case/case-page.server.ts";
import { fileTurns, type TurnSeen } from "#app/turn/file-turns.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { PaymentActs } from "./whose-turn.ts";

/** As what somebody reads a file that they do not review. */
export type ReaderRole = "finance_officer" | "programme_officer" | "auditor" | "association_manager";

/** Whose turn it is in a file that somebody of staff has open, and as what they read it; null for who reviews it. */
export type Reading<Turn> = {
	role: ReaderRole | null;
	association: Pick<Association, "nameVi" | "nameEn">;
	turn: Turn;
};

const readerRoles: readonly ReaderRole[] = ["finance_officer", "programme_officer", "auditor", "association_manager"];

/** As what somebody comes to a file that is closed to them; null for who reviews. */
export function comesAs(actor: Actor): ReaderRole | null {
	return holds(actor, "reviewer") ? null : (readerRoles.find((each) => holds(actor, each)) ?? null);
}

async function readingAs(
	db: Kysely<Tables>,
	actor: Actor,
	{ id, reviews }: { id: string; reviews: boolean },
	now: Date,
) {
	const { associationId } = await db
		.selectFrom("application")
		.select("associationId")
		.where("id", "=", id)
		.executeTakeFirstOrThrow();
	const role = reviews ? null : readerRoles.find((each) => holds(actor, each));
	const [association, turns] = await Promise.all([
		findAssociation(db, associationId ?? ""),
		fileTurns(db, actor, { id, associationId }, now),
	]);
	assert(role !== undefined && association && turns, "a file is read by staff, and was submitted to an association");
	return { role, association: { nameVi: association.nameVi, nameEn: association.nameEn }, turns };
}

/** For a case. */
export async function readingOfCase(
	db: Kysely<Tables>,
	actor: Actor,
	{ id, as }: Pick<OpenCase, "id" | "as">,
	now: Date,
): Promise<Reading<TurnSeen>> {
	const { turns, ...reading } = await readingAs(db, actor, { id, reviews: as === "reviewer" }, now);
	return { ...reading, turn: turns.turn };
}

/** For a claim: `turn` is null once nothing about it is open. */
export async function readingOfClaim(
	db: Kysely<Tables>,
	actor: Actor,
	{ mayAnswer, application, reference, id }: OpenClaim,
	now: Date,
): Promise<Reading<TurnSeen | null> & { payment: PaymentActs }> {
	const reviews = mayAnswer.allowed || mayAnswer.reason !== "house_refusal_not_yours";
	const { turns, ...reading } = await readingAs(db, actor, { id: application.id, reviews }, now);
	const payment = reading.role ? await paymentActs(db, actor, id) : {};
	return { ...reading, payment, turn: turns.about(reference) };
}

/** Who put the payment of a claim into its batch, who released that, and when it was paid. */
async function paymentActs(db: Kysely<Tables>, actor: Actor, claimId: string): Promise<PaymentActs> {
	const row = await db
		.selectFrom("disbursement")
		.leftJoin("paymentBatch", "paymentBatch.id", "disbursement.batchId")
		.select(["createdAt", "createdByName", "releasedAt", "releasedByName", "paidOn"])
		.where("claimId", "=", claimId)
		.where("state", "!=", "cancelled")
		.orderBy("scheduledAt", "desc")
		.limit(1)
		.executeTakeFirst();
	if (!row) return {};
	const named = canSeePayments(actor).allowed;
	const act = (at: Date | null, by: string | null) => (at ? { at, by: named ? by : null } : undefined);
	return {
		batched: act(row.createdAt, row.createdByName),
		released: act(row.releasedAt, row.releasedByName),
		paid: row.paidOn ? { at: row.paidOn, by: null } : undefined,
	};
}
