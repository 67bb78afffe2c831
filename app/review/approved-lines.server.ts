import type { Kysely } from "kysely";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import type { FundedApplication } from "#app/funding/bookings.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";

/** The approval of an application: the decision that the money was reserved by. Null before there is one. */
export async function approvalOf(db: Kysely<Tables>, applicationId: string) {
	const row = await db
		.selectFrom("decision")
		.selectAll()
		.where("applicationId", "=", applicationId)
		.where("kind", "in", ["approve", "approve_in_part"])
		.executeTakeFirst();
	return row ?? null;
}

/** The cost lines of an approved application with what was granted for each, in the order of the application. */
export async function approvedLines(db: Kysely<Tables>, applicationId: string) {
	return await db
		.selectFrom("decision")
		.innerJoin("decisionLine", "decisionLine.decisionId", "decision.id")
		.innerJoin("costLine", "costLine.id", "decisionLine.costLineId")
		.select([
			"costLine.id as costLineId",
			"costLine.position",
			"costLine.supportItemCode",
			"costLine.description",
			"costLine.providerName",
			"costLine.providerEmail",
			"costLine.providerAddress",
			"costLine.providerTaxCode",
			"costLine.priceDong",
			"costLine.allowedDong",
			"decisionLine.approvedDong",
		])
		.where("decision.applicationId", "=", applicationId)
		.where("decision.kind", "in", ["approve", "approve_in_part"])
		.orderBy("costLine.position")
		.execute();
}

export type ApprovedLine = Awaited<ReturnType<typeof approvedLines>>[number];

/** What the bookings of a submitted application need to know: its envelope, and whose ceilings of which year. */
export async function fundedApplication(
	db: Kysely<Tables>,
	application: Pick<ApplicationRow, "id" | "programmeId" | "associationId" | "businessId" | "submittedAt">,
): Promise<FundedApplication> {
	const { id, programmeId, associationId, businessId, submittedAt } = application;
	assert(associationId !== null && submittedAt !== null, `application ${id} was never submitted`);
	const { taxCode } = await db
		.selectFrom("business")
		.select("taxCode")
		.where("id", "=", businessId)
		.executeTakeFirstOrThrow();
	assert(taxCode !== null, `the business of application ${id} has no tax code`);
	return { id, programmeId, associationId, taxCode, year: yearOf(plainDateAt(submittedAt)) };
}
