import { sql } from "kysely";
import { issueCertificate } from "#app/certificate/issue-certificate.server.ts";
import { withdrawCertificate } from "#app/certificate/withdraw-certificate.server.ts";
import type { Actor } from "#app/house/access.ts";
import type { Database } from "#db/connection.server.ts";
import { contextAt } from "./cast.ts";

/**
 * Not at the desk that is shown: a certificate was withdrawn today, and what is claimed of its application waits for the
 * other programme officer.
 */
export async function leavePaymentsStopped(db: Database, officer: Actor, now: Date): Promise<void> {
	const { id } = await db
		.selectFrom("application")
		.select("application.id")
		.where("state", "=", "agreed")
		.where("associationId", "!=", "hawa")
		.where("programmeId", "like", "dx-%")
		.where(sql<boolean>`not exists (select from claim where application_id = application.id and state = 'verified')`)
		.orderBy(sql`exists (select from claim where application_id = application.id and state = 'submitted')`, "desc")
		.orderBy("reference")
		.limit(1)
		.executeTakeFirstOrThrow();
	const decision = { applicationId: id, kind: "funding-decision" } as const;
	const { code } = await issueCertificate({ db, actor: { system: "Đòn Bẩy" }, now, locale: "vi" }, decision);
	await withdrawCertificate(contextAt({ db }, officer, now), {
		code,
		reason: "Nhà cung cấp trong hồ sơ đã ngừng hoạt động trước ngày ký báo giá.",
	});
}
