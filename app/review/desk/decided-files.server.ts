import { type Kysely, sql } from "kysely";
import { type ApplicationState, statesInProgress } from "#app/application/application.states.ts";
import type { SizeClass } from "#app/business/size-class.rules.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { fileOf, type QueueDesk, visibleCases } from "../case-in-hand.server.ts";
import { canReadFile } from "../review.access.ts";
import type { QueueQuery } from "../review.forms.ts";
import { shownTaxCode } from "../review.rules.ts";
import { tiesToCases } from "./case-ties.server.ts";
import { readFilesOfProvider } from "./searched-providers.server.ts";

/** A file as far as its reader may know it: of one that is locked the reference and the name. */
export type DecidedRow = {
	reference: string;
	legalName: string;
	/** Null where it is locked. */
	shown: {
		state: ApplicationState;
		taxCode: string;
		sizeClass: SizeClass;
		decidedAt: Date | null;
		/** Null until a reviewer has declared to have no conflict of interest. */
		amounts: { allowedDong: bigint; approvedDong: bigint | null } | null;
	} | null;
};

export type DecidedFiles = { rows: DecidedRow[]; page: number; pages: number; found: number };

const PAGE_SIZE = 25;

/** The files that are no longer in review, decided last first. */
export async function decidedFiles(
	db: Kysely<Tables>,
	actor: Actor,
	query: QueueQuery,
	desk: QueueDesk = "reviewer",
): Promise<DecidedFiles> {
	const like = `%${query.search.replace(/[\\%_]/g, "\\$&")}%`;
	const byProvider = query.search === "" ? [] : await readFilesOfProvider(db, actor, like, desk);
	const matching = visibleCases(db, actor, desk)
		.innerJoin("submission", "submission.id", "application.submissionId")
		.innerJoin("business", "business.id", "application.businessId")
		.where("state", "not in", [...statesInProgress])
		.$if(query.size !== "", (files) => files.where("submission.sizeClass", "=", query.size))
		.where((eb) =>
			eb.or([
				eb("reference", "ilike", like),
				eb("business.taxCode", "ilike", like),
				eb(sql<string>`submission.business_facts->>'legalName'`, "ilike", like),
				eb("application.id", "=", sql<string>`any(${byProvider}::uuid[])`),
			]),
		);
	const { count } = await matching.select((eb) => eb.fn.countAll<bigint>().as("count")).executeTakeFirstOrThrow();
	const found = Number(count);
	const pages = Math.max(1, Math.ceil(found / PAGE_SIZE));
	const page = Math.min(query.page, pages);
	const rows = await matching
		.select([
			"application.id",
			"application.associationId",
			"reference",
			"state",
			"business.taxCode",
			"submission.sizeClass",
			"submission.allowedDong",
		])
		.select(["approvedDong", "decidedAt"])
		.select(sql<string>`submission.business_facts->>'legalName'`.as("legalName"))
		.orderBy("decidedAt", sql`desc nulls last`)
		.orderBy("reference", "desc")
		.limit(PAGE_SIZE)
		.offset((page - 1) * PAGE_SIZE)
		.execute();
	const ties = await tiesToCases(db, actor.personId, rows);
	return {
		page,
		pages,
		found,
		rows: rows.map((row) => {
			const { reference, legalName, decidedAt, allowedDong, approvedDong } = row;
			const tie = ties.get(row.id);
			if (!tie || tie.conflict) return { reference, legalName, shown: null };
			const shown = {
				taxCode: shownTaxCode(row.taxCode ?? ""),
				state: row.state as ApplicationState,
				sizeClass: row.sizeClass as SizeClass,
				decidedAt,
				amounts: canReadFile(actor, fileOf(row), tie).allowed ? { allowedDong, approvedDong } : null,
			};
			return { reference, legalName, shown };
		}),
	};
}
