import type { Kysely, Transaction } from "kysely";
import type { CommandContext } from "#app/house/command/command.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { Instalment, Plan } from "./recovery.rules.ts";

export type LastPlan = Plan & { number: number };

/** The plans that hold, by recovery: the last one made of each. None for one that is due at once. */
export async function lastPlans(db: Kysely<Tables>, recoveryIds: readonly string[]): Promise<Map<string, LastPlan>> {
	if (recoveryIds.length === 0) return new Map();
	const rows = await db
		.selectFrom("recoveryPlan")
		.innerJoin("recoveryInstalment", "recoveryInstalment.planId", "recoveryPlan.id")
		.select(["recoveryId", "recoveryPlan.number as planNumber", "receivedDong"])
		.select(["recoveryInstalment.number", "dueOn", "amountDong"])
		.where("recoveryId", "in", recoveryIds)
		.orderBy("recoveryId")
		.orderBy("recoveryPlan.number", "desc")
		.orderBy("recoveryInstalment.number")
		.execute();
	const plans = new Map<string, LastPlan & { instalments: Instalment[] }>();
	for (const { recoveryId, planNumber, receivedDong, ...instalment } of rows) {
		const plan = plans.get(recoveryId) ?? { number: planNumber, receivedDong, instalments: [] };
		// Those of earlier plans come after it.
		if (plan.number === planNumber) plan.instalments.push(instalment);
		plans.set(recoveryId, plan);
	}
	return plans;
}

/** The plan of one recovery that holds; null while all is due on the day of the notice. */
export async function lastPlan(db: Kysely<Tables>, recoveryId: string): Promise<LastPlan | null> {
	return (await lastPlans(db, [recoveryId])).get(recoveryId) ?? null;
}

/** Writes a plan after the one before it. The database checks at the end that its parts add up. */
export async function writePlan(
	trx: Transaction<Tables>,
	ctx: CommandContext,
	plan: { id: string; recoveryId: string; number: number; receivedDong: bigint; instalments: readonly Instalment[] },
): Promise<void> {
	const { instalments, ...row } = plan;
	await trx
		.insertInto("recoveryPlan")
		.values({ ...row, madeAt: ctx.now, madeBy: ctx.actor.personId, madeByName: ctx.actor.name })
		.execute();
	await trx
		.insertInto("recoveryInstalment")
		.values(instalments.map((instalment) => ({ planId: plan.id, ...instalment })))
		.execute();
}
