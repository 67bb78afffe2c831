import { type Kysely, sql } from "kysely";
import { sizeClasses } from "#app/business/size-class.rules.ts";
import { atMostAMinuteOld } from "#app/house/fresh.server.ts";
import { SMALLEST_GROUP } from "#app/kernel/small-groups.ts";
import type { Tables } from "#db/connection.server.ts";
import { type OpenCorrection, readOpenCorrections } from "./open-corrections.server.ts";
import { hiddenGroups } from "./small-cells.rules.ts";

export const breakdowns = ["year", "size", "section"] as const;
export type Breakdown = (typeof breakdowns)[number];

/** Whole đồng. Of different businesses: one that was awarded twice is counted once. */
export type OpenFigures = {
	businesses: number;
	awardedDong: bigint;
	/** Null where it tells what a few businesses were paid, by itself or as what is missing from the total. */
	paidDong: bigint | null;
};

/** A group and its figures; null where it is hidden because it, or another one, is small. */
export type OpenGroup = { key: string; figures: OpenFigures | null };

export type OpenProgramme = {
	id: string;
	nameVi: string;
	nameEn: string;
	/** Null where the whole programme is a small group; then it has no breakdowns either. */
	total: OpenFigures | null;
	groups: Record<Breakdown, OpenGroup[]>;
	/** What was booked wrongly and reversed, newest month first; none of a small programme. */
	corrections: OpenCorrection[];
};

export type OpenData = { at: Date; programmes: OpenProgramme[] };

type Row = {
	programmeId: string;
	nameVi: string;
	nameEn: string;
	/** What the row is a group of, and which; "total" has no group. */
	breakdown: Breakdown | "total";
	key: string | null;
	businesses: bigint;
	/** Those of them that were paid. */
	payees: bigint;
	awardedDong: string;
	paidDong: string;
};

/**
 * Sums of the ledger over every application that holds or received money, by programme and in each programme by year of
 * approval, size at submission and sector.
 */
async function readRows(db: Kysely<Tables>): Promise<Row[]> {
	const { rows } = await sql<Row>`
		with award as (
			select application.programme_id, application.business_id, application.size_class as size, business.section,
				to_char(application.decided_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY') as year,
				sum(account.balance_dong) as awarded_dong,
				sum(account.balance_dong) filter (where account.kind in ('paid', 'advanced')) as paid_dong
			from application
			join business on business.id = application.business_id
			join envelope on envelope.programme_id = application.programme_id
				and envelope.association_id = application.association_id
			join ledger_account account on account.book = envelope.id::text and account.owner = application.id::text
			where account.kind in ('reserved', 'committed', 'payable', 'advanced', 'retained', 'paid')
			group by application.id, business.id
			having sum(account.balance_dong) > 0
		)
		select award.programme_id, programme.name_vi, programme.name_en,
			case when grouping(year) = 0 then 'year' when grouping(size) = 0 then 'size'
				when grouping(section) = 0 then 'section' else 'total' end as breakdown,
			coalesce(year, size, section) as key,
			count(distinct business_id) as businesses,
			count(distinct business_id) filter (where paid_dong > 0) as payees,
			sum(awarded_dong) as awarded_dong,
			coalesce(sum(paid_dong), 0) as paid_dong
		from award join programme on programme.id = award.programme_id
		group by grouping sets (
			(award.programme_id, programme.id), (award.programme_id, programme.id, year),
			(award.programme_id, programme.id, size), (award.programme_id, programme.id, section))
		order by programme.opens_on desc, award.programme_id, key`.execute(db);
	return rows;
}

function figuresOf(row: Row, showsPaid: boolean): OpenFigures {
	return {
		businesses: Number(row.businesses),
		awardedDong: BigInt(row.awardedDong),
		paidDong: showsPaid ? BigInt(row.paidDong) : null,
	};
}

/** What nobody was paid tells of nobody. */
const showsPaid = ({ payees }: Row) => Number(payees) === 0 || Number(payees) >= SMALLEST_GROUP;

/** Sizes from the smallest to the largest; the others stay in the order of their keys. */
function placeOf({ breakdown, key }: Row): number {
	return breakdown === "size" ? sizeClasses.indexOf(key as (typeof sizeClasses)[number]) : 0;
}

function groupsOf(rows: readonly Row[], breakdown: Breakdown, total: Row): OpenGroup[] {
	const ofBreakdown = rows
		.filter((row) => row.breakdown === breakdown)
		.sort((one, other) => placeOf(one) - placeOf(other));
	const hidden = hiddenGroups(ofBreakdown.map((row) => Number(row.businesses)));
	const payees = ofBreakdown.map((row) => Number(row.payees));
	const unpaid = payees.every((count) => count === 0) ? hidden : hiddenGroups(payees, hidden);
	return ofBreakdown.map((row, at) => ({
		key: row.key ?? "",
		figures: hidden.has(at) ? null : figuresOf(row, showsPaid(total) && !unpaid.has(at)),
	}));
}

/** What was awarded and paid, without any figure of a small group. */
export async function readOpenData(db: Kysely<Tables>, now: Date): Promise<OpenData> {
	const [rows, corrections] = await Promise.all([readRows(db), readOpenCorrections(db)]);
	const totals = rows.filter((row) => row.breakdown === "total");
	return {
		at: now,
		programmes: totals.map((row) => {
			const { programmeId: id, nameVi, nameEn } = row;
			const ofProgramme = rows.filter((each) => each.programmeId === id);
			const isSmall = Number(row.businesses) < SMALLEST_GROUP;
			const of = (breakdown: Breakdown) => (isSmall ? [] : groupsOf(ofProgramme, breakdown, row));
			const groups = { year: of("year"), size: of("size"), section: of("section") };
			return {
				...{ id, nameVi, nameEn, groups },
				total: isSmall ? null : figuresOf(row, showsPaid(row)),
				corrections: isSmall ? [] : (corrections.get(id) ?? []),
			};
		}),
	};
}

/** The same, at most a minute old. */
export const openData = atMostAMinuteOld(readOpenData);
