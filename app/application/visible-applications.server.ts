import { type Kysely, sql, type Transaction } from "kysely";
import { type Actor, holds, type Role, scopesOf } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ApplicationState } from "./application.states.ts";

const cityRoles: Role[] = ["programme_officer", "finance_officer", "auditor", "administrator"];

/** City staff, having shown a second factor, read every application that was submitted. */
export function readsForTheCity(actor: Actor): boolean {
	return actor.secondFactor && cityRoles.some((role) => holds(actor, role));
}

/**
 * The applications that a person may see, where every read of applications starts: their own business's; what was
 * submitted to an association in which they review or manage; all that were submitted for city staff. Staff see theirs
 * only with a second factor. What was never submitted is nobody's but the business's.
 */
export function visibleApplications(db: Kysely<Tables>, actor: Actor) {
	const associations = actor.secondFactor ? scopesOf(actor, "reviewer", "association_manager") : [];
	return db
		.selectFrom("application")
		.where((eb) =>
			eb.or([
				eb.and([
					eb("application.submittedAt", "is not", null),
					eb.or([
						eb.lit(readsForTheCity(actor)),
						eb("application.associationId", "=", sql<string>`any(${associations})`),
					]),
				]),
				eb.exists(
					eb
						.selectFrom("businessMember")
						.select("businessMember.personId")
						.whereRef("businessMember.businessId", "=", "application.businessId")
						.where("businessMember.personId", "=", actor.personId),
				),
			]),
		);
}

/** The applications of the businesses that a person belongs to: where the pages of business people start. */
export function ownApplications(db: Kysely<Tables>, actor: Actor) {
	return db
		.selectFrom("application")
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("businessMember")
					.select("businessMember.personId")
					.whereRef("businessMember.businessId", "=", "application.businessId")
					.where("businessMember.personId", "=", actor.personId),
			),
		);
}

function all(db: Kysely<Tables>) {
	return db.selectFrom("application").selectAll("application");
}

export type ApplicationRow = Omit<Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>, "state"> & {
	state: ApplicationState;
};

/** The application with that reference if the person may see it, else null. */
export async function findApplication(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
): Promise<ApplicationRow | null> {
	const row = await visibleApplications(db, actor)
		.selectAll("application")
		.where("reference", "=", reference)
		.executeTakeFirst();
	return (row as ApplicationRow | undefined) ?? null;
}

/** The person's own application, or null if it is not theirs or not there. */
export async function findOwnApplication(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
): Promise<ApplicationRow | null> {
	const row = await ownApplications(db, actor)
		.selectAll("application")
		.where("reference", "=", reference)
		.executeTakeFirst();
	return (row as ApplicationRow | undefined) ?? null;
}

/** The person's own application, held until the transaction ends; null if it is not theirs or not there. */
export async function lockOwnApplication(
	trx: Transaction<Tables>,
	actor: Actor,
	reference: string,
): Promise<ApplicationRow | null> {
	const row = await ownApplications(trx, actor)
		.selectAll("application")
		.where("reference", "=", reference)
		.forUpdate("application")
		.executeTakeFirst();
	return (row as ApplicationRow | undefined) ?? null;
}

/** The application that the person may see, held until the transaction ends, else null. For reviewers and city staff. */
export async function lockVisibleApplication(
	trx: Transaction<Tables>,
	actor: Actor,
	reference: string,
): Promise<ApplicationRow | null> {
	const row = await visibleApplications(trx, actor)
		.selectAll("application")
		.where("reference", "=", reference)
		.forUpdate("application")
		.executeTakeFirst();
	return (row as ApplicationRow | undefined) ?? null;
}

/** Any application by id, held until the transaction ends. For jobs and bookings, which act for nobody's eyes. */
export async function unsafeLockApplication(
	trx: Transaction<Tables>,
	applicationId: string,
): Promise<ApplicationRow | null> {
	const row = await all(trx).where("id", "=", applicationId).forUpdate().executeTakeFirst();
	return (row as ApplicationRow | undefined) ?? null;
}

/** Where a read of any one application starts. For jobs, which act for nobody's eyes. */
export function unsafeOneApplication(db: Kysely<Tables>, applicationId: string) {
	return db.selectFrom("application").where("application.id", "=", applicationId);
}

/** Any application by id. For jobs, and for who was let in by other means: a provider's link. */
export async function unsafeFindApplication(db: Kysely<Tables>, applicationId: string): Promise<ApplicationRow | null> {
	const row = await all(db).where("id", "=", applicationId).executeTakeFirst();
	return (row as ApplicationRow | undefined) ?? null;
}

/**
 * Lets applications of one tax code come one after the other until the transaction ends: two that are submitted at once,
 * in two associations, would each find nothing in progress elsewhere.
 */
export async function lockApplicant(trx: Transaction<Tables>, businessId: string): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('applicant:' || tax_code, 0))
		from business where id = ${businessId}`.execute(trx);
}
