import { sql, type Transaction } from "kysely";
import { z } from "zod";
import { appendAudit } from "#app/audit/append.server.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { assert } from "#app/kernel/assert.ts";
import { isSame } from "#app/kernel/is-same.ts";
import { formatTaxCode } from "#app/kernel/tax-code.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { businessKinds, taxCodeFits } from "./business.rules.ts";
import { lockOwnBusiness } from "./own-business.server.ts";

const registrationInput = z.object({
	/** Made by the page: the first saving under it creates the business, later ones change it. */
	businessId: z.uuid(),
	taxCode: z.object({
		/** 10 digits, or 12 for a person; never with separators. */
		digits: z.string(),
		/** "001" to "999" for a branch or dependent unit, else null. */
		branch: z.string().nullable(),
		kind: z.enum(["enterprise", "personal"]),
	}),
	kind: z.enum(businessKinds),
	legalName: z.string(),
	section: z.string(),
	street: z.string(),
	wardCode: z.string(),
	phone: z.string().nullable(),
});

export type RegistrationInput = z.output<typeof registrationInput>;

/**
 * Creates the business, with the actor as its owner, or changes its registration. What was submitted keeps the name that it
 * had then (submittedName).
 *
 * @throws Refusal when another account's business has applied under the tax code, when the account has a business already,
 * when the tax code changes after something was submitted under it, or after too many changes on a day.
 */
export const saveRegistration = command({
	name: "business.save-registration",
	input: registrationInput,
	who: "person",
	refuses: [
		"business_refusal_already_registered",
		"business_refusal_one_per_account",
		"business_refusal_tax_code_kept",
		"house_refusal_too_many_tries",
	],
	once: "same again",
	async run(ctx: CommandContext, input) {
		const { businessId, taxCode, ...words } = input;
		assert(taxCodeFits(words.kind, taxCode), "The form lets a personal tax code through for households only");
		await limitRate("registration", ctx.actor.personId);
		const said = { ...words, taxCode: taxCode.digits, branch: taxCode.branch };
		const registration = { ...said, updatedAt: ctx.now };
		await inTransaction(ctx.db, async (trx) => {
			// Eight forms at once would each find that there is no other.
			await sql`select pg_advisory_xact_lock(hashtextextended(${`registration:${ctx.actor.personId}`}, 0))`.execute(
				trx,
			);
			await refuseSecondBusiness(trx, ctx, businessId);
			await refuseTakenTaxCode(trx, { businessId, digits: taxCode.digits }, "taxCode");
			const created = await trx
				.insertInto("business")
				.values({ id: businessId, ...registration, createdAt: ctx.now })
				.onConflict((conflict) => conflict.column("id").doNothing())
				.returning("id")
				.executeTakeFirst();
			let formerName: string | null = null;
			if (created) {
				const member = { businessId, personId: ctx.actor.personId, role: "owner", since: ctx.now };
				await trx.insertInto("businessMember").values(member).execute();
			} else {
				const before = await lockOwnBusiness(trx, ctx.actor, businessId);
				if (isSame(before, said)) return;
				formerName = before.legalName;
				await trx.updateTable("business").set(registration).where("id", "=", businessId).execute();
			}
			await appendAudit(trx, ctx, {
				action: created ? "business.registered" : "business.registration-changed",
				subject: { kind: "business", id: businessId, label: input.legalName },
				facts: {
					legalName: input.legalName,
					...(formerName !== null && formerName !== input.legalName ? { formerName } : {}),
					taxCode: formatTaxCode(taxCode),
					kind: input.kind,
					section: input.section,
					street: input.street,
					wardCode: input.wardCode,
				},
			});
		});
	},
});

async function refuseSecondBusiness(trx: Transaction<Tables>, ctx: CommandContext, businessId: string): Promise<void> {
	const theirs = await trx
		.selectFrom("businessMember")
		.innerJoin("business", "business.id", "businessMember.businessId")
		.select(["businessId", "legalName"])
		.where("personId", "=", ctx.actor.personId)
		.orderBy("since")
		.execute();
	const [other] = theirs;
	// Who belongs to two still changes what either says.
	if (!other || theirs.some((each) => each.businessId === businessId)) return;
	throw new Refusal("business_refusal_one_per_account", { name: other.legalName });
}

/**
 * A tax code is of who first applied under it, with all its branches: the year's ceilings are counted by its ten digits. Until
 * then anybody may declare the public number, so that nobody keeps its owner out. What slips past each other is refused by
 * `business_tax_code_once`.
 *
 * @throws Refusal where a business of another account has applied under it.
 */
export async function refuseTakenTaxCode(
	trx: Transaction<Tables>,
	{ businessId, digits }: { businessId: string; digits: string },
	field?: string,
): Promise<void> {
	const taken = await trx
		.selectFrom("business")
		.select("id")
		.where("taxCode", "=", digits)
		.where("appliedAt", "is not", null)
		.where("id", "!=", businessId)
		.executeTakeFirst();
	if (taken) throw new Refusal("business_refusal_already_registered", {}, field ? { field } : {});
}
