import type { Transaction } from "kysely";
import type { Side } from "#app/application/application.states.ts";
import { noteEvent } from "#app/application/move-application.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import type { Tables } from "#db/connection.server.ts";
import { type ClaimEvent, type ClaimState, claimTransition } from "./claim.states.ts";
import type { ClaimInHand } from "./visible-claims.server.ts";

/** How the application's own timeline tells of it. */
const told = {
	submitted: "claim-submitted",
	resubmitted: "claim-submitted",
	verified: "claim-verified",
	returned: "claim-returned",
	refused: "claim-refused",
	"given-up": "claim-given-up",
	ended: "claim-ended",
} as const satisfies Record<Exclude<ClaimEvent, "started">, string>;

const toldOfAdvance = {
	submitted: "advance-submitted",
	resubmitted: "advance-submitted",
	verified: "advance-verified",
	returned: "advance-returned",
	refused: "advance-refused",
	"given-up": "advance-given-up",
	ended: "claim-ended",
} as const satisfies Record<Exclude<ClaimEvent, "started">, string>;

/**
 * Changes the state of a locked claim, lets go of its invoices where it ends without money, and tells its trail and the
 * application's timeline.
 *
 * @param move.said the reasons of whoever answered.
 * @throws Refusal `house_refusal_moved_on` when it is no longer in that state.
 */
export async function moveClaim(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	{ application, claim }: ClaimInHand,
	move: {
		to: ClaimState;
		subsidyDong: bigint;
		/** Columns that change with the state. */
		set: { submittedAt?: Date; costDong?: bigint; subsidyDong?: bigint; countsOwnShare?: boolean } | AnswerColumns;
		said?: string;
		/** Who did it, and what it is called, where it was not whom the table names. */
		side?: Side;
		what?: Exclude<ClaimEvent, "started">;
	},
): Promise<void> {
	const transition = claimTransition(claim.state, move.to);
	assert(transition && transition.what !== "started", `no claim goes from ${claim.state} to ${move.to}`);
	const what = move.what ?? transition.what;
	const result = await trx
		.updateTable("claim")
		.set({ state: move.to, ...move.set })
		.where("id", "=", claim.id)
		.where("state", "=", claim.state)
		.executeTakeFirst();
	if (result.numUpdatedRows === 0n) throw new Refusal("house_refusal_moved_on");
	if (!transition.holdsInvoices) {
		await trx.updateTable("invoice").set({ releasedAt: ctx.now }).where("claimId", "=", claim.id).execute();
	}
	await insertClaimEvent(trx, ctx, {
		claimId: claim.id,
		what,
		fromState: claim.state,
		toState: move.to,
		said: move.said || null,
	});
	await noteEvent(trx, ctx, {
		applicationId: application.id,
		what: (claim.kind === "advance" ? toldOfAdvance : told)[what],
		side: move.side ?? transition.by,
		facts: { claim: claim.reference, amountDong: move.subsidyDong },
	});
}

type AnswerColumns = {
	answeredAt: Date;
	answeredBy: string;
	answeredByName: string;
	answerReasons: string | null;
	advanceOffsetDong?: bigint;
	retainedDong?: bigint;
	countsOwnShare?: boolean;
};

/** One line of the claim's trail. */
export async function insertClaimEvent(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	event: { claimId: string; what: ClaimEvent; fromState: ClaimState | null; toState: ClaimState; said: string | null },
): Promise<void> {
	await trx
		.insertInto("claimEvent")
		.values({ ...event, at: ctx.now, actorId: ctx.actor.personId, actorName: ctx.actor.name })
		.execute();
}
