import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { whoWants } from "#app/identity/account/wanted-mails.server.ts";
import { inCharge } from "#app/review/desk/case-ties.server.ts";
import { unsafeReadMessage } from "#app/review/thread.server.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";

const HOUR_MS = 3_600_000;

/** Tells the other side of a case that there is a message; of several within an hour, once. */
export const tellOfMessage: JobHandler<"message.written"> = async ({ messageId }, now) => {
	const { applicationId, side, writtenAt } = await unsafeReadMessage(db, messageId);
	const { application, owners, reviewers, facts } = await readMailCase(applicationId, now);
	const from = side === "business" ? "business" : "association";
	const page = from === "business" ? "review" : "applications";
	const readers = from === "business" ? await inCharge(db, applicationId, reviewers) : owners;
	await mailEach(await whoWants(db, "messages", readers), {
		key: `message.written:${applicationId}:${from}:${Math.floor(writtenAt.getTime() / HOUR_MS)}`,
		name: "message-received",
		props: (to) => ({ ...facts(to, `/${page}/${application.reference}/messages`), from }),
		now,
	});
};
