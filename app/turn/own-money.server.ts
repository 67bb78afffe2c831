import { type Kysely, sql } from "kysely";
import type { ApplicationState } from "#app/application/application.states.ts";
import { type ApplicationRow, ownApplications } from "#app/application/visible-applications.server.ts";
import { advanceStanding } from "#app/claim/advance/advance-standing.server.ts";
import { claimCaseOf } from "#app/claim/claim-case.server.ts";
import { claimableOf } from "#app/claim/claimable-lines.server.ts";
import type { DisbursementState } from "#app/disbursement/disbursement.states.ts";
import { type MoneyAhead, type MoneyStep, type MoneySums, moneySums } from "#app/disbursement/money.rules.ts";
import type { Actor } from "#app/house/access.ts";
import { sumDong } from "#app/kernel/dong.ts";
import type { Tables } from "#db/connection.server.ts";

/** The money of all the person's applications in a few sums, as its own page counts them (moneySums). */
export type OwnMoney = {
	payee: "provider" | "business" | "both";
	arrivedDong: bigint;
	onItsWayDong: bigint;
	/** Approved: held until the agreement is signed by all. */
	toSignDong: bigint;
	/** Signed, and not claimed yet: also what is left after some claims. */
	toClaimDong: bigint;
};

export async function ownMoney(db: Kysely<Tables>, actor: Actor): Promise<OwnMoney> {
	const applications = await ownApplications(db, actor)
		// What was approved is held from then on, also before a job has written the terms down.
		.leftJoin("agreement", "agreement.applicationId", "application.id")
		.select(["application.id", "state", "approvedDong", "payee", "programmeId", "associationId"])
		.where("approvedDong", "is not", null)
		.execute();
	const files = await Promise.all(
		applications.map(async ({ approvedDong, payee, ...row }) => {
			const application = { ...row, state: row.state as ApplicationState, approvedDong: approvedDong ?? 0n };
			const steps = await stepsOf(db, row.id);
			const sums = moneySums(application, steps, await moneyAhead(db, application));
			return { state: row.state, payees: steps.map(() => payee as "provider" | "business"), sums };
		}),
	);
	const sumOf = (part: keyof MoneySums, state?: ApplicationState) =>
		sumDong(files.filter((file) => state === undefined || file.state === state).map(({ sums }) => sums[part]));
	const payees = new Set(files.flatMap((file) => file.payees));
	const [payee = "both"] = payees.size === 1 ? payees : ["both" as const];
	return {
		payee,
		arrivedDong: sumOf("arrivedDong"),
		onItsWayDong: sumOf("onItsWayDong"),
		toSignDong: sumOf("toClaimDong", "approved"),
		toClaimDong: sumOf("toClaimDong", "agreed"),
	};
}

async function stepsOf(db: Kysely<Tables>, applicationId: string): Promise<MoneyStep[]> {
	const rows = await db
		.selectFrom("claim")
		.leftJoin("disbursement", "disbursement.claimId", "claim.id")
		.select(["claim.id", "claim.reference", "disbursement.state"])
		.where("claim.applicationId", "=", applicationId)
		.where("claim.submittedAt", "is not", null)
		.execute();
	const claims = await Promise.all(
		rows.map(async ({ id, reference, state }) => {
			const claim = await claimCaseOf(db, id);
			return { ...claim, reference, payment: state as DisbursementState | null };
		}),
	);
	// What was kept back of a claim is paid by another in the end.
	const released = new Set(claims.map(({ retains }) => retains));
	return claims.map(({ reference, state: claimState, payment: state, split }) => ({
		claimState,
		state,
		amountDong: split?.payableDong ?? 0n,
		keptDong: released.has(reference) ? 0n : (split?.retainedDong ?? 0n),
	}));
}

/** What is paid ahead of the costs, and how much of each claim is kept back, in percent. */
export async function moneyAhead(
	db: Kysely<Tables>,
	application: Pick<ApplicationRow, "id" | "state" | "programmeId" | "associationId">,
): Promise<MoneyAhead & { retentionPercent: number }> {
	const { outstandingDong, retentionPercent } = await advanceStanding(db, application);
	const { hasOpenClaim, lastClaimMade } = await claimableOf(db, application);
	const { returned } = await db
		.selectFrom("recoveryReceipt")
		.innerJoin("recovery", "recovery.id", "recoveryReceipt.recoveryId")
		.select((eb) => eb.fn.coalesce(eb.fn.sum<string>("unearnedDong"), eb.lit(0)).as("returned"))
		.where("applicationId", "=", application.id)
		.where(sql<boolean>`recovery_receipt_counts(recovery_receipt.id)`)
		.executeTakeFirstOrThrow();
	return {
		outstandingDong,
		returnedDong: BigInt(returned),
		noMoreClaims: lastClaimMade && !hasOpenClaim,
		retentionPercent,
	};
}
