import { type Kysely, sql } from "kysely";
import { agreementTerms } from "#app/agreement/agreement-terms.server.ts";
import type { ApplicationRow } from "#app/application/visible-applications.server.ts";
import { outstandingAdvance } from "#app/funding/bookings.server.ts";
import { isAdvancePaid } from "#app/funding/paid-advance.server.ts";
import { sameTaxpayer } from "#app/kernel/tax-code.ts";
import type { Tables } from "#db/connection.server.ts";
import type { ClaimState } from "../claim.states.ts";
import { highestAdvance } from "./advance.rules.ts";

/** What an application's programme pays ahead and keeps back, and where its advance stands. */
export type AdvanceStanding = {
	/** 0 where the programme pays nothing ahead. */
	highestDong: bigint;
	advancePercent: number;
	retentionPercent: number;
	/** The one that was not refused. */
	advance: {
		claimId: string;
		reference: string;
		state: ClaimState;
		/** As submitted last; null before. */
		amountDong: bigint | null;
		/** The bank has paid it. */
		paid: boolean;
	} | null;
	/** Paid, and not earned by a claim yet. */
	outstandingDong: bigint;
	/** Whose claims alone earn it; null where the business is paid, and all do. */
	earnedBy: string | null;
};

/** What a claim of a provider has to earn of the advance first: nothing of what another provider got. */
export function toEarn({ outstandingDong, earnedBy }: AdvanceStanding, providerTaxCode: string | undefined): bigint {
	const isOthers = earnedBy !== null && (!providerTaxCode || !sameTaxpayer(providerTaxCode, earnedBy));
	return isOthers ? 0n : outstandingDong;
}

type Application = Pick<ApplicationRow, "id" | "programmeId" | "associationId">;

/** For an application that was approved; of any other, nothing. */
export async function advanceStanding(db: Kysely<Tables>, application: Application): Promise<AdvanceStanding> {
	const terms = await agreementTerms(db, application);
	const { advancePercent, retentionPercent } = terms?.settings ?? { advancePercent: 0, retentionPercent: 0 };
	const row = await db
		.selectFrom("claim")
		.leftJoin("costLine", (join) =>
			join.on(sql`claim.draft -> 'lines' -> 0 ->> 'costLineId'`, "=", sql`cost_line.id::text`),
		)
		.select(["claim.id as claimId", "claim.reference", "claim.state", "subsidyDong as amountDong"])
		.select("costLine.providerTaxCode")
		.where("claim.applicationId", "=", application.id)
		.where("kind", "=", "advance")
		.where("claim.state", "!=", "refused")
		.executeTakeFirst();
	const { providerTaxCode, ...advance } = row ?? {};
	return {
		highestDong: terms ? highestAdvance(terms.amountDong, advancePercent) : 0n,
		advancePercent,
		retentionPercent,
		advance: row
			? { ...(advance as NonNullable<AdvanceStanding["advance"]>), paid: await isAdvancePaid(db, application.id) }
			: null,
		outstandingDong: await outstandingAdvance(db, application),
		earnedBy: (terms?.settings.payee === "provider" && providerTaxCode) || null,
	};
}
