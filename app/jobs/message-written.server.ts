import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { whoWants } from "#app/identity/account/wanted-mails.server.ts";
import type { Recipient } from "#app/identity/recipients.server.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";

const HOUR_MS = 3_600_000;

/**
 * The reviewer who took the case up; all of the desk as long as nobody has. Never one who declared a conflict of interest:
 * the case is closed to them.
 */
async function inCharge(applicationId: string, desk: readonly Recipient[]): Promise<Recipient[]> {
	const [conflicted, takenUp] = await Promise.all([
		db
			.selectFrom("conflictDeclaration")
			.select("personId")
			.where("applicationId", "=", applicationId)
			.where("hasConflict", "=", true)
			.execute(),
		db
			.selectFrom("applicationEvent")
			.select("actorId")
			.where("applicationId", "=", applicationId)
			.where("what", "=", "taken-up")
			.execute(),
	]);
	const free = desk.filter((person) => !conflicted.some(({ personId }) => personId === person.personId));
	const taker = free.filter((person) => takenUp.some(({ actorId }) => actorId === person.personId));
	return taker.length > 0 ? taker : free;
}

/** Tells the other side of a case that there is a message; of several within an hour, once. */
export const tellOfMessage: JobHandler<"message.written"> = async ({ messageId }, now) => {
	const { applicationId, side, writtenAt } = await db
		.selectFrom("caseMessage")
		.select(["applicationId", "side", "writtenAt"])
		.where("id", "=", messageId)
		.executeTakeFirstOrThrow();
	const { application, owners, reviewers, facts } = await readMailCase(applicationId, now);
	const from = side === "business" ? "business" : "association";
	const page = from === "business" ? "review" : "applications";
	const readers = from === "business" ? await inCharge(applicationId, reviewers) : owners;
	await mailEach(await whoWants(db, "messages", readers), {
		key: `message.written:${applicationId}:${from}:${Math.floor(writtenAt.getTime() / HOUR_MS)}`,
		name: "message-received",
		props: (to) => ({ ...facts(to, `/${page}/${application.reference}/messages`), from }),
		now,
	});
};
