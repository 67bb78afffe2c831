import type { Kysely } from "kysely";
import type { Association } from "#app/association/association-name.ts";
import type { Actor } from "#app/house/access.ts";
import { tiedApplications } from "#app/review/tied-applications.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ReportFilter } from "./report.forms.ts";
import { type ReportTotals, type Subsidy, subsidies, subsidyTotals, totalledAmounts } from "./subsidies.server.ts";

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

type Amount = (typeof totalledAmounts)[number];

/** A row of the page; without amounts where its reader is tied to the file (docs/decisions/022-a-closed-file-is-not-sent.md). */
export type ReportRow = Omit<Subsidy, Amount> & Record<Amount, bigint | null> & { tied: boolean };

export type ReportPage = { totals: ReportTotals; rows: ReportRow[]; page: number; pages: number };

const noAmounts = Object.fromEntries(totalledAmounts.map((amount) => [amount, null])) as Record<Amount, null>;

/** Totals of a report and one page of its rows, counted from 1; a page beyond the last is the last. */
export async function reportPage(
	db: Kysely<Tables>,
	actor: Actor,
	filter: ReportFilter,
	asked: number,
): Promise<ReportPage> {
	const totals = await subsidyTotals(db, filter);
	const pages = Math.max(1, Math.ceil(totals.count / ROWS_A_PAGE));
	const page = Math.min(Math.max(1, asked), pages);
	const rows = await subsidies(db, filter)
		.limit(ROWS_A_PAGE)
		.offset((page - 1) * ROWS_A_PAGE)
		.execute();
	const ids = rows.map(({ id }) => id);
	const ties = await tiedApplications(db, actor.personId, ids);
	return {
		totals,
		rows: rows.map((row) => (ties.has(row.id) ? { ...row, ...noAmounts, tied: true } : { ...row, tied: false })),
		page,
		pages,
	};
}
