import type { Kysely } from "kysely";
import { claimableOf } from "#app/claim/claimable-lines.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { canSeePayments } from "../disbursement.access.ts";

/** An advance that no claim can earn any more, and that no notice asks back yet: its payment is where that is done. */
export type AdvanceDueBack = {
	application: string;
	businessName: string;
	payment: string;
	outstandingDong: bigint;
};

/** The advances that have to be asked back; none for who may not see payments. */
export async function advancesDueBack(db: Kysely<Tables>, actor: Actor): Promise<AdvanceDueBack[]> {
	if (!canSeePayments(actor).allowed) return [];
	const rows = await db
		.selectFrom("ledgerAccount")
		.innerJoin("application", (join) =>
			join.on((eb) => eb(eb.cast<string>("application.id", "text"), "=", eb.ref("ledgerAccount.owner"))),
		)
		.innerJoin("business", "business.id", "application.businessId")
		.innerJoin("claim", "claim.applicationId", "application.id")
		.innerJoin("disbursement", "disbursement.claimId", "claim.id")
		.select(["application.id", "application.state", "application.reference as application"])
		.select(["legalName as businessName", "disbursement.reference as payment", "balanceDong as outstandingDong"])
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
		const { hasOpenClaim, lastClaimMade, leftDong } = await claimableOf(db, { id, state: state as "agreed" });
		if (!hasOpenClaim && (lastClaimMade || leftDong === 0n)) due.push(row);
	}
	return due;
}
