import { type Kysely, sql } from "kysely";
import { limitVisitor } from "#app/house/limits/rate-limit.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { refusalText } from "#app/house/refusal-text.server.ts";
import { currentLocale } from "#app/house/request-context.server.ts";
import { readVerificationCode } from "#app/kernel/verification-code.ts";
import type { Tables } from "#db/connection.server.ts";
import { type CertificateFacts, type CertificateKind, readFacts } from "./certificate-facts.ts";

/** What anyone learns who has the code of a certificate. */
export type Verification = {
	code: string;
	kind: CertificateKind;
	facts: CertificateFacts;
	issuedAt: Date;
	/** What of the money has come back, and whether more of it is due. What a business still contests is said to nobody. */
	recovery: { recoveredDong: bigint; isDue: boolean };
	state:
		| { is: "valid" }
		| { is: "withdrawn"; at: Date; because: "lapsed" | "cancelled" }
		| { is: "withdrawn"; at: Date; because: "other"; reason: string }
		| { is: "replaced"; at: Date; by: string };
};

/** What was asked back and has been paid back in full. */
const sumRecovered = sql<bigint>`(select coalesce(sum(amount_dong), 0)::bigint from recovery
	where recovery.application_id = certificate.application_id and recovery.state = 'settled')`;

/** The certificate with that code, typed in any way; null where there is none. */
export async function verifyCode(db: Kysely<Tables>, typed: string): Promise<Verification | null> {
	const code = readVerificationCode(typed);
	if (code === null) return null;
	const row = await db
		.selectFrom("certificate")
		.leftJoin("certificate as successor", "successor.id", "certificate.replacedBy")
		.select(["certificate.code", "certificate.kind", "certificate.facts", "certificate.issuedAt"])
		.select(["certificate.withdrawnAt", "certificate.withdrawnBecause", "certificate.withdrawnReason"])
		.select(["successor.code as successorCode", "successor.issuedAt as successorAt"])
		.select((eb) => [
			sumRecovered.as("recoveredDong"),
			eb
				.exists(
					eb
						.selectFrom("recovery")
						.select("recovery.id")
						.whereRef("recovery.applicationId", "=", "certificate.applicationId")
						.where("recovery.state", "=", "due"),
				)
				.as("isDue"),
		])
		.where("certificate.code", "=", code)
		.where("certificate.kind", "in", ["completion", "funding-decision"])
		.executeTakeFirst();
	if (!row) return null;
	return {
		code: row.code,
		kind: row.kind as CertificateKind,
		facts: readFacts(row.facts),
		issuedAt: row.issuedAt,
		recovery: { recoveredDong: row.recoveredDong, isDue: Boolean(row.isDue) },
		state: stateOf(row),
	};
}

function stateOf(row: {
	withdrawnAt: Date | null;
	withdrawnBecause: string | null;
	withdrawnReason: string | null;
	successorCode: string | null;
	successorAt: Date | null;
}): Verification["state"] {
	const { withdrawnAt: at, withdrawnBecause: because, successorCode, successorAt } = row;
	if (at && because === "other") return { is: "withdrawn", at, because, reason: row.withdrawnReason ?? "" };
	if (at) return { is: "withdrawn", at, because: because as "lapsed" | "cancelled" };
	if (successorCode && successorAt) return { is: "replaced", at: successorAt, by: successorCode };
	return { is: "valid" };
}

/**
 * What the public page says of a code; `wait` is the sentence for a visitor who has looked up too many, so that nobody
 * reads through all codes.
 */
export async function checkCode(
	db: Kysely<Tables>,
	typed: string,
): Promise<{ found: Verification | null; wait: string | null }> {
	try {
		await limitVisitor("verify");
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { found: null, wait: refusalText(error, currentLocale()) };
	}
	return { found: await verifyCode(db, typed), wait: null };
}
