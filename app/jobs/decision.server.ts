import { agreementTerms } from "#app/agreement/agreement-terms.server.ts";
import { offerAgreement } from "#app/agreement/offer-agreement.server.ts";
import { secondPersonText } from "#app/application/application-text.ts";
import { thaw } from "#app/application/frozen-json.ts";
import { submittedCase } from "#app/application/submission.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { assert } from "#app/kernel/assert.ts";
import type { LegalReference } from "#app/kernel/legal-reference.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { supportItemOf } from "#app/programme/programme.rules.ts";
import { programmeUnderVersion } from "#app/programme/programme-in-force.server.ts";
import { approvedLines } from "#app/review/approved-lines.server.ts";
import { unsafeReadDecision } from "#app/review/recommendation.server.ts";
import { factsOfSecondPerson, type SecondPerson } from "#app/review/second-person.rules.ts";
import { mailEach, onlyTheirTurn, readMailCase } from "./case-mail.server.ts";
import { certifyAndTell } from "./certificate-issue.server.ts";

/** What the reviewer needs before deciding, to the business. */
export const tellOfChangesRequested: JobHandler<"application.changes-requested"> = async (payload, now) => {
	const { application, owners, asking } = await readMailCase(payload.applicationId, now);
	const { reasons } = await unsafeReadDecision(db, payload.decisionId);
	await mailEach(owners, {
		key: `application.changes-requested:${payload.decisionId}`,
		name: "changes-requested",
		props: async (to) => ({
			...(await asking(to, { kinds: ["changes"], path: `/applications/${application.reference}` })),
			missing: reasons,
		}),
		now,
	});
};

/** To the reviewers other than the first, who is never the second. */
export const tellOfRecommendation: JobHandler<"application.recommended"> = async (payload, now) => {
	const { application, reviewers, asking } = await readMailCase(payload.applicationId, now);
	const { decidedBy, decidedByName, approvedDong, secondPerson } = await unsafeReadDecision(db, payload.decisionId);
	const reason = thaw<SecondPerson | null>(secondPerson);
	await mailEach(
		reviewers.filter(({ personId }) => personId !== decidedBy),
		{
			key: `application.recommended:${payload.decisionId}`,
			name: "application-recommended",
			props: async (to) =>
				onlyTheirTurn({
					...(await asking(to, { as: "reviewer", kinds: ["confirm"], path: `/review/${application.reference}` })),
					amountDong: String(approvedDong),
					by: decidedByName,
					...(reason ? { because: secondPersonText(factsOfSecondPerson(reason), to.locale) } : {}),
				}),
			now,
		},
	);
};

/** The agreement is offered and its deadline set going, the business is told, the approval is certified. */
export const followApproval: JobHandler<"application.approved"> = async ({ applicationId, decisionId }, now) => {
	await offerAgreement(systemContext("application.approved", now), { applicationId });
	const { application, owners, asking } = await readMailCase(applicationId, now);
	const { kind, reasons, decidedAt } = await unsafeReadDecision(db, decisionId);
	const terms = await agreementTerms(db, application);
	assert(terms, `application ${application.reference} was approved`);
	const inPart = kind === "approve_in_part";
	const granted = (await approvedLines(db, applicationId)).filter((line) => line.approvedDong > 0n);
	await mailEach(owners, {
		key: `application.approved:${decisionId}`,
		name: "application-approved",
		props: async (to) => ({
			...(await asking(to, { kinds: ["sign"], path: `/applications/${application.reference}/agreement` })),
			decidedOn: plainDateAt(decidedAt),
			inPart,
			lines: granted.map(({ supportItemCode, approvedDong }) => ({
				label: supportItemOf(terms, supportItemCode)?.[to.locale] ?? supportItemCode,
				amountDong: String(approvedDong),
			})),
			...(inPart && reasons !== "" ? { reason: reasons } : {}),
			acceptBy: terms.acceptBy,
		}),
		now,
	});
	await certifyAndTell({ applicationId, kind: "funding-decision" }, now);
};

/** Why not, to the business. */
export const tellOfRejection: JobHandler<"application.rejected"> = async ({ applicationId, decisionId }, now) => {
	const { application, owners, facts } = await readMailCase(applicationId, now);
	const { reasons, decidedAt, legalBasis, submissionId } = await unsafeReadDecision(db, decisionId);
	const { lines, versionId } = await submittedCase(db, submissionId);
	const { rules } = await programmeUnderVersion(db, versionId);
	await mailEach(owners, {
		key: `application.rejected:${decisionId}`,
		name: "application-rejected",
		props: (to) => ({
			...facts(to, `/applications/${application.reference}`),
			decidedOn: plainDateAt(decidedAt),
			lines: lines.map(({ supportItemCode, allowedDong }) => ({
				label: supportItemOf(rules, supportItemCode)?.[to.locale] ?? supportItemCode,
				amountDong: String(allowedDong),
			})),
			reason: reasons,
			...(legalBasis ? { legalBasis: (legalBasis as LegalReference)[to.locale] } : {}),
		}),
		now,
	});
};
