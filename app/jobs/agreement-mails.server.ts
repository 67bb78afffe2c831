import { daysLeft } from "#app/agreement/agreement.rules.ts";
import { agreementTerms } from "#app/agreement/agreement-terms.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { readHolidays } from "#app/programme/install-holidays.server.ts";
import { mailToBusiness } from "./mail-to-business.server.ts";

/** Confirms to the business that its agreement holds, and what comes next. */
export const tellAccepted: JobHandler<"agreement.accepted"> = async ({ applicationId }, now) => {
	const terms = await agreementTerms(db, { id: applicationId });
	if (!terms?.accepted) return;
	const { accepted, amountDong } = terms;
	const mail = { key: `accepted:${applicationId}`, name: "agreement-accepted", now } as const;
	await mailToBusiness(applicationId, mail, (facts) => ({
		...facts,
		acceptedBy: accepted.byName,
		acceptedOn: plainDateAt(accepted.at),
		amountDong: String(amountDong),
	}));
};

/** Reminds the business that its reservation waits, unless it has been accepted or has lapsed by now. */
export const remindToAccept: JobHandler<"agreement.remind"> = async ({ applicationId }, now) => {
	const application = await db
		.selectFrom("application")
		.select("state")
		.where("id", "=", applicationId)
		.executeTakeFirst();
	const terms = await agreementTerms(db, { id: applicationId });
	if (application?.state !== "approved" || !terms) return;
	const left = daysLeft(plainDateAt(now), terms.acceptBy, await readHolidays(db));
	if (left === null) return;
	const key = `remind:${applicationId}:${terms.acceptBy}:${left}`;
	await mailToBusiness(applicationId, { key, name: "agreement-reminder", path: "/agreement", now }, (facts) => ({
		...facts,
		amountDong: String(terms.amountDong),
		acceptBy: terms.acceptBy,
		daysLeft: left,
		...(terms.extendedAt ? {} : { extensionDays: terms.settings.extensionWorkingDays }),
	}));
};
