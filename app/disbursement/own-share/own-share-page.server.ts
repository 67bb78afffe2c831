import type { Kysely } from "kysely";
import { type ApplicationRow, findOwnApplication } from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { canPayOwnShare, type OwnShareStage, ownShareStage } from "./own-share.rules.ts";
import { heldOwnShare, owedOwnShare } from "./own-share-books.server.ts";
import { lastOwnShare, ownShareDue } from "./own-shares.server.ts";

const steps = [
	"own-share-paid",
	"own-share-passed",
	"own-share-taken",
	"own-share-returned",
	"own-share-refunded",
	"own-share-refund-failed",
] as const;

export type OwnShareStep = { id: string; what: (typeof steps)[number]; at: Date; amountDong: bigint };

export type OwnSharePage = {
	/** The application's. */
	reference: string;
	/** What the business pays. */
	dueDong: bigint;
	/** What the city pays beside it. */
	approvedDong: bigint;
	/** Null before anything was asked of Stripe. */
	stage: OwnShareStage | null;
	/** Why it cannot be paid now; null where it can. */
	refusedBecause: "disbursement_refusal_own_share_not_agreed" | "disbursement_refusal_own_share_claimed" | null;
	/** What the business owes the city of it. */
	owedDong: bigint;
	/** Newest first. */
	steps: OwnShareStep[];
};

/** Whether a claim of the application was submitted and not refused. */
export async function isClaimed(db: Kysely<Tables>, applicationId: string): Promise<boolean> {
	const claim = await db
		.selectFrom("claim")
		.select("id")
		.where("applicationId", "=", applicationId)
		.where("state", "not in", ["draft", "refused"])
		.executeTakeFirst();
	return claim !== undefined;
}

/** The own share of the person's own application; null where it is not theirs, or its programme has it paid elsewhere. */
export async function ownSharePage(db: Kysely<Tables>, actor: Actor, reference: string): Promise<OwnSharePage | null> {
	const application = await findOwnApplication(db, actor, reference);
	return application && ownShareOf(db, application);
}

/** The same of an application that the asker may see. */
export async function ownShareOf(
	db: Kysely<Tables>,
	application: Pick<ApplicationRow, "id" | "reference" | "state" | "approvedDong">,
): Promise<OwnSharePage | null> {
	const dueDong = await ownShareDue(db, application.id);
	if (dueDong === null) return null;
	const share = await lastOwnShare(db, application.id);
	const heldDong = await heldOwnShare(db, application.id);
	const owedDong = await owedOwnShare(db, application.id);
	const permission = canPayOwnShare({ state: application.state, claimed: await isClaimed(db, application.id) });
	return {
		reference: application.reference,
		dueDong: share?.amountDong ?? dueDong,
		approvedDong: application.approvedDong ?? 0n,
		stage: share && ownShareStage({ ...share, heldDong, owedDong }),
		refusedBecause: permission.allowed ? null : permission.reason,
		owedDong,
		steps: await stepsOf(db, application.id),
	};
}

async function stepsOf(db: Kysely<Tables>, applicationId: string): Promise<OwnShareStep[]> {
	const rows = await db
		.selectFrom("applicationEvent")
		.select(["id", "what", "at", "facts"])
		.where("applicationId", "=", applicationId)
		.where("what", "in", steps)
		.orderBy("id", "desc")
		.execute();
	return rows.map(({ id, what, at, facts }) => ({
		id: String(id),
		what: what as OwnShareStep["what"],
		at,
		amountDong: BigInt(String((facts as { amountDong?: unknown }).amountDong ?? 0)),
	}));
}
