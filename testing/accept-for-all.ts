import * as signing from "#app/demo/signing.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Database } from "#db/connection.server.ts";
import { contextOf } from "./makers.ts";

export { addressOf, keysOf } from "#app/demo/signing.server.ts";

type Approved = { owner: Actor; reference: string; now?: Date };

async function findApproved(db: Database, reference: string) {
	const { id } = await db
		.selectFrom("application")
		.select("id")
		.where("reference", "=", reference)
		.executeTakeFirstOrThrow();
	return { applicationId: id, reference };
}

/** The owner accepts for the business, and names an address for each provider that is paid. */
export async function acceptForBusiness(db: Database, { owner, reference, now }: Approved): Promise<void> {
	await signing.acceptForBusiness(contextOf(db, owner, now), await findApproved(db, reference));
}

/** The agreement comes into force: its owner accepts, then each provider by its own link and code. */
export async function acceptForAll(db: Database, approved: Approved): Promise<void> {
	const ctx = contextOf(db, approved.owner, approved.now);
	const application = await findApproved(db, approved.reference);
	await signing.acceptForBusiness(ctx, application);
	await signing.answerForProviders(ctx, application);
}
