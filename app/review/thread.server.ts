import { type Kysely, sql } from "kysely";
import { ownApplications } from "#app/application/visible-applications.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Tables } from "#db/connection.server.ts";

export type ThreadMessage = {
	id: string;
	authorId: string;
	authorName: string;
	side: "business" | "association";
	body: string;
	writtenAt: Date;
	/** The association asked for changes with it, so the clock stands still from here. */
	stopsClock: boolean;
};

/** One page of what was said, newest first; `first` is the place of its first message among all. */
export type Thread = { messages: ThreadMessage[]; first: number; total: number; page: number; pages: number };

const MESSAGES_A_PAGE = 20;

/** What was said about an application: messages, and the requests for changes of the association. */
function saidAbout(db: Kysely<Tables>, applicationId: string) {
	return db
		.selectFrom("caseMessage")
		.select(["id", "authorId", "authorName", "side", "body", "writtenAt", sql<boolean>`false`.as("stopsClock")])
		.where("applicationId", "=", applicationId)
		.unionAll(
			db
				.selectFrom("decision")
				.select(["id", "decidedBy as authorId", "decidedByName as authorName", sql<string>`'association'`.as("side")])
				.select(["reasons as body", "decidedAt as writtenAt", sql<boolean>`true`.as("stopsClock")])
				.where("applicationId", "=", applicationId)
				.where("kind", "=", "request_changes"),
		);
}

/** A page of what was said about an application. A page behind the last is the last. */
export async function readThread(db: Kysely<Tables>, applicationId: string, asked = 1): Promise<Thread> {
	const { count } = await db
		.selectFrom(saidAbout(db, applicationId).as("said"))
		.select(({ fn }) => fn.countAll<bigint>().as("count"))
		.executeTakeFirstOrThrow();
	const total = Number(count);
	const pages = Math.max(1, Math.ceil(total / MESSAGES_A_PAGE));
	const page = Math.min(asked, pages);
	const before = (page - 1) * MESSAGES_A_PAGE;
	const messages = await saidAbout(db, applicationId)
		.orderBy("writtenAt", "desc")
		.orderBy("id")
		.limit(MESSAGES_A_PAGE)
		.offset(before)
		.execute();
	return { messages: messages as ThreadMessage[], first: before + 1, total, page, pages };
}

/** How many messages the business wrote after `since`. */
export async function writtenByBusiness(db: Kysely<Tables>, applicationId: string, since: Date): Promise<number> {
	const { count } = await db
		.selectFrom("caseMessage")
		.select(({ fn }) => fn.countAll<bigint>().as("count"))
		.where("applicationId", "=", applicationId)
		.where("side", "=", "business")
		.where("writtenAt", ">", since)
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** The thread of the person's own application; null before it was first submitted, and for what is not theirs. */
export async function ownThread(
	db: Kysely<Tables>,
	actor: Actor,
	reference: string,
	page: number,
): Promise<Thread | null> {
	const row = await ownApplications(db, actor)
		.select("application.id")
		.where("reference", "=", reference)
		.where("submittedAt", "is not", null)
		.executeTakeFirst();
	return row ? readThread(db, row.id, page) : null;
}

/** One message, for the mail that tells of it. */
export async function unsafeReadMessage(
	db: Kysely<Tables>,
	messageId: string,
): Promise<{ applicationId: string; side: string; writtenAt: Date }> {
	return db
		.selectFrom("caseMessage")
		.select(["applicationId", "side", "writtenAt"])
		.where("id", "=", messageId)
		.executeTakeFirstOrThrow();
}
