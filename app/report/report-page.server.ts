import type { Kysely } from "kysely";
import type { Association } from "#app/association/association-name.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ReportFilter } from "./report.forms.ts";
import { type ReportTotals, type Subsidy, subsidies, subsidyTotals } from "./subsidies.server.ts";

export const ROWS_A_PAGE = 25;

/** What the filter offers to choose from, closed programmes and associations included. */
export type ReportChoices = {
	programmes: { id: string; nameVi: string; nameEn: string }[];
	associations: Pick<Association, "id" | "nameVi" | "nameEn">[];
};

export async function reportChoices(db: Kysely<Tables>): Promise<ReportChoices> {
	const [programmes, associations] = await Promise.all([
		db.selectFrom("programme").select(["id", "nameVi", "nameEn"]).orderBy("opensOn", "desc").orderBy("id").execute(),
		db.selectFrom("association").select(["id", "nameVi", "nameEn"]).orderBy("position").orderBy("id").execute(),
	]);
	return { programmes, associations };
}

export type ReportPage = { totals: ReportTotals; rows: Subsidy[]; page: number; pages: number };

/** Totals of a report and one page of its rows, counted from 1; a page beyond the last is the last. */
export async function reportPage(db: Kysely<Tables>, filter: ReportFilter, asked: number): Promise<ReportPage> {
	const totals = await subsidyTotals(db, filter);
	const pages = Math.max(1, Math.ceil(totals.count / ROWS_A_PAGE));
	const page = Math.min(Math.max(1, asked), pages);
	const rows = await subsidies(db, filter)
		.limit(ROWS_A_PAGE)
		.offset((page - 1) * ROWS_A_PAGE)
		.execute();
	return { totals, rows, page, pages };
}
