import { type Kysely, sql, type Transaction } from "kysely";
import type { Actor } from "#app/house/access.ts";
import { Refusal } from "#app/house/refusal.ts";
import { economicSection } from "#app/kernel/economic-sections.ts";
import type { Tables } from "#db/connection.server.ts";
import { canChangeBusiness } from "./business.access.ts";
import { type BusinessFacts, type BusinessKind, CITY_PROVINCE_CODE } from "./business.rules.ts";
import type { Ward } from "./ward/wards.ts";

/** The one starting point for a person's own business: the oldest membership counts, as each account acts for one. */
function ownMembership(db: Kysely<Tables>, actor: Actor) {
	return db
		.selectFrom("businessMember")
		.innerJoin("business", "business.id", "businessMember.businessId")
		.where("personId", "=", actor.personId)
		.orderBy("since")
		.limit(1);
}

/** The business that the person acts for, or null. */
export async function ownBusiness(db: Kysely<Tables>, actor: Actor): Promise<BusinessFacts | null> {
	const own = await ownMembership(db, actor).select("businessId").executeTakeFirst();
	return own ? businessFacts(db, own.businessId) : null;
}

/** Its registered name alone, for the frame of every page; null before it is entered. */
export async function ownBusinessName(db: Kysely<Tables>, actor: Actor): Promise<string | null> {
	const own = await ownMembership(db, actor).select("legalName").executeTakeFirst();
	return own?.legalName ?? null;
}

/** The person's role in the business: an owner can bind it, staff cannot; null if they do not belong to it. */
export async function membershipOf(db: Kysely<Tables>, personId: string, businessId: string): Promise<string | null> {
	const row = await db
		.selectFrom("businessMember")
		.select("role")
		.where("personId", "=", personId)
		.where("businessId", "=", businessId)
		.executeTakeFirst();
	return row?.role ?? null;
}

/** Whether the person is one of the business's own people. */
export async function belongsTo(db: Kysely<Tables>, personId: string, businessId: string): Promise<boolean> {
	return (await membershipOf(db, personId, businessId)) !== null;
}

/**
 * What the rules and the pages need to know of a business, or null. Whether the asker may see it is decided where its
 * id was found: in a read scoped to their own business, application or association.
 */
export async function businessFacts(db: Kysely<Tables>, businessId: string): Promise<BusinessFacts | null> {
	const row = await db
		.selectFrom("business")
		.innerJoin("ward", "ward.code", "business.wardCode")
		.leftJoin("bankAccount", (join) =>
			join.onRef("bankAccount.businessId", "=", "business.id").on("bankAccount.replacedAt", "is", null),
		)
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom("businessFigures")
					.selectAll()
					.whereRef("businessFigures.businessId", "=", "business.id")
					.orderBy("year", "desc")
					.limit(1)
					.as("figures"),
			(join) => join.on(sql.lit(true)),
		)
		.select(["business.id", "business.taxCode", "business.branch", "business.kind", "business.legalName"])
		.select([
			"business.section",
			"business.street",
			"business.phone",
			"business.womenOwned",
			"business.socialEnterprise",
		])
		.select(["ward.code as wardCode", "ward.name as wardName", "ward.kind as wardKind", "ward.formerProvince"])
		.select([
			"figures.year",
			"figures.employees",
			"figures.womenEmployees",
			"figures.revenueDong",
			"figures.capitalDong",
		])
		.select(["bankAccount.bankBin", "bankAccount.numberLast4", "bankAccount.accountName"])
		.where("business.id", "=", businessId)
		.executeTakeFirst();
	if (!row) return null;
	return {
		id: row.id,
		taxCode: { digits: row.taxCode, branch: row.branch },
		kind: row.kind as BusinessKind,
		legalName: row.legalName,
		section: row.section,
		sectorGroup: economicSection(row.section)?.sectorGroup ?? "none",
		street: row.street,
		ward: {
			code: row.wardCode,
			name: row.wardName,
			kind: row.wardKind as Ward["kind"],
			formerProvince: row.formerProvince,
		},
		provinceCode: CITY_PROVINCE_CODE,
		phone: row.phone,
		womenOwned: row.womenOwned,
		socialEnterprise: row.socialEnterprise,
		figures: figuresOf(row),
		account:
			row.bankBin === null || row.numberLast4 === null || row.accountName === null
				? null
				: { bankBin: row.bankBin, last4: row.numberLast4, accountName: row.accountName },
	};
}

type Nullable<Row> = { [Key in keyof Row]: Row[Key] | null };

function figuresOf(row: Nullable<NonNullable<BusinessFacts["figures"]>>): BusinessFacts["figures"] {
	const { year, employees, womenEmployees, revenueDong, capitalDong } = row;
	if (year === null || employees === null || womenEmployees === null || capitalDong === null) return null;
	return { year, employees, womenEmployees, revenueDong, capitalDong };
}

/**
 * Locks the actor's own business until the transaction ends, so that two savings of it come one after the other.
 *
 * @throws Refusal `house_refusal_not_yours` for a business of others or one that is not there.
 */
export async function lockOwnBusiness(trx: Transaction<Tables>, actor: Actor, businessId: string) {
	const row = await trx
		.selectFrom("business")
		.innerJoin("businessMember", "businessMember.businessId", "business.id")
		.selectAll("business")
		.select("businessMember.role")
		.where("business.id", "=", businessId)
		.where("businessMember.personId", "=", actor.personId)
		.forUpdate("business")
		.executeTakeFirst();
	if (!row || !canChangeBusiness(row).allowed) throw new Refusal("house_refusal_not_yours", {}, { status: 403 });
	return row;
}
