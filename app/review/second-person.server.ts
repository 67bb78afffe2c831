import { randomInt } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import { lockApplicant } from "#app/application/visible-applications.server.ts";
import { addMonths, plainDateAt, startOfDay } from "#app/kernel/plain-date.ts";
import type { ProgrammeSettings } from "#app/programme/programme.rules.ts";
import type { Tables } from "#db/connection.server.ts";
import type { CaseInHand } from "./case-in-hand.server.ts";
import { type ApprovedAlone, type SecondPerson, secondPersonForMoney } from "./second-person.rules.ts";

/** So far back what a person approved alone is counted. */
const COUNTED_MONTHS = 12;

/** Whether a file is drawn, of which one in so many is. */
export type Draw = (oneIn: number) => boolean;

const atRandom: Draw = (oneIn) => randomInt(oneIn) === 0;

/**
 * What the person approved alone in the last twelve months for the taxpayer of a business, its branches included. What
 * lapsed or was cancelled before anything was claimed gave nobody anything.
 */
export async function approvedAlone(
	db: Kysely<Tables>,
	{ personId, businessId, now }: { personId: string; businessId: string; now: Date },
): Promise<ApprovedAlone[]> {
	return await db
		.selectFrom("decision")
		.innerJoin("application", "application.id", "decision.applicationId")
		.innerJoin("business", "business.id", "application.businessId")
		.select(["application.reference", "decision.approvedDong"])
		.where("business.taxCode", "=", (eb) =>
			eb.selectFrom("business as applicant").select("applicant.taxCode").where("applicant.id", "=", businessId),
		)
		.where("decision.kind", "in", ["approve", "approve_in_part"])
		.where("decision.confirms", "is", null)
		.where("decision.decidedBy", "=", personId)
		.where("decision.decidedAt", ">=", startOfDay(addMonths(plainDateAt(now), -COUNTED_MONTHS)))
		.where("application.state", "not in", ["lapsed", "cancelled"])
		.orderBy("decision.decidedAt")
		.orderBy("application.reference")
		.execute();
}

/** A file that was drawn once stays drawn: it would be free again by being returned, or submitted anew. */
async function wasDrawn(trx: Transaction<Tables>, applicationId: string): Promise<boolean> {
	const row = await trx
		.selectFrom("decision")
		.select("id")
		.where("applicationId", "=", applicationId)
		.where(sql`second_person ->> 'because'`, "=", "sample")
		.executeTakeFirst();
	return row !== undefined;
}

/**
 * Why a second person has to confirm what a first one approves; null where one is enough. Two decisions on files of one
 * taxpayer come one after the other from here on, so that both do not pass alone.
 *
 * The sample is drawn in this moment and kept nowhere before: nobody can know it and decide accordingly. An attempt that
 * is refused for another reason tells nothing, since the next one is drawn anew.
 */
export async function secondPersonFor(
	trx: Transaction<Tables>,
	who: { actor: { personId: string }; now: Date },
	approval: { application: CaseInHand; totalDong: bigint; settings: ProgrammeSettings; draw?: Draw },
): Promise<SecondPerson | null> {
	const { application, totalDong, settings, draw = atRandom } = approval;
	const { id, businessId } = application;
	await lockApplicant(trx, businessId);
	const alone = await approvedAlone(trx, { personId: who.actor.personId, businessId, now: who.now });
	const forMoney = secondPersonForMoney(totalDong, alone, settings);
	if (forMoney) return forMoney;
	const oneIn = settings.secondPersonSampleOneIn;
	if (oneIn === null) return null;
	return (await wasDrawn(trx, id)) || draw(oneIn) ? { because: "sample", oneIn } : null;
}
