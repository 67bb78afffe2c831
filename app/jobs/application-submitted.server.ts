import { submittedCase } from "#app/application/submission.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import type { Recipient } from "#app/identity/recipients.server.ts";
import { mailEach, onlyTheirTurn, readMailCase } from "./case-mail.server.ts";

/** A receipt to the business, and a notice to those who review it. */
export const tellOfSubmission: JobHandler<"application.submitted"> = async ({ applicationId, submissionId }, now) => {
	const { application, owners, reviewers, programme, asking } = await readMailCase(applicationId, now);
	const { allowedDong } = await submittedCase(db, submissionId);
	const answerBy = application.answerDueOn;
	// Withdrawn, or sent back for changes, before this mail was written: the mail of that says more.
	if (answerBy === null || application.state === "withdrawn") return;
	const props = async (to: Recipient, asked: Parameters<typeof asking>[1]) => ({
		...(await asking(to, asked)),
		programme: programme[to.locale],
		askedDong: String(allowedDong),
		answerBy,
	});
	const { reference } = application;
	await mailEach(owners, {
		key: `application.submitted:${submissionId}`,
		name: "application-submitted",
		props: (to) => props(to, { kinds: ["review"], path: `/applications/${reference}` }),
		now,
	});
	await mailEach(reviewers, {
		key: `application.received:${submissionId}`,
		name: "application-received",
		props: async (to) =>
			onlyTheirTurn(await props(to, { as: "reviewer", kinds: ["review"], path: `/review/${reference}` })),
		now,
	});
};

/** Whoever was told to review it is told that nobody needs to. */
export const tellOfWithdrawal: JobHandler<"application.withdrawn"> = async ({ applicationId }, now) => {
	const { application, reviewers, facts } = await readMailCase(applicationId, now);
	await mailEach(reviewers, {
		key: `application.withdrawn:${applicationId}`,
		name: "application-withdrawn",
		props: (to) => facts(to, `/review/${application.reference}`),
		now,
	});
};
