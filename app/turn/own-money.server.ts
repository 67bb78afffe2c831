import { type Kysely, sql } from "kysely";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import type { ClaimState } from "#app/claim/claim.states.ts";
import type { DisbursementState } from "#app/disbursement/disbursement.states.ts";
import { isOnItsWay } from "#app/disbursement/money.rules.ts";
import type { Actor } from "#app/house/access.ts";
import { sumDong } from "#app/kernel/dong.ts";
import type { Tables } from "#db/connection.server.ts";

/** The money of all the person's applications in a few sums, as its own page counts them (moneySums). */
export type OwnMoney = {
	payee: "provider" | "business" | "both";
	arrivedDong: bigint;
	onItsWayDong: bigint;
	/** Approved: held until the agreement is signed. */
	toSignDong: bigint;
	/** Signed, and no claim was made yet. */
	toClaimDong: bigint;
};

export async function ownMoney(db: Kysely<Tables>, actor: Actor): Promise<OwnMoney> {
	const own = ownApplications(db, actor).select("application.id");
	const [steps, { returned }, held] = await Promise.all([
		db
			.selectFrom("claim")
			.innerJoin("agreement", "agreement.applicationId", "claim.applicationId")
			.leftJoin("disbursement", "disbursement.claimId", "claim.id")
			.select(["agreement.payee", "claim.state as claimState", "disbursement.state"])
			.select((eb) => eb.fn.coalesce("claim.payableDong", "claim.subsidyDong").as("amountDong"))
			.where("claim.applicationId", "in", own)
			.execute(),
		db
			.selectFrom("recoveryReceipt")
			.innerJoin("recovery", "recovery.id", "recoveryReceipt.recoveryId")
			.select((eb) => eb.fn.coalesce(eb.fn.sum<string>("unearnedDong"), eb.lit(0)).as("returned"))
			.where("recovery.applicationId", "in", own)
			.where(sql<boolean>`recovery_receipt_counts(recovery_receipt.id)`)
			.executeTakeFirstOrThrow(),
		db
			.selectFrom("application")
			.select(["state", "approvedDong"])
			.where("id", "in", own)
			.where("state", "in", ["approved", "agreed"])
			.where(({ not, exists, selectFrom }) =>
				not(
					exists(
						selectFrom("claim")
							.whereRef("claim.applicationId", "=", "application.id")
							.where("claim.state", "in", ["submitted", "verified"]),
					),
				),
			)
			.execute(),
	]);
	const underWay = steps.filter(({ claimState, state }) =>
		isOnItsWay({ claimState: claimState as ClaimState, state: state as DisbursementState | null }),
	);
	const sumOf = (those: typeof steps) => sumDong(those.map(({ amountDong }) => amountDong ?? 0n));
	const heldIn = (state: string) =>
		sumDong(held.filter((application) => application.state === state).map(({ approvedDong }) => approvedDong ?? 0n));
	const payees = new Set(steps.map(({ payee }) => payee as "provider" | "business"));
	const [payee = "both"] = payees.size === 1 ? payees : ["both" as const];
	return {
		payee,
		arrivedDong: sumOf(steps.filter(({ state }) => state === "paid")) - BigInt(returned),
		onItsWayDong: sumOf(underWay),
		toSignDong: heldIn("approved"),
		toClaimDong: heldIn("agreed"),
	};
}
