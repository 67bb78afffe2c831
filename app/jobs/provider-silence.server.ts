import { isSilent } from "#app/agreement/agreement.rules.ts";
import { unsafeUnanswered } from "#app/agreement/provider/parties.server.ts";
import { db } from "#app/house/database.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { whoWants } from "#app/identity/account/wanted-mails.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { mailEach, readMailCase } from "./case-mail.server.ts";

/**
 * Every morning: which provider has not answered for days, to the business that waits for it and can ask it again or correct
 * its address. Once for each time that it was asked; not while the business itself is asked for a decision.
 */
export const tellOfSilence: JobHandler<"agreement.silent-providers"> = async (_payload, now) => {
	const holidays = await readHolidays(db);
	for (const { id: partyId, applicationId, askedAt, providerName: provider, email } of await unsafeUnanswered(db)) {
		const askedOn = plainDateAt(askedAt);
		if (!isSilent(askedOn, plainDateAt(now), holidays)) continue;
		const { application, owners, asking } = await readMailCase(applicationId, now);
		const { reference } = application;
		await mailEach(await whoWants(db, "reminders", owners), {
			key: `agreement.provider-silent:${partyId}:${askedAt.toISOString()}`,
			name: "provider-silent",
			remindsOf: { applicationId, kind: "provider-accept", subject: reference, partyId },
			props: async (to) => {
				const asked = await asking(to, { kinds: ["provider-accept"], path: `/applications/${reference}/agreement` });
				return asked.waiting ? { ...asked, provider, email, askedOn } : null;
			},
			now,
		});
	}
};
