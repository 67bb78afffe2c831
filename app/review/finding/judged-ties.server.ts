import type { Kysely, Transaction } from "kysely";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { taxpayerOf } from "#app/kernel/tax-code.ts";
import type { Tables } from "#db/connection.server.ts";
import { accountCondition, holderCondition, type JudgedFile } from "./conditions.server.ts";
import { type Condition, conditionsOfLines, type FindingResult } from "./finding.rules.ts";
import { conditionTitle } from "./finding-words.ts";
import { judgedConditions } from "./judged.server.ts";
import { type TieCode, tieCodes } from "./ties.rules.ts";

type PaidFile = JudgedFile["application"] & { submissionId: string | null };

/**
 * What business and provider of these lines have in common, and what the business changed since of who is paid, as far as
 * nobody has found that all is well. The account that a claim names is only known then; how many files a provider has by now
 * is no news about this one.
 */
export async function openTies(
	db: Kysely<Tables>,
	{ now }: Pick<CommandContext, "now">,
	{ submissionId, ...application }: PaidFile,
	costLineIds: readonly string[],
): Promise<Condition[]> {
	if (submissionId === null) return [];
	const conditions = await judgedConditions(db, { now }, { ...application, submissionId });
	return conditionsOfLines(conditions, costLineIds).filter(
		(each) => each.kind === "tie" && each.tie.code !== "many-files" && each.finding?.result !== "met",
	);
}

/**
 * Before money is paid for lines, their ties are judged.
 *
 * @throws Refusal for the first that has no finding that all is well.
 */
export async function assertTiesJudged(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	application: PaidFile,
	costLineIds: readonly string[],
): Promise<void> {
	const [open] = await openTies(trx, ctx, application, costLineIds);
	if (open) throw new Refusal("review_refusal_tie_open", { tie: conditionTitle(open, ctx.locale) });
}

/** Whether a person found that the holder of the account to which a business is paid is the business that applied. */
export function isHolderFound(db: Kysely<Tables>, applicationId: string, accountName: string): Promise<boolean> {
	return isFound(db, applicationId, holderCondition(accountName));
}

/**
 * Whether a person found that an account of the business, as the business named it, is this provider's. What was found of
 * another provider of the application says nothing about it.
 *
 * @param account.since when the business saved it last: a finding names the end of a number, and does not speak of one that was
 * saved after it.
 */
export function isAccountFound(
	db: Kysely<Tables>,
	applicationId: string,
	providerTaxCode: string,
	{ bankBin, number, since }: { bankBin: string; number: string; since: Date },
): Promise<boolean> {
	const account = { bankBin, last4: number.slice(-4) };
	return isFound(db, applicationId, accountCondition(taxpayerOf(providerTaxCode), account), since);
}

async function isFound(
	db: Kysely<Tables>,
	applicationId: string,
	condition: string,
	since = new Date(0),
): Promise<boolean> {
	const newest = await db
		.selectFrom("finding")
		.select("result")
		.where("applicationId", "=", applicationId)
		.where("condition", "=", condition)
		.where("foundAt", ">=", since)
		.orderBy("number", "desc")
		.limit(1)
		.executeTakeFirst();
	return newest?.result === "met";
}

/** What was found on ties of an application, for those who pay. */
export type TieFinding = {
	applicationId: string;
	code: TieCode;
	result: FindingResult;
	lookedAt: string;
	lookedOn: string;
	byName: string;
};

/** The findings on what businesses and providers of these applications have in common, the newest of each. */
export async function tieFindings(db: Kysely<Tables>, applicationIds: readonly string[]): Promise<TieFinding[]> {
	if (applicationIds.length === 0) return [];
	const rows = await db
		.selectFrom("finding")
		.distinctOn(["applicationId", "condition"])
		.select(["applicationId", "what as code", "result", "lookedAt", "lookedOn", "foundByName as byName"])
		.where("applicationId", "in", applicationIds)
		.where("what", "in", [...tieCodes])
		.orderBy("applicationId")
		.orderBy("condition")
		.orderBy("number", "desc")
		.execute();
	return rows.map((row) => ({ ...row, code: row.code as TieCode, result: row.result as FindingResult }));
}
