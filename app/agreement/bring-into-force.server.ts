import type { Transaction } from "kysely";
import type { Side } from "#app/application/application.states.ts";
import { moveApplication } from "#app/application/move-application.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { commit } from "#app/funding/bookings.server.ts";
import type { AnyActor } from "#app/house/access.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { approvedLines, fundedApplication } from "#app/review/approved-lines.server.ts";
import type { Tables } from "#db/connection.server.ts";
import type { AgreementTerms } from "./agreement-terms.server.ts";

/**
 * The last party of an agreement has accepted: what was reserved is promised, and claims may follow. The database refuses
 * it while one of them has not (`agreement_by_all`).
 *
 * @param by who accepted last, and as the timeline names them.
 */
export async function bringIntoForce(
	trx: Transaction<Tables>,
	who: { actor: AnyActor; now: Date },
	{ application, terms, by }: { application: ApplicationRow; terms: AgreementTerms; by: { side: Side; name: string } },
): Promise<void> {
	const { id: applicationId, reference } = application;
	await trx
		.updateTable("agreement")
		.set({ inForceAt: who.now })
		.where("applicationId", "=", applicationId)
		.where("inForceAt", "is", null)
		.execute();
	const lines = await approvedLines(trx, applicationId);
	await commit(trx, who, {
		application: await fundedApplication(trx, application),
		lines: lines.map(({ supportItemCode, approvedDong }) => ({ supportItemCode, amountDong: approvedDong })),
		key: `commit:${terms.decisionId}`,
		why: reference,
	});
	await moveApplication(trx, who, {
		applicationId,
		from: "approved",
		to: "agreed",
		side: by.side,
		facts: { amountDong: terms.amountDong, name: by.name },
	});
	await enqueue(trx, "agreement.accepted", { applicationId });
	await appendAudit(trx, who, {
		action: "agreement.in-force",
		subject: { kind: "application", id: applicationId, label: reference },
		facts: { amountDong: terms.amountDong, payee: terms.payee, agreementNumber: terms.number },
	});
}
