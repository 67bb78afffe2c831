import type { Kysely } from "kysely";
import type { Tables } from "#db/connection.server.ts";
import type { BudgetChangeKind, BudgetChangeState } from "./budget-change.states.ts";

export type BudgetChangeListRow = {
	reference: string;
	kind: BudgetChangeKind;
	state: BudgetChangeState;
	programmeVi: string;
	programmeEn: string;
	/** Names of the associations, where the kind has them. */
	fromVi: string | null;
	fromEn: string | null;
	toVi: string | null;
	toEn: string | null;
	amountDong: bigint;
	proposedAt: Date;
	proposedByName: string;
};

const CHANGES_A_PAGE = 25;

/** Changes with the names of who they are about. */
export function namedBudgetChanges(db: Kysely<Tables>) {
	return db
		.selectFrom("budgetChange")
		.innerJoin("programme", "programme.id", "budgetChange.programmeId")
		.leftJoin("association as giver", "giver.id", "budgetChange.fromAssociation")
		.leftJoin("association as taker", "taker.id", "budgetChange.toAssociation")
		.select([
			"budgetChange.reference",
			"budgetChange.kind",
			"budgetChange.state",
			"budgetChange.amountDong",
			"budgetChange.proposedAt",
			"budgetChange.proposedByName",
			"programme.nameVi as programmeVi",
			"programme.nameEn as programmeEn",
			"giver.nameVi as fromVi",
			"giver.nameEn as fromEn",
			"taker.nameVi as toVi",
			"taker.nameEn as toEn",
		]);
}

/** Changes, the newest proposal first: all of one state, or one page of all. */
export async function listBudgetChanges(
	db: Kysely<Tables>,
	{ state, page }: { state?: BudgetChangeState; page?: number },
): Promise<BudgetChangeListRow[]> {
	let changes = namedBudgetChanges(db)
		.orderBy("budgetChange.proposedAt", "desc")
		.orderBy("budgetChange.reference", "desc");
	if (state !== undefined) changes = changes.where("budgetChange.state", "=", state);
	if (page !== undefined) changes = changes.limit(CHANGES_A_PAGE).offset((page - 1) * CHANGES_A_PAGE);
	return (await changes.execute()) as BudgetChangeListRow[];
}

export type BudgetChangeList = { rows: BudgetChangeListRow[]; total: number; page: number; pages: number };

/** One page of all changes there were. A page behind the last is the last. */
export async function budgetChangeList(db: Kysely<Tables>, asked: number): Promise<BudgetChangeList> {
	const { count } = await db
		.selectFrom("budgetChange")
		.select(({ fn }) => fn.countAll<bigint>().as("count"))
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(Number(count) / CHANGES_A_PAGE));
	const page = Math.min(asked, pages);
	return { rows: await listBudgetChanges(db, { page }), total: Number(count), page, pages };
}
