import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import { enqueue } from "#app/house/enqueue.server.ts";
import type { JobPayload } from "#app/house/jobs.ts";
import type { Tables } from "#db/connection.server.ts";

type Notice = Pick<JobPayload<"identity.notice">, "kind" | "personId" | "browser" | "left" | "to">;

/**
 * Asks for a mail that tells a person what was done with their account, so that they notice what was not them. It opens
 * nothing: no token is in it.
 */
export async function askForNotice(trx: Transaction<Tables>, notice: Notice, now: Date): Promise<void> {
	await enqueue(trx, "identity.notice", { ...notice, id: randomUUID(), at: now.toISOString() });
}
