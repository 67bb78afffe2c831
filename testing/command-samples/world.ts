import type { Actor } from "#app/house/access.ts";
import type { RefusalCode } from "#app/house/refusal.ts";
import type { Database } from "#db/connection.server.ts";
import { makeBusiness } from "../make-business.ts";
import { type MadeAgreed, makeAgreed, makeSentBatch, makeVerifiedClaim } from "../make-claim.ts";
import { makeProgramme, rulesWith } from "../make-programme.ts";
import { makeApprovedApplication, makeSubmittedApplication, takeUp } from "../make-review.ts";
import { stripeOf } from "../make-stripe.ts";
import { contextOf, makeAdministrators, makeAssociation, makePerson, makeStaff } from "../makers.ts";
import type { StripeStandIn } from "../stripe-stand-in.ts";

/** The people and places of all samples: two associations, and of each office as many as its acts take. */
export async function makeWorld(db: Database, standIn: StripeStandIn) {
	const [associationId, elsewhereId] = [await makeAssociation(db), await makeAssociation(db)];
	const envelopes = { [associationId]: 5_000_000_000n, [elsewhereId]: 500_000_000n };
	const programmeOf = (settings: Parameters<typeof rulesWith>[0]) =>
		makeProgramme({ envelopes, rules: rulesWith(settings) });
	const programmeId = await programmeOf({});
	const staff = (role: Parameters<typeof makeStaff>[1], scopeId = "") => makeStaff(db, role, scopeId);
	const reviewer = await staff("reviewer", associationId);
	const wishes = { programmeId, associationId, reviewer };
	return {
		db,
		standIn,
		wishes,
		associationId,
		elsewhereId,
		programmeId,
		/** Pays providers; ahead too, and keeps some back. */
		providersProgrammeId: await programmeOf({ payee: "provider", advancePercent: 30, retentionPercent: 10 }),
		stripeProgrammeId: await programmeOf({ rail: "stripe", payee: "provider", ownShare: "stripe" }),
		businessStripeProgrammeId: await programmeOf({ rail: "stripe", payee: "business" }),
		reviewer,
		secondReviewer: await staff("reviewer", associationId),
		manager: await staff("association_manager", associationId),
		reviewerElsewhere: await staff("reviewer", elsewhereId),
		managerElsewhere: await staff("association_manager", elsewhereId),
		officers: [await staff("programme_officer"), await staff("programme_officer")] as const,
		finance: [await staff("finance_officer"), await staff("finance_officer"), await staff("finance_officer")] as const,
		auditor: await staff("auditor"),
		administrators: await makeAdministrators(db),
		person: await makePerson(db),
		otherBusiness: await makeBusiness(db),
	};
}

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** The context of somebody, at the moment of all samples. */
export function as({ db }: World, actor: Actor, now?: Date) {
	return contextOf(db, actor, now);
}

/** The service that some commands take beside their input. */
export function stripeFor({ standIn }: World): [ReturnType<typeof stripeOf>] {
	return [stripeOf(standIn)];
}

/** With its association, in nobody's hands. */
export function submitted({ db, wishes }: World) {
	return makeSubmittedApplication(db, wishes);
}

/** In the hands of the reviewer. */
export async function inReview(world: World) {
	const application = await submitted(world);
	await takeUp(as(world, world.reviewer), application.reference);
	return application;
}

export function approved({ db, wishes }: World, programmeId = wishes.programmeId) {
	return makeApprovedApplication(db, { ...wishes, programmeId });
}

export function agreed({ db, wishes }: World, programmeId = wishes.programmeId): Promise<MadeAgreed> {
	return makeAgreed(db, { ...wishes, programmeId });
}

/** A claim that waits to be paid, with its application. */
export async function verified(world: World, programmeId?: string) {
	const application = await agreed(world, programmeId);
	return { application, claim: await makeVerifiedClaim(world.db, application) };
}

/** A payment that the bank has not answered, of a batch by the first two finance officers. */
export async function sent(world: World, programmeId?: string) {
	const { application, claim } = await verified(world, programmeId);
	const [maker, releaser] = world.finance;
	const { batch, payments } = await makeSentBatch(world.db, [claim], { maker, releaser });
	return { application, claim, batch, payment: payments[0] ?? "" };
}

/** Somebody whom the owner of a business has beside them: of its people, without the right to bind it. */
export async function memberOf(db: Database, { id: businessId }: { id: string }, person?: Actor): Promise<Actor> {
	const member = person ?? (await makePerson(db));
	const since = new Date("2026-01-01T00:00:00Z");
	const row = { businessId, personId: member.personId, role: "staff", since };
	await db.insertInto("businessMember").values(row).execute();
	return member;
}

/** The same, as who may not answer for the business. */
export async function withoutRight(db: Database, business: { id: string }, reason: RefusalCode) {
	return { "a member without the right": { person: await memberOf(db, business), reason } };
}

/** A finance officer who belongs to the business that it is about. */
export async function tiedOfficer(db: Database, business: { id: string }, reason: RefusalCode) {
	const person = await memberOf(db, business, await makeStaff(db, "finance_officer"));
	return { "a finance officer of the business": { person, reason } };
}
