import { isDeepStrictEqual } from "node:util";
import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import { freeze, thaw } from "../frozen-json.ts";
import { type SubmittedBusiness, type SubmittedCase, submittedCase } from "../submission.server.ts";
import { linesForm } from "./draft.forms.ts";
import { type DraftCase, documentsInUse } from "./draft.rules.ts";

/**
 * Whether an application that was sent back says what it said before: the same lines, files and business, and no message
 * to the association since. False for one that was not sent back.
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
	const written = await db
		.selectFrom("caseMessage")
		.select("id")
		.where("applicationId", "=", draft.id)
		.where("side", "=", "business")
		.where("writtenAt", ">", before.submittedAt)
		.executeTakeFirst();
	return (
		written === undefined &&
		isDeepStrictEqual(linesNow(draft), linesOf(before)) &&
		isDeepStrictEqual(idsOf(documentsInUse(draft)), idsOf(before.documents)) &&
		isDeepStrictEqual(saidNow(draft), saidIn(before.business))
	);
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

const idsOf = (documents: readonly { id: string }[]) => documents.map(({ id }) => id).sort();

/** A new assessment is no change of what the business says of itself, nor is the association, which stays. */
function saidIn({ assessment: _assessment, association: _association, ...said }: SubmittedBusiness): object {
	return said;
}

function saidNow({ business: { account: _account, ...business } }: DraftCase): object {
	return thaw(JSON.parse(freeze(business)));
}
