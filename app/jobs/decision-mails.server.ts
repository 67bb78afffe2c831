import { agreementTerms } from "#app/agreement/agreement-terms.server.ts";
import { offerAgreement } from "#app/agreement/offer-agreement.server.ts";
import { systemContext } from "#app/house/command.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { assert } from "#app/kernel/assert.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { supportItemOf } from "#app/programme/programme.rules.ts";
import { approvalOf, approvedLines } from "#app/review/approved-lines.server.ts";
import { mailToBusiness } from "./mail-to-business.server.ts";

async function decisionWith(id: string) {
	return await db
		.selectFrom("decision")
		.select(["reasons", "decidedAt"])
		.where("id", "=", id)
		.executeTakeFirstOrThrow();
}

/** Writes the terms down, sets their deadline going and invites the business to accept them. */
export const offerAndTell: JobHandler<"application.approved"> = async ({ applicationId, decisionId }, now) => {
	await offerAgreement(systemContext("jobs", now), { applicationId });
	const [approval, terms] = await Promise.all([
		approvalOf(db, applicationId),
		agreementTerms(db, { id: applicationId }),
	]);
	assert(approval && terms, `application ${applicationId} was approved`);
	const lines = await approvedLines(db, applicationId);
	const mail = { key: `approved:${decisionId}`, name: "application-approved", path: "/agreement", now } as const;
	await mailToBusiness(applicationId, mail, (facts, locale) => ({
		...facts,
		decidedOn: plainDateAt(approval.decidedAt),
		inPart: approval.kind === "approve_in_part",
		lines: lines
			.filter(({ approvedDong }) => approvedDong > 0n)
			.map(({ supportItemCode, approvedDong }) => ({
				label: supportItemOf(terms, supportItemCode)?.[locale] ?? supportItemCode,
				amountDong: String(approvedDong),
			})),
		...(approval.kind === "approve_in_part" ? { reason: approval.reasons } : {}),
		acceptBy: terms.acceptBy,
	}));
};

/** Tells the business that its application was not approved, and why. */
export const tellRejected: JobHandler<"application.rejected"> = async ({ applicationId, decisionId }, now) => {
	const { reasons, decidedAt } = await decisionWith(decisionId);
	const mail = { key: `rejected:${decisionId}`, name: "application-rejected", now } as const;
	await mailToBusiness(applicationId, mail, (facts) => ({
		...facts,
		decidedOn: plainDateAt(decidedAt),
		reason: reasons,
	}));
};

/** Tells the business what is missing, in the reviewer's words. */
export const tellMissing: JobHandler<"application.changes-requested"> = async ({ applicationId, decisionId }, now) => {
	const { reasons } = await decisionWith(decisionId);
	const mail = { key: `changes:${decisionId}`, name: "changes-requested", now } as const;
	await mailToBusiness(applicationId, mail, (facts) => ({ ...facts, missing: reasons }));
};
