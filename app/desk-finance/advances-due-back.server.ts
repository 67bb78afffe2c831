import type { Kysely } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import { isSilent } from "#app/claim/claim.access.ts";
import { endableOf } from "#app/claim/ending/endable.server.ts";
import { canSeePayments } from "#app/disbursement/disbursement.access.ts";
import type { Actor } from "#app/house/access.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";

/**
 * An advance that no claim can earn any more, or whose business has been silent for long, and that no notice asks back
 * yet: its payment is where that is done.
 */
export type AdvanceDueBack = {
	application: string;
	businessName: string;
	payment: string;
	outstandingDong: bigint;
};

/** The advances that have to be asked back; none for who may not see payments. */
export async function advancesDueBack(db: Kysely<Tables>, actor: Actor, now: Date): Promise<AdvanceDueBack[]> {
	if (!canSeePayments(actor).allowed) return [];
	const rows = await db
		.selectFrom("ledgerAccount")
		.innerJoin("application", (join) =>
			join.on((eb) => eb(eb.cast<string>("application.id", "text"), "=", eb.ref("ledgerAccount.owner"))),
		)
		.innerJoin("claim", "claim.applicationId", "application.id")
		.innerJoin("disbursement", "disbursement.claimId", "claim.id")
		.select(["application.id", "application.state", "application.reference as application"])
		.select([submittedName.as("businessName"), "disbursement.reference as payment", "balanceDong as outstandingDong"])
		.where("ledgerAccount.kind", "=", "advanced")
		.where("balanceDong", ">", 0n)
		.where("claim.kind", "=", "advance")
		.where("disbursement.state", "=", "paid")
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom("recovery")
						.select("recovery.id")
						.whereRef("disbursementId", "=", "disbursement.id")
						.where("recovery.state", "in", ["drafted", "notified", "contested", "due"]),
				),
			),
		)
		.orderBy("application.reference")
		.execute();
	const due: AdvanceDueBack[] = [];
	for (const { id, state, ...row } of rows) {
		const application = { id, state: state as "agreed" };
		const endable = await endableOf(db, application, "association");
		const { hasOpenClaim, lastClaimMade, leftDong, hasClaimInHand, movedOn } = endable;
		const isUnearnable = !hasOpenClaim && (lastClaimMade || leftDong === 0n);
		const isLeft = !hasClaimInHand && isSilent({ movedOn, today: plainDateAt(now) });
		if (isUnearnable || isLeft) due.push(row);
	}
	return due;
}
