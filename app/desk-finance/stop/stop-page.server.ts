import type { Kysely } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import { canDecideStop, canSeeStops } from "#app/claim/stop/stop.access.ts";
import { hasHandled } from "#app/disbursement/stop/handled.server.ts";
import { type UnpaidClaim, unpaidClaims } from "#app/disbursement/stop/open-claims.server.ts";
import type { Actor } from "#app/house/access.ts";
import { reviewerTie } from "#app/review/case-in-hand.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** A reason for which payments are stopped, until it is decided. */
export type OpenStop = {
	id: string;
	because: "certificate" | "recovery" | "own-share";
	/** The certificate's code or the notice's reference; the application's for its own share. */
	subject: string;
	/** The notice was dropped since; payments wait for the decision all the same. */
	dropped: boolean;
	/** That of a notice that was not sent yet is the city's own. */
	reason: string;
	stoppedAt: Date;
	/** Null where no person did. */
	stoppedBy: string | null;
	stoppedByName: string;
};

/** What became of a reason for stopping. */
export type DecidedStop = {
	id: string;
	decision: "go-on" | "end" | "dropped";
	reason: string;
	at: Date;
	byName: string;
};

export type StopPage = {
	reference: string;
	businessName: string;
	/** What keeps payments stopped; empty once it is decided. */
	open: OpenStop[];
	decided: DecidedStop[];
	claims: UnpaidClaim[];
	mayDecide: ReturnType<typeof canDecideStop>;
};

/** Where the stopped payments of an application stand; null for who does not read it, and where nothing was stopped. */
export async function stopPage(db: Kysely<Tables>, actor: Actor, reference: string): Promise<StopPage | null> {
	if (!canSeeStops(actor).allowed) return null;
	const row = await db
		.selectFrom("application")
		.select(["application.id", submittedName.as("businessName")])
		.where("application.reference", "=", reference)
		.executeTakeFirst();
	if (!row) return null;
	const { conflict } = await reviewerTie(db, actor.personId, row);
	const [open, decided] = await Promise.all([openStopsOf(db, row.id), decidedStops(db, row.id)]);
	if (conflict || open.length + decided.length === 0) return null;
	return {
		reference,
		businessName: row.businessName,
		open,
		decided,
		claims: await unpaidClaims(db, row.id),
		mayDecide: canDecideStop(actor, {
			stoppedBy: open.map(({ stoppedBy }) => stoppedBy),
			conflict,
			hasHandled: await hasHandled(db, actor.personId, row.id),
		}),
	};
}

async function openStopsOf(db: Kysely<Tables>, applicationId: string): Promise<OpenStop[]> {
	const rows = await db
		.selectFrom("paymentStop")
		.leftJoin("certificate", "certificate.id", "paymentStop.certificateId")
		.leftJoin("recovery", "recovery.id", "paymentStop.recoveryId")
		.select(["paymentStop.id", "paymentStop.reason", "ownShareId", "stoppedAt", "stoppedBy", "stoppedByName"])
		.select(["certificate.code", "recovery.reference", "recovery.state"])
		.where("paymentStop.applicationId", "=", applicationId)
		.where("paymentStop.decidedAt", "is", null)
		.orderBy("stoppedAt")
		.orderBy("paymentStop.id")
		.execute();
	return rows.map(({ code, reference, state, ownShareId, ...row }) => ({
		...row,
		dropped: state === "dropped",
		because: code ? "certificate" : ownShareId ? "own-share" : "recovery",
		subject: code ?? reference ?? "",
	}));
}

async function decidedStops(db: Kysely<Tables>, applicationId: string): Promise<DecidedStop[]> {
	const rows = await db
		.selectFrom("paymentStop")
		.select(["id", "decision", "decisionReason", "decidedAt", "decidedByName"])
		.where("applicationId", "=", applicationId)
		.where("decidedAt", "is not", null)
		.orderBy("decidedAt", "desc")
		.orderBy("id")
		.execute();
	return rows.flatMap(({ id, decision, decisionReason, decidedAt, decidedByName }) =>
		decidedAt
			? [
					{
						id,
						decision: decision as DecidedStop["decision"],
						reason: decisionReason ?? "",
						at: decidedAt,
						byName: decidedByName ?? "",
					},
				]
			: [],
	);
}

export type StopRow = {
	reference: string;
	businessName: string;
	stoppedAt: Date;
	stoppedByName: string;
	/** Null while a decision is waited for. */
	decision: DecidedStop["decision"] | null;
};

const SHOWN = 200;

/** Applications whose payments are stopped, then those of which it was decided; null for who does not read them. */
export async function stopList(db: Kysely<Tables>, actor: Actor): Promise<StopRow[] | null> {
	if (!canSeeStops(actor).allowed) return null;
	const rows = await db
		.selectFrom("paymentStop")
		.innerJoin("application", "application.id", "paymentStop.applicationId")
		.select(["application.reference", submittedName.as("businessName"), "stoppedAt", "stoppedByName", "decision"])
		.orderBy((eb) => eb("decision", "is not", null))
		.orderBy("stoppedAt", "desc")
		.orderBy("paymentStop.id")
		.limit(SHOWN)
		.execute();
	return rows.map((row) => ({
		...row,
		businessName: row.businessName,
		decision: row.decision as StopRow["decision"],
	}));
}
