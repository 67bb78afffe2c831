import { randomUUID } from "node:crypto";
import type { Actor } from "#app/house/access.ts";
import { assert } from "#app/kernel/assert.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { casePage } from "#app/review/case/case-page.server.ts";
import type { Condition, FindingResult } from "#app/review/finding/finding.rules.ts";
import { recordFinding } from "#app/review/finding/record-finding.server.ts";
import type { Database } from "#db/connection.server.ts";
import { contextOf } from "./makers.ts";

/** The conditions of a file that a person judges, as its reviewer sees them. */
export async function conditionsToJudge(db: Database, reviewer: Actor, reference: string): Promise<Condition[]> {
	const page = await casePage(db, reviewer, reference, contextOf(db, reviewer).now);
	assert(page?.access === "open", `${reference} is not open to its reviewer`);
	return page.conditions;
}

/** What the reviewer finds on every condition that has no such finding yet: met, unless told otherwise. */
export async function makeFindings(
	db: Database,
	reviewer: Actor,
	reference: string,
	{ now, result = "met", again = false }: { now?: Date; result?: FindingResult; again?: boolean } = {},
): Promise<void> {
	const ctx = contextOf(db, reviewer, now);
	const page = await casePage(db, reviewer, reference, ctx.now);
	assert(page?.access === "open", `${reference} is not open to its reviewer`);
	for (const { id, finding } of page.conditions) {
		if (finding?.result === result && !again) continue;
		await recordFinding(ctx, {
			reference,
			findingId: randomUUID(),
			condition: id,
			result,
			lookedAt: "Trang công bố của nhà cung cấp thử.",
			lookedOn: plainDateAt(ctx.now),
		});
	}
}
