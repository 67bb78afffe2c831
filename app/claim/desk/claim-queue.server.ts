import { type Kysely, sql } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import { type Actor, scopesOf } from "#app/house/access.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import { tiesToCases } from "#app/review/desk/case-ties.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ClaimKind } from "../advance/advance.rules.ts";
import { answerDeadlines } from "../answer-deadline.server.ts";
import type { ClaimState } from "../claim.states.ts";
import { visibleClaims } from "../visible-claims.server.ts";

export const claimViews = ["waiting", "answered"] as const;

export type ClaimView = (typeof claimViews)[number];

/** A claim as far as its reader may know it: of one that is locked the references and the name. */
export type ClaimQueueRow = {
	reference: string;
	application: string;
	businessName: string;
	/** Null where it is locked: the reviewer has a conflict of interest. */
	shown: {
		kind: ClaimKind;
		state: ClaimState;
		submittedAt: Date;
		answeredAt: Date | null;
		/** While it waits for an answer. */
		dueOn: PlainDate | null;
		/** Null until the reader has declared to have no conflict of interest. */
		open: {
			costDong: bigint;
			subsidyDong: bigint;
			answeredByName: string | null;
			/** An invoice is nearly another claim's, and nobody has judged it. */
			nearMatch: boolean;
		} | null;
	} | null;
};

export type ClaimQueue = { view: ClaimView; counts: Record<ClaimView, number>; rows: ClaimQueueRow[] };

const ANSWERED_SHOWN = 200;

/** The claims of the associations that the person reviews for: those that wait, the oldest first; or the answered ones. */
export async function claimQueue(db: Kysely<Tables>, actor: Actor, view: ClaimView): Promise<ClaimQueue> {
	const mine = visibleClaims(db, actor)
		.where("application.associationId", "=", sql<string>`any(${scopesOf(actor, "reviewer")})`)
		.where("claim.submittedAt", "is not", null);
	const counted = await mine
		.select((eb) => [
			eb.fn.countAll<bigint>().as("all"),
			eb.fn.countAll<bigint>().filterWhere("claim.state", "=", "submitted").as("waiting"),
		])
		.executeTakeFirstOrThrow();
	const found = await mine
		.innerJoin("submission", "submission.id", "application.submissionId")
		.select(["claim.reference", "claim.kind", "claim.state", "claim.submittedAt", "costDong", "subsidyDong"])
		.select(["answeredAt", "answeredByName", "application.reference as application", submittedName.as("businessName")])
		.select(["application.id", "application.businessId", "submission.programmeVersionId as versionId"])
		.select(
			sql<boolean>`claim.state = 'submitted' and exists (
				select from invoice_near_match kept join invoice_near_matches(claim.id) found
				on row(kept.invoice, kept.other_claim_id, kept.other_invoice) = row(found.invoice, found.other_claim_id, found.other_invoice)
				where kept.claim_id = claim.id and kept.judged_at is null)`.as("nearMatch"),
		)
		.where("claim.state", view === "waiting" ? "=" : "!=", "submitted")
		.orderBy(view === "waiting" ? "claim.submittedAt" : "answeredAt", view === "waiting" ? "asc" : "desc")
		.limit(ANSWERED_SHOWN)
		.execute();
	const rows = found.map((row) => ({ ...row, submittedAt: row.submittedAt as Date }));
	const deadlines = view === "waiting" ? await answerDeadlines(db, rows) : new Map<string, PlainDate>();
	const ties = await tiesToCases(db, actor.personId, rows);
	return {
		view,
		counts: { waiting: Number(counted.waiting), answered: Number(counted.all - counted.waiting) },
		rows: rows.map(({ reference, application, businessName, ...row }) => {
			const tie = ties.get(row.id);
			if (!tie || tie.conflict) return { reference, application, businessName, shown: null };
			const { submittedAt, answeredAt, answeredByName, nearMatch } = row;
			const open = { costDong: row.costDong ?? 0n, subsidyDong: row.subsidyDong ?? 0n, answeredByName, nearMatch };
			const shown = {
				kind: row.kind as ClaimKind,
				state: row.state as ClaimState,
				submittedAt,
				answeredAt,
				dueOn: deadlines.get(reference) ?? null,
				open: tie.declaredNone ? open : null,
			};
			return { reference, application, businessName, shown };
		}),
	};
}
