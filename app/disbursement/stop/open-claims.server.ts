import type { Kysely } from "kysely";
import type { ClaimKind } from "#app/claim/advance/advance.rules.ts";
import type { ClaimState } from "#app/claim/claim.states.ts";
import type { Tables } from "#db/connection.server.ts";
import type { DisbursementState } from "../disbursement.states.ts";
import { canStillBePaid } from "./stop-payments.server.ts";

/** A claim that is not paid, with how far it is. */
export type UnpaidClaim = {
	id: string;
	reference: string;
	kind: ClaimKind;
	state: ClaimState;
	amountDong: bigint;
	payment: { reference: string; state: DisbursementState; batch: string | null } | null;
};

/** What is claimed of an application and not paid, drafts left out; the earliest first. Who may see it is the caller's to say. */
export async function unpaidClaims(db: Kysely<Tables>, applicationId: string): Promise<UnpaidClaim[]> {
	const rows = await db
		.selectFrom("claim")
		.leftJoin("disbursement", "disbursement.claimId", "claim.id")
		.leftJoin("paymentBatch", "paymentBatch.id", "disbursement.batchId")
		.select(["claim.id", "claim.reference", "claim.kind", "claim.state", "payableDong", "subsidyDong"])
		.select(["disbursement.reference as payment", "disbursement.state as paymentState"])
		.select("paymentBatch.reference as batch")
		.where("claim.applicationId", "=", applicationId)
		.where("claim.state", "in", ["submitted", "returned", "verified"])
		.where((eb) => eb.or([eb("disbursement.id", "is", null), eb("disbursement.state", "!=", "paid")]))
		// What an advance has paid already is not paid again.
		.where((eb) => eb.or([eb("claim.state", "!=", "verified"), eb("payableDong", ">", 0n)]))
		.orderBy("claim.createdAt")
		.orderBy("claim.reference")
		.execute();
	return rows.map(({ payableDong, subsidyDong, payment, paymentState, batch, ...row }) => ({
		...row,
		kind: row.kind as ClaimKind,
		state: row.state as ClaimState,
		amountDong: (row.state === "verified" ? payableDong : subsidyDong) ?? 0n,
		payment: payment === null ? null : { reference: payment, state: paymentState as DisbursementState, batch },
	}));
}

/** What stops with the payments of an application; nothing where nothing of it can be paid any more. */
export type WhatStops = { stops: boolean; claims: UnpaidClaim[] };

/** What would be stopped if its certificate were withdrawn or a payment asked back. Whether the asker may is decided before. */
export async function whatWouldStop(db: Kysely<Tables>, reference: string): Promise<WhatStops> {
	const { id, state } = await db
		.selectFrom("application")
		.select(["id", "state"])
		.where("reference", "=", reference)
		.executeTakeFirstOrThrow();
	return { stops: await canStillBePaid(db, { id, state }), claims: await unpaidClaims(db, id) };
}

/** What the bank has cannot be stopped any more. */
export function isWithBank({ payment }: Pick<UnpaidClaim, "payment">): boolean {
	return payment?.state === "sent" || payment?.state === "unknown";
}

/** The claims of an application whose money has left: it is paid, or the bank has it. Their ids. */
export async function paidOutClaims(db: Kysely<Tables>, applicationId: string): Promise<Set<string>> {
	const rows = await db
		.selectFrom("disbursement")
		.select("claimId")
		.where("applicationId", "=", applicationId)
		.where("state", "in", ["sent", "unknown", "paid"] satisfies DisbursementState[])
		.execute();
	return new Set(rows.map(({ claimId }) => claimId));
}
