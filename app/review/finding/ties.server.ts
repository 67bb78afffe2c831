import { type Kysely, sql } from "kysely";
import { everApproved } from "#app/application/application.states.ts";
import type { SubmittedLine } from "#app/application/submission.server.ts";
import { ownAccountEnds } from "#app/business/bank-account.server.ts";
import { addDays, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import { taxpayerOf } from "#app/kernel/tax-code.ts";
import type { Tables } from "#db/connection.server.ts";
import { taxpayerIn } from "#db/taxpayer.server.ts";
import { manyFiles, type Party, type ProviderFiles, type Tie, tiesBetween } from "./ties.rules.ts";

const DAYS = 90;

/** A provider of a file: its tax code without a branch, its lines, and what a person has to judge. */
export type ProviderTies = {
	taxCode: string;
	name: string;
	lines: SubmittedLine[];
	ties: Tie[];
	files: ProviderFiles;
};

/** The providers of the lines in their order, with what each has in common with the applicant. */
export async function tiesOf(
	db: Kysely<Tables>,
	{
		lines,
		businessId,
		associationId,
		now,
	}: { lines: readonly SubmittedLine[]; businessId: string; associationId: string; now: Date },
): Promise<ProviderTies[]> {
	const taxCodes = [...new Set(lines.map(({ providerTaxCode }) => taxpayerOf(providerTaxCode)))];
	const [businesses, accounts, paidTo, ofAssociation, ofProviders] = await Promise.all([
		businessesOf(db, businessId, taxCodes),
		ownAccountEnds(db, businessId),
		accountsPaidTo(db, taxCodes),
		filesSince(db, { associationId, now }),
		Promise.all(taxCodes.map((taxCode) => filesSince(db, { associationId, now, taxCode }))),
	]);
	const applicant = { ...partyOf(businesses.filter(({ id }) => id === businessId)), accounts };
	return taxCodes.map((taxCode, at) => {
		const own = lines.filter(({ providerTaxCode }) => taxpayerOf(providerTaxCode) === taxCode);
		const registered = partyOf(businesses.filter((each) => each.taxCode === taxCode && each.id !== businessId));
		const provider: Party = {
			people: [...registered.people, ...own.map((line) => ({ id: null, name: line.providerRepresentative }))],
			addresses: [...registered.addresses, ...own.map((line) => ({ street: line.providerAddress, ward: "" }))],
			phones: [...registered.phones, ...own.map((line) => line.providerPhone)],
			emails: [...registered.emails, ...own.map((line) => line.providerEmail)],
			accounts: [...registered.accounts, ...paidTo.filter((account) => account.taxCode === taxCode)],
		};
		const files = { ofProvider: ofProviders[at] ?? 0, ofAssociation };
		const many = manyFiles(files);
		const ties = [...tiesBetween(applicant, provider), ...(many ? [many] : [])];
		return { taxCode, name: own[0]?.providerName ?? "", lines: own, ties, files };
	});
}

/** The applicant, and those providers that are registered here too, with their people and accounts. */
async function businessesOf(db: Kysely<Tables>, businessId: string, taxCodes: readonly string[]) {
	const rows = await db
		.selectFrom("business")
		.innerJoin("ward", "ward.code", "business.wardCode")
		// Also the accounts that each had before: who saves another still has the one before.
		.leftJoin("bankAccount", "bankAccount.businessId", "business.id")
		.select(["business.id", "taxCode", "street", "phone", "ward.name as ward", "bankBin", "numberLast4 as last4"])
		.where((eb) =>
			// Whoever only declares a provider's tax code says nothing of the provider, nor does who only submits under it: a
			// person has to have approved something, or anybody could plant a tie into the files of others.
			eb.or([
				eb("business.id", "=", businessId),
				eb.and([
					eb("taxCode", "in", taxCodes),
					eb.exists(
						eb
							.selectFrom("application")
							.select("application.id")
							.whereRef("application.businessId", "=", "business.id")
							.where("application.state", "in", everApproved),
					),
				]),
			]),
		)
		.execute();
	const people = await db
		.selectFrom("businessMember")
		.innerJoin("person", "person.id", "businessMember.personId")
		.select(["businessId", "person.id", "person.name", "person.email"])
		.where(
			"businessId",
			"in",
			rows.map(({ id }) => id),
		)
		.execute();
	return rows.map((row) => ({ ...row, people: people.filter((person) => person.businessId === row.id) }));
}

function partyOf(businesses: Awaited<ReturnType<typeof businessesOf>>): Party {
	return {
		people: businesses.flatMap(({ people }) => people.map(({ id, name }) => ({ id, name }))),
		addresses: businesses.map(({ street, ward }) => ({ street, ward })),
		phones: businesses.flatMap(({ phone }) => (phone === null ? [] : [phone])),
		emails: businesses.flatMap(({ people }) => people.map(({ email }) => email)),
		accounts: businesses.flatMap(({ bankBin, last4 }) => (bankBin && last4 ? [{ bankBin, last4 }] : [])),
	};
}

/** Where claims of all files say that these providers are paid; an advance names one line of its provider in its draft. */
async function accountsPaidTo(db: Kysely<Tables>, taxCodes: readonly string[]) {
	const taxCode = taxpayerIn("cost_line.provider_tax_code");
	const rows = await db
		.selectFrom("claim")
		.innerJoin("claimLine", "claimLine.claimId", "claim.id")
		.innerJoin("costLine", "costLine.id", "claimLine.costLineId")
		.select([taxCode.as("taxCode"), "payeeBankBin as bankBin", "payeeAccountLast4 as last4"])
		.where(taxCode, "in", taxCodes)
		.where("payeeBankBin", "is not", null)
		.union(
			db
				.selectFrom("claim")
				.innerJoin("costLine", (join) =>
					join.on(sql<string>`claim.draft -> 'lines' -> 0 ->> 'costLineId'`, "=", sql<string>`cost_line.id::text`),
				)
				.select([taxCode.as("taxCode"), "payeeBankBin as bankBin", "payeeAccountLast4 as last4"])
				.where("kind", "=", "advance")
				.where(taxCode, "in", taxCodes)
				.where("payeeBankBin", "is not", null),
		)
		.execute();
	return rows.flatMap(({ bankBin, last4, ...row }) => (bankBin && last4 ? [{ ...row, bankBin, last4 }] : []));
}

/**
 * How many files of the last 90 days the association has taken up; of one provider, those with a line of it. What was merely
 * submitted counts for nothing: anybody could make many of a provider, or hide them among others.
 */
async function filesSince(
	db: Kysely<Tables>,
	{ associationId, now, taxCode }: { associationId: string; now: Date; taxCode?: string },
): Promise<number> {
	const { files } = await db
		.selectFrom("application")
		.select((eb) => eb.fn.countAll<bigint>().as("files"))
		.where("associationId", "=", associationId)
		.where("submittedAt", ">=", startOfDay(addDays(plainDateAt(now), -DAYS)))
		.where("state", "not in", ["draft", "submitted", "withdrawn"])
		.$if(taxCode !== undefined, (query) =>
			query.where((eb) =>
				eb.exists(
					eb
						.selectFrom("costLine")
						.select("costLine.id")
						.whereRef("costLine.submissionId", "=", "application.submissionId")
						.where(taxpayerIn("cost_line.provider_tax_code"), "=", taxCode ?? ""),
				),
			),
		)
		.executeTakeFirstOrThrow();
	return Number(files);
}
