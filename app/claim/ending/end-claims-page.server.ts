import type { Kysely } from "kysely";
import type { ApplicationState } from "#app/application/application.states.ts";
import { submittedName } from "#app/application/submission.server.ts";
import { ownApplications, visibleApplications } from "#app/application/visible-applications.server.ts";
import { outstandingAdvance } from "#app/funding/bookings.server.ts";
import type { Actor } from "#app/house/access.ts";
import { type PlainDate, plainDateAt } from "#app/kernel/plain-date.ts";
import { reviewerTie } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";
import { canEndClaims, canEndClaimsFor } from "../claim.access.ts";
import { endableOf } from "./endable.server.ts";

/** What ending the claims of an application means. */
export type EndClaimsPage = {
	reference: string;
	permission: ReturnType<typeof canEndClaims>;
	/** Not claimed: it goes back. */
	leftDong: bigint;
	/** Kept back: it is paid. */
	keptDong: bigint;
	/** Paid ahead and not earned: it is asked back. */
	outstandingDong: bigint;
	/** A claim that was begun and never sent. */
	hasDraft: boolean;
};

/** For the person's own application that was approved; null for any other. */
export async function endClaimsPage(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
): Promise<EndClaimsPage | null> {
	const application = await ownApplications(db, actor)
		.select(["id", "state", "approvedDong", "programmeId", "associationId"])
		.where("reference", "=", reference)
		.executeTakeFirst();
	if (!application?.approvedDong) return null;
	const endable = await endableOf(db, { ...application, state: application.state as ApplicationState });
	const { leftDong, keptDong, hasOpenClaim, hasClaimInHand } = endable;
	return {
		reference,
		permission: canEndClaims(endable),
		leftDong,
		keptDong,
		outstandingDong: await outstandingAdvance(db, application),
		hasDraft: hasOpenClaim && !hasClaimInHand,
	};
}

export type EndClaimsForPage = {
	reference: string;
	businessName: string;
	leftDong: bigint;
	/** Paid ahead and not earned: it is asked back, and only then what is left goes back. */
	outstandingDong: bigint;
	/** A claim that was begun and never sent, or not mended. */
	hasDraft: boolean;
	movedOn: PlainDate;
};

/** For the manager of the association, where they may; null for anybody else and any other application. */
export async function endClaimsForPage(
	db: Kysely<Tables>,
	actor: Actor,
	{ reference, now }: { reference: string; now: Date },
): Promise<EndClaimsForPage | null> {
	const application = await visibleApplications(db, actor)
		.select(["application.id", "state", "programmeId", "associationId", submittedName.as("legalName")])
		.where("application.reference", "=", reference)
		.executeTakeFirst();
	if (!application) return null;
	const { associationId, legalName } = application;
	const its = { id: application.id, state: application.state as ApplicationState };
	const endable = await endableOf(db, its, "association");
	const { conflict } = await reviewerTie(db, actor.personId, application);
	const around = { associationId, conflict, today: plainDateAt(now) };
	const { movedOn, leftDong, ended, hasOpenClaim } = endable;
	if (!canEndClaimsFor(actor, { ...endable, ...around }).allowed || ended || !movedOn) return null;
	return {
		reference,
		businessName: legalName,
		leftDong,
		outstandingDong: await outstandingAdvance(db, application),
		hasDraft: hasOpenClaim,
		movedOn,
	};
}
