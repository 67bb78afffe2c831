import type { Kysely } from "kysely";
import type { Actor } from "#app/house/access.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { canSeePayments } from "../disbursement.access.ts";
import { type AnswerLine, batchOfLine } from "./answer-page.server.ts";
import type { Finding } from "./match.rules.ts";

/** A line that no payment matches, for a person to look into. */
export type AnswerTask = {
	id: string;
	answerId: string;
	fileName: string;
	position: number;
	/** As the bank wrote it; "" if it named none. */
	reference: string;
	/** Our payment, where there is one. */
	payment: string | null;
	amountDong: bigint | null;
	said: string;
	finding: Finding;
	/** The day that the bank says, and the one that is recorded now. */
	on: PlainDate | null;
	recordedOn: PlainDate | null;
	/** Of a line that speaks of a whole batch: its reference, as the bank names it. */
	batch: string | null;
	closedAt: Date | null;
};

export type AnswerFile = {
	id: string;
	fileName: string;
	uploadedAt: Date;
	uploadedByName: string;
	recordedAt: Date | null;
	recordedByName: string | null;
};

const SHOWN = 200;

function taskRows(db: Kysely<Tables>) {
	return db
		.selectFrom("bankAnswerRow")
		.innerJoin("bankAnswer", "bankAnswer.id", "bankAnswerRow.bankAnswerId")
		.leftJoin("disbursement", "disbursement.id", "bankAnswerRow.disbursementId")
		.select(["bankAnswerRow.id", "bankAnswerId as answerId", "fileName", "position", "endToEndId as reference"])
		.select(["bankAnswerRow.amountDong", "said", "finding", "closedAt", "disbursement.reference as payment"])
		.select(["batch", "answeredOn as on", "disbursement.paidOn as recordedOn"])
		.where("finding", "not in", ["agrees", "waiting"]);
}

type TaskRow = Awaited<ReturnType<ReturnType<typeof taskRows>["executeTakeFirstOrThrow"]>>;

function asTask({ id, finding, ...row }: TaskRow): AnswerTask {
	return { ...row, id: String(id), finding: finding as Finding };
}

/** The open tasks, oldest first, and the latest files; null for who may not see them. */
export async function answersPage(
	db: Kysely<Tables>,
	actor: Actor,
): Promise<{ tasks: AnswerTask[]; files: AnswerFile[] } | null> {
	if (!canSeePayments(actor).allowed) return null;
	const tasks = await taskRows(db).where("closedAt", "is", null).orderBy("bankAnswerRow.id").limit(SHOWN).execute();
	const files = await db
		.selectFrom("bankAnswer")
		.select(["id", "fileName", "uploadedAt", "uploadedByName", "recordedAt", "recordedByName"])
		.orderBy("uploadedAt", "desc")
		.limit(SHOWN)
		.execute();
	return { tasks: tasks.map(asTask), files };
}

/** One task, open or closed, with the batch that it speaks of; null where there is none, or for who may not see it. */
export async function answerTask(
	db: Kysely<Tables>,
	actor: Actor,
	id: string,
): Promise<(AnswerTask & { whole: AnswerLine["batch"] }) | null> {
	if (!canSeePayments(actor).allowed || !/^\d{1,18}$/.test(id)) return null;
	const row = await taskRows(db).where("bankAnswerRow.id", "=", BigInt(id)).executeTakeFirst();
	return row ? { ...asTask(row), whole: await batchOfLine(db, row) } : null;
}
