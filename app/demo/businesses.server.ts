import { figuresYear } from "#app/business/business.rules.ts";
import { saveBankAccount } from "#app/business/save-bank-account.server.ts";
import { saveFigures } from "#app/business/save-figures.server.ts";
import { saveGroups } from "#app/business/save-groups.server.ts";
import { saveRegistration } from "#app/business/save-registration.server.ts";
import { wards } from "#app/business/ward/wards.ts";
import type { Actor } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { banks } from "#app/kernel/banks.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { type TaxCode, taxCodeCheckDigit } from "#app/kernel/tax-code.ts";
import type { Database } from "#db/connection.server.ts";
import { huba, memberAssociations } from "./associations.ts";
import { type BusinessKind, businessName, personName, streets, trades } from "./names.ts";
import { type Random, randomFrom, uuidFrom } from "./random.ts";
import { addPerson } from "./stage.server.ts";

export type DemoBusiness = {
	id: string;
	owner: Actor;
	name: string;
	taxCode: TaxCode;
	section: string;
	associationId: string;
	size: "micro" | "small" | "medium" | "larger";
	/** The support items that it has asked for. */
	bought: Set<string>;
	/** The years whose figures it has declared. */
	declared: Set<number>;
};

/** A tax code with a right check digit in a range of serials that the register has not reached. */
export function demoTaxCode(serial: number): TaxCode {
	for (let number = serial; ; number++) {
		const nine = `03${String(number).padStart(7, "0")}`;
		const check = taxCodeCheckDigit(nine);
		if (check !== null) return { digits: `${nine}${check}`, branch: null, kind: "enterprise" };
	}
}

function householdCode(random: Random): TaxCode {
	const born = random.between(60, 99);
	const digits = `0790${born}${String(random.between(0, 999_999)).padStart(6, "0")}`;
	return { digits, branch: null, kind: "personal" };
}

type Range = [low: number, high: number];

const sizes: Record<DemoBusiness["size"], { employees: Range; revenueMillion: Range; capitalMillion: Range }> = {
	micro: { employees: [2, 9], revenueMillion: [600, 2_800], capitalMillion: [200, 2_500] },
	small: { employees: [11, 48], revenueMillion: [12_000, 48_000], capitalMillion: [4_000, 18_000] },
	medium: { employees: [55, 98], revenueMillion: [110_000, 190_000], capitalMillion: [55_000, 95_000] },
	larger: { employees: [320, 600], revenueMillion: [400_000, 900_000], capitalMillion: [150_000, 300_000] },
};

function associationFor(random: Random, section: string): string {
	const fitting = [huba, ...memberAssociations].filter((body) => body.sections.includes(section));
	return fitting.length > 0 ? random.pick(fitting).id : huba.id;
}

/** A business of the demo with all that an application needs, registered by its owner through the real commands. */
export async function addBusiness(
	db: Database,
	random: Random,
	at: Date,
	plan: { index: number; size: DemoBusiness["size"]; owner?: Actor; associationId?: string; name?: string },
): Promise<DemoBusiness> {
	const { index, size } = plan;
	const trade = trades[index % 3 === 0 ? 0 : index % trades.length] ?? trades[0];
	if (!trade) throw new Error("the demo has no trades");
	const kind: BusinessKind =
		size === "micro" && random.chance(0.4) ? "household" : random.chance(0.1) ? "cooperative" : "company";
	const name = plan.name ?? businessName(random, kind, trade, index);
	const owner = plan.owner ?? (await addPerson(db, random, personName(random), `chu${index}@doanh-nghiep.example`));
	const taxCode = kind === "household" ? householdCode(random) : demoTaxCode(9_990_000 + index * 37);
	const ctx: CommandContext = { db, actor: owner, now: at, locale: "vi" };
	const businessId = uuidFrom(random);
	await saveRegistration(ctx, {
		businessId,
		taxCode,
		kind: plan.name ? "company" : kind,
		legalName: name,
		section: trade.section,
		street: random.pick(streets),
		wardCode: random.pick(wards).code,
		phone: `+8490${random.between(1_000_000, 9_999_999)}`,
	});
	await saveGroups(ctx, { businessId, womenOwned: random.chance(0.35), socialEnterprise: random.chance(0.04) });
	await saveBankAccount(ctx, {
		businessId,
		bankBin: random.pick(banks).bin,
		number: String(random.between(1_000_000_000, 9_999_999_999)),
		accountName: toAccountName(name),
	});
	const associationId = plan.associationId ?? associationFor(random, trade.section);
	return {
		id: businessId,
		owner,
		name,
		taxCode,
		section: trade.section,
		associationId,
		size,
		bought: new Set(),
		declared: new Set(),
	};
}

/** The figures of the year before, once: an application is submitted with them, and some are submitted after New Year. */
export async function declareFigures(ctx: CommandContext, business: DemoBusiness): Promise<void> {
	const year = figuresYear(plainDateAt(ctx.now));
	if (business.declared.has(year)) return;
	business.declared.add(year);
	const random = randomFrom(Number(business.taxCode.digits.slice(-7)));
	const range = sizes[business.size];
	const employees = random.between(...range.employees);
	await saveFigures(ctx, {
		businessId: business.id,
		year,
		employees,
		womenEmployees: Math.floor(employees * random.next()),
		revenueDong: BigInt(random.between(...range.revenueMillion)) * 1_000_000n,
		capitalDong: BigInt(random.between(...range.capitalMillion)) * 1_000_000n,
	});
}
