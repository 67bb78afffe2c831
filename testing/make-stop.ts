import { decideStop } from "#app/disbursement/stop/decide-stop.server.ts";
import type { Database } from "#db/connection.server.ts";
import { contextOf, makeStaff } from "./makers.ts";

/** A programme officer lets the stopped payments of an application go on; nothing where none are stopped. */
export async function makeGoOn(db: Database, reference: string, now?: Date): Promise<void> {
	const open = await db
		.selectFrom("paymentStop")
		.innerJoin("application", "application.id", "paymentStop.applicationId")
		.select("paymentStop.id")
		.where("reference", "=", reference)
		.where("paymentStop.decidedAt", "is", null)
		.execute();
	if (open.length === 0) return;
	const decider = contextOf(db, await makeStaff(db, "programme_officer"), now);
	const stopIds = open.map(({ id }) => id);
	await decideStop(decider, { reference, decision: "go-on", reason: "Không liên quan đến phần còn lại.", stopIds });
}
