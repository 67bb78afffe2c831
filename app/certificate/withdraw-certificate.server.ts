import type { Transaction } from "kysely";
import { z } from "zod";
import { unsafeLockApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import { stopPayments } from "#app/disbursement/stop/stop-payments.server.ts";
import type { AnyActor, System } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { certificateKeepers } from "./certificate.access.ts";
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

/**
 * Says that a certificate no longer counts; whoever verifies it reads the reason. What is not paid yet of its application is
 * stopped until another person has decided.
 *
 * @throws Refusal `certificate_refusal_not_valid` when it was withdrawn or replaced before, or there is none.
 */
export const withdrawCertificate = command({
	name: "certificate.withdraw",
	input: z.object({ code: z.string(), reason: z.string() }),
	who: certificateKeepers,
	refuses: ["certificate_refusal_not_valid"],
	once: "by state",
	async run(ctx: CommandContext, { code, reason }) {
		await inTransaction(ctx.db, async (trx) => {
			const { id, application } = await lockValid(trx, code);
			await markWithdrawn(trx, ctx, { id, code }, { because: "other", reason });
			await stopPayments(trx, ctx, { application, cause: { certificateId: id }, reason });
		});
	},
});

/**
 * Issues a certificate with the facts of today in the place of one; whoever verifies the old one is led to the new.
 *
 * @returns the new code.
 * @throws Refusal as `withdrawCertificate`.
 */
export const replaceCertificate = command({
	name: "certificate.replace",
	input: z.object({ code: z.string(), reason: z.string() }),
	who: certificateKeepers,
	refuses: [
		"certificate_refusal_not_valid",
		"house_refusal_upload_day",
		"house_refusal_upload_full",
		"house_refusal_upload_newcomer",
		"house_refusal_upload_site",
	],
	once: "by state",
	async run(ctx: CommandContext, { code, reason }): Promise<string> {
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
	},
});

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
