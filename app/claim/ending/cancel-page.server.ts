import type { Kysely } from "kysely";
import { findApplication } from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Tables } from "#db/connection.server.ts";
import { canCancel } from "../claim.access.ts";
import { cancellableOf } from "./cancellable.server.ts";
import { endableOf } from "./endable.server.ts";

/** What cancelling gives back, for the manager who may; null for anybody else and any other application. */
export async function cancelPage(
	db: Kysely<Tables>,
	actor: Actor,
	{ reference, now }: { reference: string; now: Date },
): Promise<{ reference: string; approvedDong: bigint } | null> {
	const application = await findApplication(db, actor, reference);
	if (application?.state !== "agreed") return null;
	const cancellable = await cancellableOf(db, actor, application, await endableOf(db, application, "association"));
	if (!canCancel(actor, { ...cancellable, today: plainDateAt(now) }).allowed) return null;
	return { reference, approvedDong: application.approvedDong ?? 0n };
}
