import { type Kysely, sql } from "kysely";
import { openStops } from "#app/claim/stop/payment-stops.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { tiedApplications } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Person } from "./turns.ts";

/** The desks that have a first page of their own. */
export type Desk = "reviewer" | "association_manager" | "programme_officer" | "finance_officer";

/** How the person stands to each of the files. */
export async function standingOf(
	db: Kysely<Tables>,
	personId: string,
	{ desk, now, ids }: { desk: Desk; now: Date; ids: readonly string[] },
): Promise<(id: string) => Person> {
	const tied = ids.length > 0 ? await tiedApplications(db, personId, ids) : new Set<string>();
	const locked = (id: string) => ({ locked: tied.has(id) });
	switch (desk) {
		case "reviewer": {
			const recommended = await recommendedBy(db, personId, ids);
			return (id) => ({ as: "reviewer", ...locked(id), recommended: recommended.has(id) });
		}
		case "association_manager":
			return (id) => ({ as: "manager", ...locked(id), today: plainDateAt(now) });
		case "programme_officer": {
			const own = (await openStops(db, ids)).filter(({ stoppedBy }) => stoppedBy === personId);
			const stopped = new Set(own.map(({ applicationId }) => applicationId));
			return (id) => ({ as: "programme", ...locked(id), stopped: stopped.has(id) });
		}
		case "finance_officer": {
			const [made, proposed] = await Promise.all([madeBy(db, personId), proposedBy(db, personId)]);
			return (id) => ({ as: "finance", ...locked(id), made, proposed });
		}
	}
}

/** Those whose recommendation by the person waits for another. */
async function recommendedBy(db: Kysely<Tables>, personId: string, ids: readonly string[]): Promise<Set<string>> {
	const rows = await db
		.selectFrom("decision")
		.select("applicationId")
		.where("applicationId", "=", sql<string>`any(${ids}::uuid[])`)
		.where("kind", "=", "recommend")
		.where("decidedBy", "=", personId)
		.where(sql<boolean>`not exists (select 1 from decision answer where answer.confirms = decision.id)`)
		.execute();
	return new Set(rows.map(({ applicationId }) => applicationId));
}

/** The references of recoveries about which something that the person proposed waits for another. */
async function proposedBy(db: Kysely<Tables>, personId: string): Promise<Set<string>> {
	const rows = await db
		.selectFrom("recovery")
		.select("reference")
		.where("proposedBy", "=", personId)
		.where("proposalConfirmedBy", "is", null)
		.execute();
	return new Set(rows.map(({ reference }) => reference));
}

/** The references of batches that are not released and notices that are not settled which the person made. */
async function madeBy(db: Kysely<Tables>, personId: string): Promise<Set<string>> {
	const [batches, notices] = await Promise.all([
		db
			.selectFrom("paymentBatch")
			.select("reference")
			.where("createdBy", "=", personId)
			.where("releasedAt", "is", null)
			.execute(),
		db
			.selectFrom("recovery")
			.select("reference")
			.where("madeBy", "=", personId)
			.where("state", "not in", ["settled", "dropped"])
			.execute(),
	]);
	return new Set([...batches, ...notices].map(({ reference }) => reference));
}
