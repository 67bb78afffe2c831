import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { readTaxCode, type TaxCode } from "#app/kernel/tax-code.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { contextOf, makePerson, makeTaxCode } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { unsafeReadBankAccount } from "./bank-account.server.ts";
import { belongsTo, businessFacts, ownBusiness, ownBusinessName } from "./own-business.server.ts";
import { saveBankAccount } from "./save-bank-account.server.ts";
import { saveFigures } from "./save-figures.server.ts";
import { saveGroups } from "./save-groups.server.ts";
import { type RegistrationInput, saveRegistration } from "./save-registration.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

let serial = 700_000;

function taxCode(typed = makeTaxCode(++serial)): TaxCode {
	const read = readTaxCode(typed);
	if (!read.ok) throw new Error(read.reason);
	return read.taxCode;
}

function registration(change: Partial<RegistrationInput> = {}): RegistrationInput {
	return {
		businessId: randomUUID(),
		taxCode: taxCode(),
		kind: "company",
		legalName: "Công ty TNHH Nội Thất Mộc Lá Sen",
		section: "C",
		street: "12 Đường Số 5",
		wardCode: "27448",
		phone: "+84903123456",
		...change,
	};
}

const auditOf = (businessId: string) =>
	house.db.selectFrom("auditEntry").selectAll().where("subjectId", "=", businessId).orderBy("id").execute();

describe("registration", () => {
	test("makes its creator the owner and is read back whole", async () => {
		const owner = await makePerson(house.db, "Trần Thị Sen");
		const input = registration();
		await saveRegistration(contextOf(house.db, owner), input);
		expect(await ownBusiness(house.db, owner)).toEqual({
			id: input.businessId,
			taxCode: { digits: input.taxCode.digits, branch: null },
			kind: "company",
			legalName: "Công ty TNHH Nội Thất Mộc Lá Sen",
			section: "C",
			sectorGroup: "industry",
			street: "12 Đường Số 5",
			ward: { code: "27448", name: "Bình Trị Đông", kind: "ward", formerProvince: "Thành phố Hồ Chí Minh" },
			provinceCode: "79",
			phone: "+84903123456",
			womenOwned: false,
			socialEnterprise: false,
			figures: null,
			account: null,
		});
		expect(await ownBusinessName(house.db, owner)).toBe(input.legalName);
		expect(await belongsTo(house.db, owner.personId, input.businessId)).toBe(true);
		expect(await auditOf(input.businessId)).toMatchObject([
			{ action: "business.registered", actorName: "Trần Thị Sen", facts: { taxCode: input.taxCode.digits } },
		]);
	});

	test("saving again changes it, also when both savings arrive at once", async () => {
		const owner = await makePerson(house.db);
		const ctx = contextOf(house.db, owner);
		const input = registration();
		await Promise.all([saveRegistration(ctx, input), saveRegistration(ctx, input)]);
		await saveRegistration(ctx, { ...input, street: "7 Lê Lợi", phone: null });
		expect(await ownBusiness(house.db, owner)).toMatchObject({ id: input.businessId, street: "7 Lê Lợi", phone: null });
	});

	test("takes a tax code that another account only declared: a public number keeps nobody out", async () => {
		const first = await makeBusiness(house.db);
		const stranger = contextOf(house.db, await makePerson(house.db));
		await saveRegistration(stranger, registration({ taxCode: taxCode(first.taxCode) }));
	});

	test("refuses a tax code under which another account has applied, beside the field", async () => {
		const first = await makeBusiness(house.db);
		await house.db
			.updateTable("business")
			.set({ appliedAt: contextOf(house.db, first.owner).now })
			.where("id", "=", first.id)
			.execute();
		const stranger = contextOf(house.db, await makePerson(house.db));
		const input = registration({ taxCode: taxCode(first.taxCode) });
		await expect(saveRegistration(stranger, input)).rejects.toMatchObject({
			code: "business_refusal_already_registered",
			field: "taxCode",
		});
		// The ceilings of a branch are those of the whole.
		await expect(
			saveRegistration(stranger, { ...input, taxCode: taxCode(`${first.taxCode}-001`) }),
		).rejects.toMatchObject({ code: "business_refusal_already_registered" });
	});

	test("is not changed again and again, to try one tax code after the other", async () => {
		const ctx = contextOf(house.db, await makePerson(house.db));
		const input = registration();
		for (let change = 0; change < 30; change++) await saveRegistration(ctx, { ...input, taxCode: taxCode() });
		await expect(saveRegistration(ctx, input)).rejects.toMatchObject({ code: "house_refusal_too_many_tries" });
	});

	test("an account has one business", async () => {
		const { owner, legalName } = await makeBusiness(house.db);
		await expect(saveRegistration(contextOf(house.db, owner), registration())).rejects.toMatchObject({
			code: "business_refusal_one_per_account",
			facts: { name: legalName },
		});
	});

	test("who belongs to two businesses still changes what each says", async () => {
		const ctx = contextOf(house.db, await makePerson(house.db));
		const input = registration();
		await saveRegistration(ctx, input);
		const { id: businessId } = await makeBusiness(house.db);
		const second = { businessId, personId: ctx.actor.personId, role: "owner", since: ctx.now };
		await house.db.insertInto("businessMember").values(second).execute();
		await saveRegistration(ctx, { ...input, street: "9 Lê Lợi" });
		const query = house.db.selectFrom("business").select("street").where("id", "=", input.businessId);
		expect(await query.executeTakeFirst()).toEqual({ street: "9 Lê Lợi" });
	});

	test("an account has one business, also where eight forms arrive at once", async () => {
		const ctx = contextOf(house.db, await makePerson(house.db));
		const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => saveRegistration(ctx, registration())));
		expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
	});

	test("the tax code stays once an application was submitted under it", async () => {
		const { id, owner } = await makeBusiness(house.db);
		const ctx = contextOf(house.db, owner);
		await saveRegistration(ctx, registration({ businessId: id }));
		await house.db
			.insertInto("programme")
			.values({
				id: "kept",
				nameVi: "Kept",
				nameEn: "Kept",
				opensOn: "2026-01-01",
				closesOn: "2026-12-31",
				budgetDong: 1n,
				createdAt: ctx.now,
			})
			.execute();
		await house.db
			.insertInto("application")
			.values({
				id: randomUUID(),
				reference: "HS-TEST",
				businessId: id,
				programmeId: "kept",
				state: "withdrawn",
				createdAt: ctx.now,
				createdBy: owner.personId,
				savedAt: ctx.now,
				submittedAt: ctx.now,
			})
			.execute();
		await expect(saveRegistration(ctx, registration({ businessId: id }))).rejects.toMatchObject({
			constraint: "business_tax_code_kept",
		});
		const current = await businessFacts(house.db, id);
		const digits = taxCode(current?.taxCode.digits);
		await saveRegistration(ctx, registration({ businessId: id, taxCode: digits, street: "9 Lê Lợi" }));
	});
});

describe("another person's business", () => {
	const attempts: [string, (actor: Actor, businessId: string) => Promise<unknown>][] = [
		["registration", (actor, businessId) => saveRegistration(contextOf(house.db, actor), registration({ businessId }))],
		[
			"figures",
			(actor, businessId) => {
				const figures = { year: 2025, employees: 1, womenEmployees: 0, revenueDong: 1n, capitalDong: 1n };
				return saveFigures(contextOf(house.db, actor), { businessId, ...figures });
			},
		],
		[
			"groups",
			(actor, businessId) =>
				saveGroups(contextOf(house.db, actor), { businessId, womenOwned: true, socialEnterprise: true }),
		],
		[
			"bank account",
			(actor, businessId) => {
				const account = { bankBin: "970436", number: "123456789", accountName: "A" };
				return saveBankAccount(contextOf(house.db, actor), { businessId, ...account });
			},
		],
	];

	test.each(attempts)("cannot be changed: %s", async (_what, attempt) => {
		const { id } = await makeBusiness(house.db);
		const before = await businessFacts(house.db, id);
		const { owner: stranger } = await makeBusiness(house.db);
		const outsider = await makePerson(house.db);
		await expect(attempt(outsider, id)).rejects.toMatchObject({ code: "house_refusal_not_yours", status: 403 });
		await expect(attempt(stranger, id)).rejects.toMatchObject({ name: "Refusal" });
		expect(await businessFacts(house.db, id)).toEqual(before);
	});

	test("is not the one that a person sees as their own", async () => {
		const one = await makeBusiness(house.db);
		const other = await makeBusiness(house.db);
		expect((await ownBusiness(house.db, one.owner))?.id).toBe(one.id);
		expect(await belongsTo(house.db, one.owner.personId, other.id)).toBe(false);
		expect(await ownBusiness(house.db, await makePerson(house.db))).toBeNull();
	});
});

describe("figures", () => {
	test("are kept by year; the latest count", async () => {
		const { id, owner } = await makeBusiness(house.db, { now: new Date("2025-05-05T03:00:00Z"), employees: 12 });
		expect((await businessFacts(house.db, id))?.figures).toMatchObject({ year: 2024, employees: 12 });
		const figures = { year: 2025, employees: 20, womenEmployees: 20, revenueDong: null, capitalDong: 0n };
		await saveFigures(contextOf(house.db, owner), { businessId: id, ...figures });
		await saveFigures(contextOf(house.db, owner), { businessId: id, ...figures, employees: 21 });
		expect((await businessFacts(house.db, id))?.figures).toEqual({ ...figures, employees: 21 });
	});

	test("of a year that has not ended are refused", async () => {
		const { id, owner } = await makeBusiness(house.db);
		const figures = { year: 2026, employees: 20, womenEmployees: 2, revenueDong: 1n, capitalDong: 1n };
		await expect(saveFigures(contextOf(house.db, owner), { businessId: id, ...figures })).rejects.toMatchObject({
			code: "business_refusal_figures_year",
			facts: { year: 2025 },
		});
	});
});

describe("the bank account", () => {
	const number = "0071000998877";

	test("is sealed: the number is in no table and no log line, only its end", async () => {
		const { id } = await makeBusiness(house.db, { accountNumber: number });
		expect((await businessFacts(house.db, id))?.account).toMatchObject({ bankBin: "970436", last4: "8877" });
		const row = await house.db.selectFrom("bankAccount").selectAll().where("businessId", "=", id).executeTakeFirst();
		expect(row?.numberEncrypted.toString("latin1")).not.toContain(number);
		const logged = JSON.stringify(await auditOf(id), (_key, value) =>
			typeof value === "bigint" ? String(value) : value,
		);
		expect(logged).toContain('"last4":"8877"');
		expect(logged).not.toContain(number);
		expect(await unsafeReadBankAccount(house.db, id)).toMatchObject({ number, bankBin: "970436" });
	});

	test("moved to another row it does not open", async () => {
		const victim = await makeBusiness(house.db, { accountNumber: number });
		const thief = await makeBusiness(house.db);
		const { numberEncrypted } = await house.db
			.selectFrom("bankAccount")
			.select("numberEncrypted")
			.where("businessId", "=", victim.id)
			.executeTakeFirstOrThrow();
		await house.db.updateTable("bankAccount").set({ numberEncrypted }).where("businessId", "=", thief.id).execute();
		await expect(unsafeReadBankAccount(house.db, thief.id)).rejects.toThrow();
	});

	test("is replaced, never overwritten; the same again changes nothing", async () => {
		const { id, owner } = await makeBusiness(house.db, { legalName: "Công ty TNHH Vàm Cũ", accountNumber: number });
		const ctx = contextOf(house.db, owner);
		const account = { businessId: id, bankBin: "970418", number: "12345678", accountName: "Cty TNHH Vàm Cũ" };
		await Promise.all([saveBankAccount(ctx, account), saveBankAccount(ctx, account)]);
		const rows = await house.db.selectFrom("bankAccount").selectAll().where("businessId", "=", id).execute();
		expect(rows).toHaveLength(2);
		expect(rows.filter((row) => row.replacedAt === null)).toMatchObject([
			{ numberLast4: "5678", accountName: "CTY TNHH VAM CU" },
		]);
		expect((await auditOf(id)).filter((entry) => entry.action === "business.bank-account-saved")).toHaveLength(2);
	});

	test("of another holder is refused, with the name that it must have", async () => {
		const { id, owner } = await makeBusiness(house.db, { legalName: "Công ty TNHH Vàm Cũ", accountNumber: null });
		const account = { businessId: id, bankBin: "970418", number: "12345678", accountName: "NGUYEN VAN AN" };
		await expect(saveBankAccount(contextOf(house.db, owner), account)).rejects.toMatchObject({
			code: "business_refusal_account_name",
			field: "accountName",
			facts: { expected: "CONG TY TNHH VAM CU" },
		});
		expect((await businessFacts(house.db, id))?.account).toBeNull();
	});
});

test("groups are declared and taken back", async () => {
	const { id, owner } = await makeBusiness(house.db, { womenOwned: true });
	expect(await businessFacts(house.db, id)).toMatchObject({ womenOwned: true, socialEnterprise: false });
	await saveGroups(contextOf(house.db, owner), { businessId: id, womenOwned: false, socialEnterprise: true });
	expect(await businessFacts(house.db, id)).toMatchObject({ womenOwned: false, socialEnterprise: true });
});
