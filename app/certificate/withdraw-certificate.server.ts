import type { Transaction } from "kysely";
import { unsafeLockApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { stopPayments } from "#app/disbursement/stop/stop-payments.server.ts";
import type { AnyActor, System } from "#app/house/access.ts";
import type { CommandContext } from "#app/house/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { canWithdraw } from "./certificate.access.ts";
import type { CertificateKind } from "./certificate-facts.ts";
import { freshCode, insertCertificate, validCertificate, withFreeCode } from "./issue-certificate.server.ts";

type Withdrawal = { because: "lapsed" | "cancelled" } | { because: "other"; reason: string };

/** The valid certificate with that code, its application locked before it, as issuing does. */
async function lockValid(trx: Transaction<Tables>, code: string) {
	const found = await trx
		.selectFrom("certificate")
		.select(["id", "kind", "locale", "applicationId"])
		.where("code", "=", code)
		.executeTakeFirst();
	const application = found?.applicationId ? await unsafeLockApplication(trx, found.applicationId) : null;
	if (!found || !application) throw new Refusal("certificate_refusal_not_valid");
	const kind = found.kind as CertificateKind;
	const valid = await validCertificate(trx, application.id, kind);
	if (valid?.id !== found.id) throw new Refusal("certificate_refusal_not_valid");
	return { id: found.id, kind, locale: found.locale === "en" ? "en" : "vi", application } as const;
}

async function markWithdrawn(
	trx: Transaction<Tables>,
	ctx: CommandContext<AnyActor>,
	{ id, code }: { id: string; code: string },
	withdrawal: Withdrawal,
): Promise<void> {
	await trx
		.updateTable("certificate")
		.set({
			withdrawnAt: ctx.now,
			withdrawnBecause: withdrawal.because,
			withdrawnReason: withdrawal.because === "other" ? withdrawal.reason : null,
		})
		.where("id", "=", id)
		.execute();
	await appendAudit(trx, ctx, {
		action: "certificate.withdrawn",
		subject: { kind: "certificate", id, label: code },
		facts: withdrawal,
	});
}

function assertMayWithdraw(actor: AnyActor): void {
	const permission = canWithdraw(actor);
	if (!permission.allowed) throw new Refusal(permission.reason, {}, { status: 403 });
}

/**
 * Says that a certificate no longer counts; whoever verifies it reads the reason. What is not paid yet of its application is
 * stopped until another person has decided.
 *
 * @throws Refusal `certificate_refusal_not_valid` when it was withdrawn or replaced before, or there is none.
 */
export async function withdrawCertificate(
	ctx: CommandContext,
	{ code, reason }: { code: string; reason: string },
): Promise<void> {
	assertMayWithdraw(ctx.actor);
	await inTransaction(ctx.db, async (trx) => {
		const { id, application } = await lockValid(trx, code);
		await markWithdrawn(trx, ctx, { id, code }, { because: "other", reason });
		await stopPayments(trx, ctx, { application, cause: { certificateId: id }, reason });
	});
}

/**
 * Issues a certificate with the facts of today in the place of one; whoever verifies the old one is led to the new.
 *
 * @returns the new code.
 * @throws Refusal as `withdrawCertificate`.
 */
export async function replaceCertificate(
	ctx: CommandContext,
	{ code, reason }: { code: string; reason: string },
): Promise<string> {
	assertMayWithdraw(ctx.actor);
	return withFreeCode(freshCode, (fresh) =>
		inTransaction(ctx.db, async (trx) => {
			const { id, kind, locale, application } = await lockValid(trx, code);
			await insertCertificate(trx, { ...ctx, locale }, { application, kind, code: fresh, replaces: id });
			await appendAudit(trx, ctx, {
				action: "certificate.replaced",
				subject: { kind: "certificate", id, label: code },
				facts: { by: fresh, reason },
			});
			return fresh;
		}),
	);
}

/** Withdraws the promise of money of an application whose approval lapsed or was cancelled. Nothing where there is none. */
export async function withdrawFundingDecision(
	ctx: CommandContext<System>,
	{ applicationId, because }: { applicationId: string; because: "lapsed" | "cancelled" },
): Promise<void> {
	await inTransaction(ctx.db, async (trx) => {
		await unsafeLockApplication(trx, applicationId);
		const valid = await validCertificate(trx, applicationId, "funding-decision");
		if (valid) await markWithdrawn(trx, ctx, valid, { because });
	});
}
