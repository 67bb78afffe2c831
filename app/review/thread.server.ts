import type { Kysely } from "kysely";
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

/** What was said about an application, newest first: messages, and the requests for changes of the association. */
export async function readThread(db: Kysely<Tables>, applicationId: string): Promise<ThreadMessage[]> {
	const messages = await db
		.selectFrom("caseMessage")
		.select(["id", "authorId", "authorName", "side", "body", "writtenAt"])
		.where("applicationId", "=", applicationId)
		.execute();
	const requests = await db
		.selectFrom("decision")
		.select(["id", "decidedBy", "decidedByName", "reasons", "decidedAt"])
		.where("applicationId", "=", applicationId)
		.where("kind", "=", "request_changes")
		.execute();
	const said: ThreadMessage[] = [
		...messages.map((message) => ({
			...message,
			side: message.side as ThreadMessage["side"],
			stopsClock: false,
		})),
		...requests.map((request) => ({
			id: request.id,
			authorId: request.decidedBy,
			authorName: request.decidedByName,
			side: "association" as const,
			body: request.reasons,
			writtenAt: request.decidedAt,
			stopsClock: true,
		})),
	];
	return said.sort((one, other) => other.writtenAt.getTime() - one.writtenAt.getTime());
}

/** The thread of the person's own application; null before it was first submitted, and for what is not theirs. */
export async function ownThread(db: Kysely<Tables>, actor: Actor, reference: string): Promise<ThreadMessage[] | null> {
	const row = await ownApplications(db, actor)
		.select("application.id")
		.where("reference", "=", reference)
		.where("submittedAt", "is not", null)
		.executeTakeFirst();
	return row ? readThread(db, row.id) : null;
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
