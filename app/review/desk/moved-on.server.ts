import type { Transaction } from "kysely";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import type { CaseInHand } from "../case-in-hand.server.ts";

/** @throws Refusal where the page was opened before the file was submitted as it stands now. */
export function assertRead(application: CaseInHand, { submissionId }: { submissionId: string }): void {
	if (submissionId === application.submissionId) return;
	throw new Refusal("review_refusal_submitted_again", { at: application.submittedAt });
}

/** @throws Refusal that says who decided, where somebody did. */
export async function refuseAsDecided(trx: Transaction<Tables>, application: CaseInHand): Promise<never> {
	const latest = await trx
		.selectFrom("decision")
		.select(["decidedByName", "decidedAt"])
		.where("applicationId", "=", application.id)
		.orderBy("decidedAt", "desc")
		.limit(1)
		.executeTakeFirst();
	if (!latest || application.state === "withdrawn") throw new Refusal("house_refusal_moved_on");
	throw new Refusal("review_refusal_already_decided", { name: latest.decidedByName, at: latest.decidedAt });
}
