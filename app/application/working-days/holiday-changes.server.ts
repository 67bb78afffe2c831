import type { Kysely, Transaction } from "kysely";
import { appendAudit } from "#app/audit/append.server.ts";
import { type BudgetChangeState, budgetChangeTransition } from "#app/funding/budget/budget-change.states.ts";
import type { CommandContext } from "#app/house/command/command.server.ts";
import { Refusal, type RefusalCode } from "#app/house/refusal.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { type DaysAsked, type DaysFault, faultOf, type HolidayChangeKind, type KeptDay } from "./working-days.rules.ts";

function all(db: Kysely<Tables>) {
	return db.selectFrom("holidayChange").selectAll();
}

/** A change has the life of a change of the budget: proposed, then confirmed or declined by another, or withdrawn. */
export type HolidayChangeRow = Omit<
	Awaited<ReturnType<ReturnType<typeof all>["executeTakeFirstOrThrow"]>>,
	"kind" | "state"
> & { kind: HolidayChangeKind; state: BudgetChangeState };

/** Changes, the newest proposal first. */
export function holidayChanges(db: Kysely<Tables>) {
	return all(db).orderBy("proposedAt", "desc").orderBy("reference", "desc");
}

export async function findHolidayChange(db: Kysely<Tables>, reference: string): Promise<HolidayChangeRow | null> {
	return ((await all(db).where("reference", "=", reference).executeTakeFirst()) ?? null) as HolidayChangeRow | null;
}

/** A change, held until the transaction ends. @throws NotFound where there is none. */
export async function lockHolidayChange(trx: Transaction<Tables>, reference: string): Promise<HolidayChangeRow> {
	return orNotFound(
		await all(trx).where("reference", "=", reference).forUpdate().executeTakeFirst(),
	) as HolidayChangeRow;
}

const refusals: Record<DaysFault, { code: RefusalCode; field: "fromOn" | "toOn" }> = {
	past: { code: "holiday_refusal_past", field: "fromOn" },
	far: { code: "holiday_refusal_far", field: "toOn" },
	order: { code: "holiday_refusal_order", field: "toOn" },
	length: { code: "holiday_refusal_length", field: "toOn" },
	"no-weekday": { code: "holiday_refusal_no_weekday", field: "fromOn" },
	"not-weekend": { code: "holiday_refusal_not_weekend", field: "fromOn" },
	"nothing-there": { code: "holiday_refusal_nothing_there", field: "fromOn" },
};

/** The days of the table between two others, as they hold now. */
export function keptDays(db: Kysely<Tables>, { fromOn, toOn }: Pick<DaysAsked, "fromOn" | "toOn">): Promise<KeptDay[]> {
	return db
		.selectFrom("holiday")
		.select(["onDate", "isWorked"])
		.where("isDropped", "=", false)
		.where("onDate", ">=", fromOn)
		.where("onDate", "<=", toOn)
		.orderBy("onDate")
		.execute();
}

/** @throws Refusal where the days cannot be changed so today; beside its field in the form that proposes it. */
export function refuseFault(asked: DaysAsked, kept: readonly KeptDay[], today: PlainDate, inForm = false): void {
	const fault = faultOf(asked, kept, today);
	if (!fault) return;
	const { code, field } = refusals[fault];
	throw new Refusal(code, {}, inForm ? { field } : {});
}

/**
 * Ends a locked proposal in one of the ways that there are, and tells the audit log.
 *
 * @throws Refusal `house_refusal_moved_on` where there is no such way any more.
 */
export async function endHolidayChange(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	change: HolidayChangeRow,
	end: { to: "confirmed" | "declined" | "withdrawn"; reason?: string; facts?: Record<string, unknown> },
): Promise<void> {
	if (!budgetChangeTransition(change.state, end.to)) throw new Refusal("house_refusal_moved_on");
	await trx
		.updateTable("holidayChange")
		.set({
			state: end.to,
			endedAt: ctx.now,
			endedBy: ctx.actor.personId,
			endedByName: ctx.actor.name,
			endReason: end.reason ?? null,
		})
		.where("id", "=", change.id)
		.execute();
	const actions = {
		confirmed: "application.working-days-confirmed",
		declined: "application.working-days-declined",
		withdrawn: "application.working-days-withdrawn",
	};
	await auditHolidayChange(trx, ctx, change, { action: actions[end.to], facts: end.facts });
}

/** What the audit log tells of a change at each of its steps. */
export async function auditHolidayChange(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	change: Pick<
		HolidayChangeRow,
		"id" | "reference" | "kind" | "fromOn" | "toOn" | "nameVi" | "documentNumber" | "documentOn"
	>,
	{ action, facts }: { action: string; facts?: Record<string, unknown> },
): Promise<void> {
	const { kind, fromOn, toOn, nameVi, documentNumber, documentOn } = change;
	await appendAudit(trx, ctx, {
		action,
		subject: { kind: "holiday-change", id: change.id, label: change.reference },
		facts: { kind, fromOn, toOn, reason: nameVi, document: documentNumber, on: documentOn, ...facts },
	});
}
