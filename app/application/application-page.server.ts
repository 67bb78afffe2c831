import type { Kysely } from "kysely";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";
import { isOpenToChange } from "./application.states.ts";
import type { DraftCase } from "./draft/draft.rules.ts";
import { findDraftCase } from "./draft/draft-case.server.ts";
import { isUnchanged } from "./draft/unchanged.server.ts";
import { type StatusPage, statusPage } from "./status-page.server.ts";

/** How an application stands and, while it can be changed, what is still to do. */
export type ApplicationPage = {
	status: StatusPage;
	draft: DraftCase | null;
	/** It was sent back, and says what it said before. */
	unchanged: boolean;
};

/** The person's own application; null if it is not theirs or not there. */
export async function applicationPage(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
	now: Date,
): Promise<ApplicationPage | null> {
	const status = await statusPage(db, actor, reference, now);
	if (!status) return null;
	const draft = isOpenToChange(status.state) ? await findDraftCase(db, actor, reference, now) : null;
	return { status, draft, unchanged: draft !== null && (await isUnchanged(db, draft)) };
}
