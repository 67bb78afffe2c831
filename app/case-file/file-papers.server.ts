import type { Kysely } from "kysely";
import { agreementTerms, lastDayOf } from "#app/agreement/agreement-terms.server.ts";
import { type CertificateKind, type CertificateState, certificateState } from "#app/certificate/certificate-facts.ts";
import type { ClaimKind } from "#app/claim/advance/advance.rules.ts";
import type { ClaimState } from "#app/claim/claim.states.ts";
import { stoppedApplications } from "#app/claim/stop/payment-stops.server.ts";
import type { DisbursementState } from "#app/disbursement/disbursement.states.ts";
import type { PlainDate } from "#app/kernel/plain-date.ts";
import type { Rail } from "#app/programme/programme.rules.ts";
import type { RecoveryState } from "#app/recovery/recovery.states.ts";
import type { Tables } from "#db/connection.server.ts";

/** What came of a file after its approval, each with where it stands. */
export type FilePapers = {
	/** Null before the approval. `acceptBy` is the last day of whoever is waited for: the business, then its providers. */
	agreement: { amountDong: bigint; acceptBy: PlainDate; accepted: { at: Date; byName: string } | null } | null;
	/** In order of submission. */
	claims: { reference: string; kind: ClaimKind; state: ClaimState; subsidyDong: bigint | null }[];
	payments: { reference: string; state: DisbursementState; rail: Rail; amountDong: bigint }[];
	/** Those that the business knows of. */
	recoveries: { reference: string; state: RecoveryState; amountDong: bigint }[];
	certificates: { code: string; kind: CertificateKind; state: CertificateState }[];
	/** Nothing more is paid until a programme officer has decided. */
	stopped: boolean;
};

/** The papers of a file. Whether the asker reads it was decided where its id was found. */
export async function filePapers(db: Kysely<Tables>, applicationId: string): Promise<FilePapers> {
	const [terms, claims, payments, recoveries, certificates, stopped] = await Promise.all([
		agreementTerms(db, { id: applicationId }),
		db
			.selectFrom("claim")
			.select(["reference", "kind", "state", "subsidyDong"])
			.where("applicationId", "=", applicationId)
			.where("submittedAt", "is not", null)
			.orderBy("submittedAt")
			.orderBy("reference")
			.execute(),
		db
			.selectFrom("disbursement")
			.select(["reference", "state", "rail", "amountDong"])
			.where("applicationId", "=", applicationId)
			.orderBy("reference")
			.execute(),
		db
			.selectFrom("recovery")
			.select(["reference", "state", "amountDong"])
			.where("applicationId", "=", applicationId)
			.where("confirmedAt", "is not", null)
			.orderBy("reference")
			.execute(),
		db
			.selectFrom("certificate")
			.select(["code", "kind", "withdrawnAt", "replacedBy"])
			.where("applicationId", "=", applicationId)
			.orderBy("issuedAt")
			.orderBy("code")
			.execute(),
		stoppedApplications(db, [applicationId]),
	]);
	return {
		stopped: stopped.has(applicationId),
		agreement: terms && {
			amountDong: terms.amountDong,
			acceptBy: lastDayOf(terms),
			accepted: terms.accepted && { at: terms.accepted.at, byName: terms.accepted.byName },
		},
		claims: claims.map((row) => ({ ...row, kind: row.kind as ClaimKind, state: row.state as ClaimState })),
		payments: payments.map((row) => ({ ...row, state: row.state as DisbursementState, rail: row.rail as Rail })),
		recoveries: recoveries.map((row) => ({ ...row, state: row.state as RecoveryState })),
		certificates: certificates.map((row) => ({
			code: row.code,
			kind: row.kind as CertificateKind,
			state: certificateState(row),
		})),
	};
}
