import type { Kysely, Transaction } from "kysely";
import { submittedCase } from "#app/application/submission.server.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { CaseInHand } from "../case-in-hand.server.ts";
import type { LineGrant } from "../review.rules.ts";
import { conditionsOf, type JudgedFile } from "./conditions.server.ts";
import { type Condition, conditionsOfLines, stopsApproval } from "./finding.rules.ts";
import { conditionTitle } from "./finding-words.ts";

/** What a person has to judge of a file, as it stands now. */
export async function judgedConditions(
	db: Kysely<Tables>,
	{ now }: Pick<CommandContext, "now">,
	application: JudgedFile["application"] & { submissionId: string },
): Promise<Condition[]> {
	const submitted = await submittedCase(db, application.submissionId);
	const { rules } = await programmeUnderVersion(db, submitted.versionId);
	return (await conditionsOf(db, { application, submitted, rules, now })).conditions;
}

/**
 * No approval passes over a condition that no machine can check: each of the lines that are granted rests on a finding that
 * it is met. Returns those conditions.
 *
 * @throws Refusal for the first that nobody judged, that the business is asked about, or that is not met.
 */
export async function assertJudged(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	application: CaseInHand,
	grants: readonly LineGrant[],
): Promise<Condition[]> {
	const granted = grants.filter(({ approvedDong }) => approvedDong > 0n).map(({ costLineId }) => costLineId);
	const conditions = await judgedConditions(trx, ctx, application);
	const { open, asked, notMet } = stopsApproval(conditions, granted);
	const titled = (condition: Condition) => conditionTitle(condition, ctx.locale);
	const [notMetFirst] = notMet;
	if (notMetFirst) throw new Refusal("review_refusal_condition_not_met", { condition: titled(notMetFirst) });
	const [openFirst] = open;
	if (openFirst) {
		throw new Refusal("review_refusal_conditions_open", { count: open.length, condition: titled(openFirst) });
	}
	const [askedFirst] = asked;
	if (askedFirst) throw new Refusal("review_refusal_condition_asked", { condition: titled(askedFirst) });
	return conditionsOfLines(conditions, granted);
}

/** Keeps with a decision what it rests on. */
export async function keepFindings(
	trx: Transaction<Tables>,
	decisionId: string,
	conditions: readonly Condition[],
): Promise<void> {
	const rows = conditions.flatMap(({ finding }) => (finding ? [{ decisionId, findingId: finding.id }] : []));
	if (rows.length > 0) await trx.insertInto("decisionFinding").values(rows).execute();
}
