import { unsafeReadStop } from "#app/claim/stop/payment-stops.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { peopleWithRole, type Recipient } from "#app/identity/recipients.server.ts";
import { mailEach, onlyTheirTurn, readMailCase } from "./case-mail.server.ts";

/** Payments were stopped: to the business, and to the programme officers of whom another than who stopped them decides. */
export const tellOfStop: JobHandler<"payments.stopped"> = async ({ stopId }, now) => {
	const { applicationId, certificateId, ownShareId, reason, decision } = await unsafeReadStop(db, stopId);
	// What was decided meanwhile has a mail of its own.
	if (decision !== null) return;
	const { application, owners, facts, asking } = await readMailCase(applicationId, now);
	const because = certificateId
		? ("certificate" as const)
		: ownShareId
			? ("own-share" as const)
			: ("recovery" as const);
	// Why money is asked back is told with the notice.
	const known = because === "certificate" ? { reason } : {};
	const mail = { key: `payments.stopped:${stopId}`, name: "payments-stopped" as const, now };
	await mailEach(owners, {
		...mail,
		props: (to: Recipient) => ({
			...facts(to, `/applications/${application.reference}/money`),
			because,
			...known,
			toDecide: false,
		}),
	});
	await mailEach(await peopleWithRole(db, "programme_officer"), {
		...mail,
		props: async (to: Recipient) =>
			onlyTheirTurn({
				...(await asking(to, {
					...{ as: "programme_officer", kinds: ["stopped"] },
					path: `/city/stops/${application.reference}`,
				})),
				...{ because, ...(because === "own-share" ? {} : { reason }), toDecide: true },
			}),
	});
};

/** It was decided, to the business; what was asked back by mistake and dropped lets payments go on too. */
export const tellOfStopDecision: JobHandler<"payments.decided"> = async ({ stopId }, now) => {
	const { applicationId, decision, decisionReason } = await unsafeReadStop(db, stopId);
	const { application, owners, facts } = await readMailCase(applicationId, now);
	await mailEach(owners, {
		key: `payments.decided:${stopId}`,
		name: "payments-decided",
		props: (to) => ({
			...facts(to, `/applications/${application.reference}/money`),
			decision: decision === "end" ? "end" : "go-on",
			reason: decisionReason ?? "",
		}),
		now,
	});
};
