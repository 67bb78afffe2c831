import type { CertificateKind } from "#app/certificate/certificate-facts.ts";
import { issueCertificate } from "#app/certificate/issue-certificate.server.ts";
import { recordAnswer } from "#app/disbursement/record-answer.server.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import type { Database } from "#db/connection.server.ts";
import { type MadeAgreed, makeAgreed, makeSentBatch, makeVerifiedClaim } from "./make-claim.ts";
import { contextOf } from "./makers.ts";

/** An application whose one claim was paid: completed. */
export async function makeCompleted(db: Database, wishes: Parameters<typeof makeAgreed>[1]): Promise<MadeAgreed> {
	const application = await makeAgreed(db, wishes);
	const claim = await makeVerifiedClaim(db, application, { now: wishes.now, isLast: true });
	const { payments, maker } = await makeSentBatch(db, [claim], { now: wishes.now });
	const ctx = contextOf(db, maker, wishes.now);
	for (const reference of payments) {
		await recordAnswer(ctx, { reference, answer: "paid", on: plainDateAt(ctx.now), said: "" });
	}
	return application;
}

/** A certificate of an application that has come so far. */
export function makeCertificate(db: Database, applicationId: string, kind: CertificateKind, now?: Date) {
	return issueCertificate(contextOf(db, { system: "test" }, now), { applicationId, kind });
}
