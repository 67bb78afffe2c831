import { randomBytes, randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import type { ApplicationState } from "#app/application/application.states.ts";
import { freeze } from "#app/application/frozen-json.ts";
import { noteEvent } from "#app/application/move-application.server.ts";
import { type ApplicationRow, unsafeLockApplication } from "#app/application/visible-applications.server.ts";
import { appendAudit } from "#app/audit/append.server.ts";
import type { AnyActor, System } from "#app/house/access.ts";
import { type CommandContext, command } from "#app/house/command/command.server.ts";
import { storeFile } from "#app/house/files.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import type { Locale } from "#app/kernel/locale.ts";
import { newVerificationCode } from "#app/kernel/verification-code.ts";
import type { Tables } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { certificate } from "#templates/certificate.ts";
import { applicationFacts } from "./application-facts.server.ts";
import type { CertificateFacts, CertificateKind } from "./certificate-facts.ts";

export type IssuedCertificate = { id: string; code: string };

/** The states in which the thing that a certificate of the kind says is true. */
const trueIn: Record<CertificateKind, readonly ApplicationState[]> = {
	completion: ["completed"],
	"funding-decision": ["approved", "agreed", "completed"],
};

const CODE_TRIES = 5;
export const freshCode = () => newVerificationCode(randomBytes(32));

/**
 * Certifies what became of an application: the facts as they are now, a PDF that carries them and a code under which
 * anyone verifies it. There is one valid certificate of a kind for an application: asking again returns it.
 *
 * @param newCode for tests of what happens when a code is taken.
 * @throws Refusal `certificate_refusal_not_due` for an application that has not come that far.
 */
export const issueCertificate = command({
	name: "certificate.issue",
	input: z.object({ applicationId: z.uuid(), kind: z.enum(["completion", "funding-decision"]) }),
	who: "system",
	refuses: [
		"certificate_refusal_not_due",
		"house_refusal_upload_day",
		"house_refusal_upload_full",
		"house_refusal_upload_newcomer",
		"house_refusal_upload_site",
	],
	once: "by state",
	async run(
		ctx: CommandContext<System>,
		{ applicationId, kind },
		newCode: () => string = freshCode,
	): Promise<IssuedCertificate> {
		return withFreeCode(newCode, (code) =>
			inTransaction(ctx.db, async (trx) => {
				const application = await unsafeLockApplication(trx, applicationId);
				if (!application || !trueIn[kind].includes(application.state)) throw new Refusal("certificate_refusal_not_due");
				return (
					(await validCertificate(trx, applicationId, kind)) ??
					(await insertCertificate(trx, ctx, { application, kind, code }))
				);
			}),
		);
	},
});

/** The valid certificate of a kind; null where none was issued, or it was withdrawn. */
export async function validCertificate(
	db: Kysely<Tables>,
	applicationId: string,
	kind: CertificateKind,
): Promise<IssuedCertificate | null> {
	const row = await db
		.selectFrom("certificate")
		.select(["id", "code"])
		.where("applicationId", "=", applicationId)
		.where("kind", "=", kind)
		.where("withdrawnAt", "is", null)
		.where("replacedBy", "is", null)
		.executeTakeFirst();
	return row ?? null;
}

/** A code is one of 850 billion, so a taken one is tried again and not avoided. */
export async function withFreeCode<Result>(newCode: () => string, issue: (code: string) => Promise<Result>) {
	for (let tries = 1; ; tries++) {
		try {
			return await issue(newCode());
		} catch (error) {
			const taken = (error as { constraint?: unknown }).constraint === "certificate_code_once";
			if (!taken || tries === CODE_TRIES) throw error;
		}
	}
}

type NewCertificate = {
	application: ApplicationRow;
	kind: CertificateKind;
	code: string;
	/** Id of the valid one that it takes the place of. */
	replaces?: string;
};

/** Writes a certificate of a locked application, its PDF, its event and its line in the log. */
export async function insertCertificate(
	trx: Transaction<Tables>,
	ctx: CommandContext<AnyActor>,
	{ application, kind, code, replaces }: NewCertificate,
): Promise<IssuedCertificate> {
	const facts = await applicationFacts(trx, application, kind);
	const bytes = await buffer(certificate(pdfProps(facts, kind, code, ctx)));
	const file = await storeFile(trx, { bytes, mediaType: "application/pdf", sender: null, now: ctx.now });
	const id = randomUUID();
	// The old one makes room first, since one is valid at a time; its link is checked when the transaction ends.
	if (replaces) await trx.updateTable("certificate").set({ replacedBy: id }).where("id", "=", replaces).execute();
	await trx
		.insertInto("certificate")
		.values({
			id,
			code,
			kind,
			applicationId: application.id,
			businessId: application.businessId,
			locale: ctx.locale,
			facts: freeze(facts),
			fileId: file.id,
			sha256: file.sha256,
			issuedAt: ctx.now,
		})
		.execute();
	await noteEvent(trx, ctx, {
		applicationId: application.id,
		what: "certificate-issued",
		side: "system",
		facts: { code, kind },
	});
	await appendAudit(trx, ctx, {
		action: "certificate.issued",
		subject: { kind: "certificate", id, label: code },
		facts: { kind, application: application.reference, sha256: file.sha256 },
	});
	return { id, code };
}

function pdfProps(
	facts: CertificateFacts,
	kind: CertificateKind,
	code: string,
	{ locale, now }: { locale: Locale; now: Date },
): Parameters<typeof certificate>[0] {
	const { issuer, business, decidedOn, before, after } = facts;
	const level = (reached: CertificateFacts["before"]) =>
		reached ? { level: reached.level, name: reached.name[locale] } : undefined;
	const common = {
		locale,
		issuer: { name: issuer.name[locale], parent: issuer.parent?.[locale] },
		issuedAt: now,
		business,
		proof: { code, verifyUrl: `${publicUrl()}/verify` },
		programme: facts.programme[locale],
		items: facts.items.map((item) => item[locale]),
		amountDong: facts.amountDong,
		before: level(before),
	};
	if (kind === "funding-decision") return { ...common, kind, decidedOn };
	return { ...common, kind, after: level(after) };
}
