import type { Kysely } from "kysely";
import { decryptText } from "#app/house/secrecy.server.ts";
import { contextOf, sealedColumn } from "#app/house/secrets/sealed-store.server.ts";
import type { Tables } from "#db/connection.server.ts";

/** An account as the bank needs it: the BIN of the bank, the whole number, the holder in capitals without accents. */
export type BankAccount = { bankBin: string; number: string; accountName: string };

const sealed = { table: "bank_account", column: "number_encrypted", context: "bank_account" };

export const sealedBankAccounts = sealedColumn(sealed);

/** What a sealed number is bound to: moved to another row it does not open. */
export const sealContext = (bankAccountId: string) => contextOf(sealed, bankAccountId);

/**
 * The business's current account with its whole number, or null. Only for commands that pay or compare: never for a page,
 * the log or the audit log.
 */
export async function unsafeReadBankAccount(db: Kysely<Tables>, businessId: string): Promise<BankAccount | null> {
	const row = await db
		.selectFrom("bankAccount")
		.select(["id", "bankBin", "numberEncrypted", "accountName"])
		.where("businessId", "=", businessId)
		.where("replacedAt", "is", null)
		.executeTakeFirst();
	if (!row) return null;
	const number = decryptText(row.numberEncrypted, sealContext(row.id));
	return { bankBin: row.bankBin, number, accountName: row.accountName };
}

/** The accounts that a business has or had, and those of the other businesses of its people. */
function accountsOf(db: Kysely<Tables>, businessId: string) {
	const ofItsPeople = db
		.selectFrom("businessMember as member")
		.innerJoin("businessMember as other", "other.personId", "member.personId")
		.select("other.businessId")
		.where("member.businessId", "=", businessId);
	return db
		.selectFrom("bankAccount")
		.where((eb) => eb.or([eb("businessId", "=", businessId), eb("businessId", "in", ofItsPeople)]));
}

/** The banks of these accounts, and the ends of their numbers, to compare with those of a provider. */
export function ownAccountEnds(db: Kysely<Tables>, businessId: string) {
	return accountsOf(db, businessId)
		.select(["bankBin", "numberLast4 as last4"])
		.distinct()
		.orderBy("bankBin")
		.orderBy("numberLast4")
		.execute();
}

/**
 * An account that is the business's own, or that of another business of one of its people, or was once: who saves another
 * account may still have the one before, or may have typed it by mistake. With when it was saved last; null for any other.
 */
export async function ownAccountLike(
	db: Kysely<Tables>,
	businessId: string,
	{ bankBin, number }: Pick<BankAccount, "bankBin" | "number">,
): Promise<{ isCurrent: boolean; recordedAt: Date } | null> {
	const rows = await accountsOf(db, businessId)
		.select(["id", "numberEncrypted", "recordedAt", "replacedAt"])
		.where("bankBin", "=", bankBin)
		.where("numberLast4", "=", number.slice(-4))
		.orderBy("recordedAt", "desc")
		.execute();
	const same = rows.filter((row) => decryptText(row.numberEncrypted, sealContext(row.id)) === number);
	const [newest] = same;
	return newest
		? { isCurrent: same.some(({ replacedAt }) => replacedAt === null), recordedAt: newest.recordedAt }
		: null;
}
