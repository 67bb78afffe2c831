import { type JoinBuilder, type Kysely, sql } from "kysely";
import { submittedName } from "#app/application/submission.server.ts";
import type { HoldingKind } from "#app/funding/accounts.ts";
import { endOfDay, startOfDay } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ReportFilter } from "./report.forms.ts";

type Joined = "application" | "envelope" | HoldingKind;
type WithHoldings = Tables & Record<HoldingKind, Tables["ledgerAccount"]>;

/** The ledger's account of what an application holds in its envelope: named by kind, book and owner. */
function isHolding(kind: HoldingKind) {
	return (join: JoinBuilder<WithHoldings, Joined>) =>
		join
			.on(`${kind}.kind`, "=", sql.lit(kind))
			.on(`${kind}.book`, "=", sql<string>`envelope.id::text`)
			.on(`${kind}.owner`, "=", sql<string>`application.id::text`);
}

/** Applications with the names that a report shows, and what they hold in the envelope that pays. */
function submittedApplications(db: Kysely<Tables>) {
	return db
		.selectFrom("application")
		.innerJoin("business", "business.id", "application.businessId")
		.innerJoin("ward", "ward.code", "business.wardCode")
		.innerJoin("programme", "programme.id", "application.programmeId")
		.leftJoin("association", "association.id", "application.associationId")
		.leftJoin("envelope", (join) =>
			join
				.onRef("envelope.programmeId", "=", "application.programmeId")
				.onRef("envelope.associationId", "=", "application.associationId"),
		)
		.leftJoin("ledgerAccount as reserved", isHolding("reserved"))
		.leftJoin("ledgerAccount as committed", isHolding("committed"))
		.leftJoin("ledgerAccount as payable", isHolding("payable"))
		.leftJoin("ledgerAccount as advanced", isHolding("advanced"))
		.leftJoin("ledgerAccount as retained", isHolding("retained"))
		.leftJoin("ledgerAccount as paid", isHolding("paid"))
		.where("application.submittedAt", "is not", null);
}

type Applications = ReturnType<typeof submittedApplications>;

function filtered(applications: Applications, filter: ReportFilter): Applications {
	const { programme, association, ward, section, size, state, from, to } = filter;
	let rows = applications;
	if (programme !== "") rows = rows.where("application.programmeId", "=", programme);
	if (association !== "") rows = rows.where("application.associationId", "=", association);
	if (ward !== "") rows = rows.where("business.wardCode", "=", ward);
	if (section !== "") rows = rows.where("business.section", "=", section);
	if (size !== "") rows = rows.where("application.sizeClass", "=", size);
	if (state !== "") rows = rows.where("application.state", "=", state);
	if (from !== null) rows = rows.where("application.submittedAt", ">=", startOfDay(from));
	if (to !== null) rows = rows.where("application.submittedAt", "<=", endOfDay(to));
	return rows;
}

/** 0 for an account that was never opened. */
function balance(kind: HoldingKind) {
	return sql<bigint>`coalesce(${sql.ref(`${kind}.balance_dong`)}, 0)`;
}

/** One row a subsidy, newest submission first. Amounts are whole đồng; the six holdings come from the ledger. */
export function subsidies(db: Kysely<Tables>, filter: ReportFilter) {
	return filtered(submittedApplications(db), filter)
		.select([
			"application.id",
			"application.reference",
			"application.state",
			"application.sizeClass",
			"application.totalDong",
			"application.allowedDong",
			"application.approvedDong",
			"application.submittedAt",
			"application.decidedAt",
			"application.completedAt",
		])
		.select([submittedName.as("legalName"), "business.taxCode", "business.branch", "business.section"])
		.select(["ward.name as wardName", "ward.kind as wardKind"])
		.select(["programme.nameVi as programmeVi", "programme.nameEn as programmeEn"])
		.select(["association.nameVi as associationVi", "association.nameEn as associationEn"])
		.select([
			balance("reserved").as("reservedDong"),
			balance("committed").as("committedDong"),
			balance("payable").as("payableDong"),
			balance("advanced").as("advancedDong"),
			balance("retained").as("retainedDong"),
			balance("paid").as("paidDong"),
		])
		.orderBy("application.submittedAt", "desc")
		.orderBy("application.id");
}

export type Subsidy = Awaited<ReturnType<ReturnType<typeof subsidies>["executeTakeFirstOrThrow"]>>;

export const totalledAmounts = [
	"totalDong",
	"allowedDong",
	"approvedDong",
	"reservedDong",
	"committedDong",
	"payableDong",
	"advancedDong",
	"retainedDong",
	"paidDong",
] as const satisfies readonly (keyof Subsidy)[];

export type ReportTotals = { count: number } & Record<(typeof totalledAmounts)[number], bigint>;

/** Sums over all rows of the report, in whole đồng. */
export async function subsidyTotals(db: Kysely<Tables>, filter: ReportFilter): Promise<ReportTotals> {
	const row = await db
		.selectFrom(subsidies(db, filter).clearOrderBy().as("subsidy"))
		.select(({ fn }) => [
			fn.countAll<bigint>().as("count"),
			// A sum of int8 is a numeric, which arrives as text.
			...totalledAmounts.map((amount) => fn.sum<string | null>(amount).as(amount)),
		])
		.executeTakeFirstOrThrow();
	const sums = Object.fromEntries(totalledAmounts.map((amount) => [amount, BigInt(row[amount] ?? 0)]));
	return { ...(sums as Omit<ReportTotals, "count">), count: Number(row.count) };
}
