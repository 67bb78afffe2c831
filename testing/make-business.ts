import { randomUUID } from "node:crypto";
import type { BusinessKind } from "#app/business/business.rules.ts";
import { saveBankAccount } from "#app/business/save-bank-account.server.ts";
import { saveFigures } from "#app/business/save-figures.server.ts";
import { saveGroups } from "#app/business/save-groups.server.ts";
import { saveRegistration } from "#app/business/save-registration.server.ts";
import type { Actor } from "#app/house/access.ts";
import { toAccountName } from "#app/kernel/account-name.ts";
import { assert } from "#app/kernel/assert.ts";
import { plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import { readTaxCode } from "#app/kernel/tax-code.ts";
import type { Database } from "#db/connection.server.ts";
import { contextOf, makePerson, makeTaxCode } from "./makers.ts";

let serial = 40_000;

export type MadeBusiness = { id: string; owner: Actor; taxCode: string; legalName: string };

type Wishes = {
	owner?: Actor;
	now?: Date;
	/** As typed, with a right check digit. */
	taxCode?: string;
	kind?: BusinessKind;
	legalName?: string;
	section?: string;
	wardCode?: string;
	employees?: number;
	womenEmployees?: number;
	revenueDong?: bigint | null;
	capitalDong?: bigint;
	womenOwned?: boolean;
	socialEnterprise?: boolean;
	/** The whole number, or null for a business without an account. */
	accountNumber?: string | null;
};

/**
 * A business with registration, figures of last year, groups and a bank account, entered by its owner through the real
 * commands. Small unless told otherwise: manufacturing, 34 employees, revenue 28.4 bn.
 */
export async function makeBusiness(db: Database, wishes: Wishes = {}): Promise<MadeBusiness> {
	const owner = wishes.owner ?? (await makePerson(db));
	const ctx = contextOf(db, owner, wishes.now);
	const number = ++serial;
	const read = readTaxCode(wishes.taxCode ?? makeTaxCode(number));
	assert(read.ok, "A tax code of a test must be valid");
	const businessId = randomUUID();
	const legalName = wishes.legalName ?? `Công ty TNHH Thử Nghiệm ${number}`;
	const kind = wishes.kind ?? "company";
	await saveRegistration(ctx, {
		businessId,
		taxCode: read.taxCode,
		kind,
		legalName,
		section: wishes.section ?? "C",
		street: "12 Đường Số 5",
		wardCode: wishes.wardCode ?? "27448",
		phone: null,
	});
	await saveFigures(ctx, {
		businessId,
		year: yearOf(plainDateAt(ctx.now)) - 1,
		employees: wishes.employees ?? 34,
		womenEmployees: wishes.womenEmployees ?? 10,
		revenueDong: wishes.revenueDong === undefined ? 28_400_000_000n : wishes.revenueDong,
		capitalDong: wishes.capitalDong ?? 30_000_000_000n,
	});
	const { womenOwned = false, socialEnterprise = false } = wishes;
	if (womenOwned || socialEnterprise) await saveGroups(ctx, { businessId, womenOwned, socialEnterprise });
	if (wishes.accountNumber !== null) {
		const accountNumber = wishes.accountNumber ?? `1900${number}7788`;
		const accountName = toAccountName(legalName);
		await saveBankAccount(ctx, { businessId, bankBin: "970436", number: accountNumber, accountName });
	}
	return { id: businessId, owner, taxCode: read.taxCode.digits, legalName };
}

/** The owner gives the business another name, and another street if told. */
export async function rename(
	db: Database,
	{ business, now }: { business: MadeBusiness; now?: Date },
	legalName: string,
	street = "12 Đường Số 5",
): Promise<void> {
	const read = readTaxCode(business.taxCode);
	assert(read.ok, "A tax code of a test must be valid");
	const words = { kind: "company", section: "C", wardCode: "27448", phone: null } as const;
	const input = { businessId: business.id, taxCode: read.taxCode, legalName, street, ...words };
	await saveRegistration(contextOf(db, business.owner, now), input);
}
