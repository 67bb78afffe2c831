import { isDeepStrictEqual } from "node:util";
import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { freeze, thaw } from "../frozen-json.ts";
import { type SubmittedBusiness, type SubmittedCase, submittedCase } from "../submission.server.ts";
import { linesForm } from "./draft.forms.ts";
import { type DocumentOnFile, type DraftCase, documentsInUse } from "./draft.rules.ts";

/**
 * Whether an application that was sent back says what it said before: the same lines, files with their days, business and
 * assessment; and neither a message to the association nor another account since it was asked for changes. False for one
 * that was not sent back.
 */
export async function isUnchanged(db: Kysely<Tables>, draft: DraftCase): Promise<boolean> {
	if (draft.state !== "changes_requested") return false;
	const { id } = await db
		.selectFrom("submission")
		.select("id")
		.where("applicationId", "=", draft.id)
		.orderBy("number", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	const before = await submittedCase(db, id);
	return (
		!(await hasAnswered(db, draft)) &&
		isDeepStrictEqual(linesNow(draft), linesOf(before)) &&
		isDeepStrictEqual(filesOf(documentsInUse(draft)), filesOf(before.documents)) &&
		draft.assessment?.id === before.business.assessment?.id &&
		isDeepStrictEqual(saidNow(draft), saidIn(before.business))
	);
}

/** Whether what cannot be seen in what is submitted was done since changes were asked for: a message, or another account. */
async function hasAnswered(db: Kysely<Tables>, { id, business }: DraftCase): Promise<boolean> {
	const { at: askedAt } = await db
		.selectFrom("applicationEvent")
		.select("at")
		.where("applicationId", "=", id)
		.where("toState", "=", "changes_requested")
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	const [written, saved] = await Promise.all([
		db
			.selectFrom("caseMessage")
			.select("id")
			.where("applicationId", "=", id)
			.where("side", "=", "business")
			.where("writtenAt", ">", askedAt)
			.executeTakeFirst(),
		db
			.selectFrom("bankAccount")
			.select("id")
			.where("businessId", "=", business.id)
			.where("recordedAt", ">", askedAt)
			.executeTakeFirst(),
	]);
	return written !== undefined || saved !== undefined;
}

/** As a submission would freeze them; null where they cannot be submitted as they are. */
function linesNow({ rules, lines }: DraftCase): object[] | null {
	const read = linesForm(rules.supportItems.map(({ code }) => code)).safeParse({ lines });
	if (!read.success) return null;
	return read.data.lines.map(({ price: priceDong, ...line }, at) => ({ ...line, priceDong, lineId: lines[at]?.id }));
}

function linesOf({ lines }: SubmittedCase): object[] {
	return lines.map(({ id: _id, position: _position, allowedDong: _allowed, ...line }) => line);
}

const filesOf = (documents: readonly Pick<DocumentOnFile, "id" | "validUntil">[]) =>
	documents.map(({ id, validUntil }) => `${id} ${validUntil}`).sort();

/** Without the assessment, which is compared by itself, and the association, which stays. */
function saidIn({ assessment: _assessment, association: _association, ...said }: SubmittedBusiness): object {
	return said;
}

function saidNow({ business: { account: _account, ...business } }: DraftCase): object {
	return thaw(JSON.parse(freeze(business)));
}
