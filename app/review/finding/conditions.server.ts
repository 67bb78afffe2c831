import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { SubmittedCase, SubmittedLine } from "#app/application/submission.server.ts";
import type { LegalReference } from "#app/kernel/legal-reference.ts";
import type { ProgrammeRules } from "#app/programme/programme.rules.ts";
import type { Tables } from "#db/connection.server.ts";
import { type Change, changesOf } from "./changes.server.ts";
import { type Condition, type Finding, type FindingResult, type JudgedThing, undecidedRules } from "./finding.rules.ts";
import { isFarAbove, type LinePrice, SIMILAR_COSTS } from "./price.rules.ts";
import { pricesOf } from "./prices.server.ts";
import { accountDetail, type Tie } from "./ties.rules.ts";
import { type ProviderTies, tiesOf } from "./ties.server.ts";

export type JudgedFile = {
	application: { id: string; businessId: string; associationId: string };
	submitted: SubmittedCase;
	rules: ProgrammeRules;
	now: Date;
};

/** What a person judges of a file, and what is shown beside it. */
export type ToJudge = { conditions: Condition[]; prices: Map<string, LinePrice>; providers: ProviderTies[] };

type Unjudged = JudgedThing & Omit<Condition, keyof JudgedThing | "finding" | "id"> & { of: readonly string[] };

/**
 * Every condition of a submission that no machine can decide: rules that came out undecided, what provider and applicant
 * have in common, what the business changed since of who is paid, prices far above those of like lines. Each with the newest finding on it, if there is one.
 */
export async function conditionsOf(db: Kysely<Tables>, file: JudgedFile): Promise<ToJudge> {
	const { application, submitted, rules, now } = file;
	const { businessId, associationId } = application;
	const { payee } = rules.settings;
	const [providers, changes, prices, findings] = await Promise.all([
		tiesOf(db, { lines: submitted.lines, businessId, associationId, now }),
		changesOf(db, { submitted, payee }),
		pricesOf(db, { submitted, businessId, now }),
		findingsOf(db, application.id),
	]);
	const unjudged = [
		...ofRules(submitted),
		...ofTies(providers, rules.conditions["independent-provider"]),
		...ofChanges(changes, rules.conditions["independent-provider"]),
		...ofPrices(submitted.lines, prices),
	];
	const conditions = unjudged.map(({ of, ...condition }) => {
		const id = conditionId(of);
		return { ...condition, id, finding: findings.get(id) ?? null };
	});
	return { conditions, prices, providers };
}

function conditionId(of: readonly string[]): string {
	return createHash("sha256").update(JSON.stringify(of)).digest("hex");
}

/** What makes a tie another one to judge; `about`: the provider's tax code, or "" where it is about the business alone. */
const tieIdentity = (about: string, { code, detail }: Pick<Tie, "code" | "detail">) => ["tie", code, about, detail];

/** The condition that an account in that name, to which a business is paid, is the business's own. */
export const holderCondition = (accountName: string) =>
	conditionId(tieIdentity("", { code: "account-holder", detail: accountName }));

/** The condition that an account, to which this provider is paid, is the provider's, though the business named it as its own. */
export const accountCondition = (taxCode: string, { bankBin, last4 }: { bankBin: string; last4: string }) =>
	conditionId(tieIdentity(taxCode, { code: "same-account", detail: accountDetail({ bankBin, last4 }) }));

/** The code under which a condition is kept and told: of the rule, of the tie, or "price". */
export function whatIsJudged(thing: JudgedThing): string {
	if (thing.kind === "rule") return thing.outcome.rule;
	return thing.kind === "tie" ? thing.tie.code : "price";
}

function ofRules({ outcomes, lines }: SubmittedCase): Unjudged[] {
	return undecidedRules(outcomes, lines).map(({ outcome, outcomeAt, lines: about }) => ({
		kind: "rule",
		outcome,
		outcomeAt,
		costLineIds: about.map(({ id }) => id),
		supportItemCode: outcome.supportItemCode,
		legalReference: outcome.legalReference,
		of: ["rule", outcome.rule, ...about.flatMap(identityOf)],
	}));
}

/** What makes a line another one to judge. */
function identityOf({ lineId, supportItemCode, listingName, providerName, providerTaxCode }: SubmittedLine): string[] {
	return [lineId, supportItemCode, listingName, providerName, providerTaxCode];
}

function ofTies(providers: readonly ProviderTies[], legalReference: LegalReference): Unjudged[] {
	return providers.flatMap(({ taxCode, name, lines, ties }) =>
		ties.map((tie) => ({
			kind: "tie" as const,
			tie,
			providerName: name,
			costLineIds: lines.map(({ id }) => id),
			supportItemCode: null,
			legalReference,
			of: tieIdentity(taxCode, tie),
		})),
	);
}

function ofChanges(changes: readonly Change[], legalReference: LegalReference): Unjudged[] {
	return changes.map(({ tie, of, providerName, lines }) => ({
		kind: "tie",
		tie,
		providerName,
		costLineIds: lines.map(({ id }) => id),
		supportItemCode: null,
		legalReference,
		of: tieIdentity(of, tie),
	}));
}

function ofPrices(lines: readonly SubmittedLine[], prices: ReadonlyMap<string, LinePrice>): Unjudged[] {
	return lines.flatMap((line) => {
		const price = prices.get(line.id);
		if (!price || !isFarAbove(price)) return [];
		return [
			{
				kind: "price" as const,
				price,
				description: line.description,
				costLineIds: [line.id],
				supportItemCode: line.supportItemCode,
				legalReference: SIMILAR_COSTS,
				of: ["price", ...identityOf(line), String(line.priceDong)],
			},
		];
	});
}

/** The newest finding on each condition of the application. */
async function findingsOf(db: Kysely<Tables>, applicationId: string): Promise<Map<string, Finding>> {
	const rows = await db
		.selectFrom("finding")
		.select(["condition", "id", "result", "lookedAt", "lookedOn", "foundByName as byName", "foundAt as at"])
		.where("applicationId", "=", applicationId)
		.orderBy("number")
		.execute();
	return new Map(rows.map(({ condition, result, ...row }) => [condition, { ...row, result: result as FindingResult }]));
}
