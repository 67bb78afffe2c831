import { issueCertificate } from "#app/certificate/issue-certificate.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { log } from "#app/house/log.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";

/**
 * Issues a certificate in the language of the business's first person, and tells the business. An application that has
 * moved on meanwhile (lapsed, cancelled) is not certified, and that is no failure.
 */
export const certifyAndTell: JobHandler<"certificate.issue"> = async ({ applicationId, kind }, now) => {
	const { application, owners, facts } = await readMailCase(applicationId, now);
	const ctx = { ...systemContext("certificate.issue", now), locale: owners[0]?.locale ?? "vi" };
	try {
		const { id, code } = await issueCertificate(ctx, { applicationId, kind });
		await mailEach(owners, {
			key: `certificate.issued:${id}`,
			name: "certificate-issued",
			props: (to) => ({
				...facts(to, `/certificates/${code}.pdf`),
				kind,
				code,
				verifyUrl: `${publicUrl()}/verify/${code}`,
			}),
			now,
		});
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		log.info({ application: application.reference, kind, refusal: error.code }, "not certified");
	}
};
