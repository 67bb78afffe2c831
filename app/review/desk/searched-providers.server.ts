import { type Kysely, sql } from "kysely";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { fileOf, type QueueDesk, visibleCases } from "../case-in-hand.server.ts";
import { canReadFile } from "../review.access.ts";
import { tiesToCases } from "./case-ties.server.ts";

/** Names and tax codes of the providers of each file as it was last submitted, by application id. */
export async function providersOf(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom("application")
		.innerJoin("costLine", "costLine.submissionId", "application.submissionId")
		.where("application.id", "in", ids)
		.groupBy("application.id")
		.select("application.id")
		.select(sql<string>`string_agg(provider_name || ' ' || provider_tax_code, ' ' order by position)`.as("providers"))
		.execute();
	return new Map(rows.map(({ id, providers }) => [id, providers]));
}

/** Of the files that the person may read, those with a provider like this (a pattern of `ilike`), by application id. */
export async function readFilesOfProvider(
	db: Kysely<Tables>,
	actor: Actor,
	like: string,
	desk: QueueDesk,
): Promise<string[]> {
	const files = await visibleCases(db, actor, desk)
		.innerJoin("costLine", "costLine.submissionId", "application.submissionId")
		.where((eb) => eb.or([eb("providerName", "ilike", like), eb("providerTaxCode", "ilike", like)]))
		.select(["application.id", "application.associationId", "state"])
		.distinct()
		.execute();
	const ties = await tiesToCases(db, actor.personId, files);
	return files.flatMap((file) => {
		const tie = ties.get(file.id);
		return tie && canReadFile(actor, fileOf(file), tie).allowed ? [file.id] : [];
	});
}
