import { type Kysely, sql } from "kysely";
import { type ApplicationState, statesInProgress } from "#app/application/application.states.ts";
import type { SizeClass } from "#app/business/size-class.rules.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { visibleCases } from "../case-in-hand.server.ts";
import type { QueueQuery } from "../review.forms.ts";
import { shownTaxCode } from "../review.rules.ts";

export type DecidedRow = {
	reference: string;
	state: ApplicationState;
	legalName: string;
	taxCode: string;
	sizeClass: SizeClass;
	allowedDong: bigint;
	approvedDong: bigint | null;
	decidedAt: Date | null;
};

export type DecidedFiles = { rows: DecidedRow[]; page: number; pages: number; found: number };

const PAGE_SIZE = 25;

/** The files that are no longer in review, decided last first. */
export async function decidedFiles(db: Kysely<Tables>, actor: Actor, query: QueueQuery): Promise<DecidedFiles> {
	const like = `%${query.search.replace(/[\\%_]/g, "\\$&")}%`;
	const matching = visibleCases(db, actor)
		.innerJoin("submission", "submission.id", "application.submissionId")
		.innerJoin("business", "business.id", "application.businessId")
		.where("state", "not in", [...statesInProgress])
		.$if(query.size !== "", (files) => files.where("submission.sizeClass", "=", query.size))
		.where((eb) =>
			eb.or([
				eb("reference", "ilike", like),
				eb("business.taxCode", "ilike", like),
				eb(sql<string>`submission.business_facts->>'legalName'`, "ilike", like),
			]),
		);
	const { count } = await matching.select((eb) => eb.fn.countAll<bigint>().as("count")).executeTakeFirstOrThrow();
	const found = Number(count);
	const pages = Math.max(1, Math.ceil(found / PAGE_SIZE));
	const page = Math.min(query.page, pages);
	const rows = await matching
		.select(["reference", "state", "business.taxCode", "submission.sizeClass", "submission.allowedDong"])
		.select(["approvedDong", "decidedAt"])
		.select(sql<string>`submission.business_facts->>'legalName'`.as("legalName"))
		.orderBy("decidedAt", sql`desc nulls last`)
		.orderBy("reference", "desc")
		.limit(PAGE_SIZE)
		.offset((page - 1) * PAGE_SIZE)
		.execute();
	return {
		page,
		pages,
		found,
		rows: rows.map((row) => ({
			...row,
			taxCode: shownTaxCode(row.taxCode ?? ""),
			state: row.state as ApplicationState,
			sizeClass: row.sizeClass as SizeClass,
		})),
	};
}
