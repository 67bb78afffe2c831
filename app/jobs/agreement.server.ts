import { agreementTerms, lastDayOf } from "#app/agreement/agreement-terms.server.ts";
import { lapseAgreement } from "#app/agreement/lapse-agreement.server.ts";
import { findEvent } from "#app/application/move-application.server.ts";
import { withdrawFundingDecision } from "#app/certificate/withdraw-certificate.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { assert } from "#app/kernel/assert.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { ShownTurn } from "#app/turn/known-files.server.ts";
import { closedYearOf } from "#app/year-closing/closings.server.ts";
import { remindProviders, tellProvidersOfForce, tellProvidersOfLapse } from "./agreement-providers.server.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";
import { remindEach } from "./remind.server.ts";

/** All have accepted: what was signed, and what to do next, to the business; and to its providers. */
export const tellOfAgreement: JobHandler<"agreement.accepted"> = async ({ applicationId }, now) => {
	const { application, owners, asking } = await readMailCase(applicationId, now);
	const terms = await agreementTerms(db, application);
	assert(terms?.accepted, `the agreement of ${application.reference} was accepted`);
	const { accepted, amountDong } = terms;
	await mailEach(owners, {
		key: `agreement.accepted:${applicationId}`,
		name: "agreement-accepted",
		props: async (to) => ({
			...(await asking(to, { kinds: ["claim", "own-share"], path: `/applications/${application.reference}` })),
			acceptedBy: accepted.byName,
			acceptedOn: plainDateAt(accepted.at),
			amountDong: String(amountDong),
		}),
		now,
	});
	await tellProvidersOfForce(applicationId, now);
};

/** At the fixed steps before the last day: whoever is waited for, the business or its providers. */
export const remindOfAgreement: JobHandler<"agreement.remind"> = async ({ applicationId }, now) => {
	const step = ({ dueOn, daysLeft }: ShownTurn) => `agreement.remind:${applicationId}:${dueOn}:${daysLeft}`;
	await remindEach(await readMailCase(applicationId, now), { kinds: ["sign", "provider-declined"], step }, now);
	await remindProviders(applicationId, now);
};

/** The day is over, or the year is closed: the money goes back, the certificate of the approval falls, the business is told. */
export const lapseAndTell: JobHandler<"agreement.lapse"> = async ({ applicationId }, now) => {
	const ctx = systemContext("agreement.lapse", now);
	await lapseAgreement(ctx, { applicationId });
	const { application, owners, facts } = await readMailCase(applicationId, now);
	if (application.state !== "lapsed") return;
	await withdrawFundingDecision(ctx, { applicationId, because: "lapsed" });
	const terms = await agreementTerms(db, application);
	assert(terms, `application ${application.reference} was approved`);
	const closedYear = await closedYearOf(db, applicationId);
	const because = terms.accepted ? { because: await whyOver(applicationId) } : {};
	await mailEach(owners, {
		key: `agreement.lapsed:${applicationId}`,
		name: "agreement-lapsed",
		props: (to) => ({
			...facts(to, `/applications/${application.reference}`),
			amountDong: String(terms.amountDong),
			acceptBy: lastDayOf(terms),
			...(closedYear === null ? {} : { closedYear }),
			...because,
		}),
		now,
	});
	await tellProvidersOfLapse(applicationId, terms, now);
};

/** Of an approval that lapsed after the business had accepted. */
async function whyOver(applicationId: string): Promise<"given-up" | "provider-silent"> {
	return (await findEvent(db, applicationId, "given-up")) ? "given-up" : "provider-silent";
}
