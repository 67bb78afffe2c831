import { randomUUID } from "node:crypto";
import type { ApplicationState } from "#app/application/application.states.ts";
import { commit, makePayable, pay, releaseReserved, reserve } from "#app/funding/bookings.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { addDays, plainDateAt, yearOf } from "#app/kernel/plain-date.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import type { MadeBusiness } from "./make-business.ts";
import { makeTaxCode } from "./makers.ts";

const DAY_MS = 86_400_000;

type Wishes = {
	business: MadeBusiness;
	programmeId: string;
	associationId: string;
	state: ApplicationState;
	sizeClass?: "micro" | "small" | "medium";
	totalDong?: bigint;
	approvedDong?: bigint;
	/** Of what was approved; for an agreed or completed one. */
	paidDong?: bigint;
	submittedAt?: Date;
	/** Calendar days from submission to the answer. */
	answeredAfterDays?: number;
	/** Day by which the agreement is accepted; 30 days after approval. */
	acceptBy?: string;
};

export type MadeSubsidy = { id: string; reference: string };

const answered: ApplicationState[] = ["approved", "rejected", "agreed", "completed", "lapsed", "cancelled"];
const approved: ApplicationState[] = ["approved", "agreed", "completed", "lapsed"];

let serial = 0;
const PROVIDERS = 7;

/**
 * A submitted application in a state, written straight into the tables but for its money, which is booked by the real
 * bookings: for tests of what reads many of them. Tests of the way there use the real commands.
 */
export async function makeSubsidy(db: Database, wishes: Wishes): Promise<MadeSubsidy> {
	const { business, programmeId, associationId, state, sizeClass = "small", totalDong = 100_000_000n } = wishes;
	const approvedDong = wishes.approvedDong ?? 40_000_000n;
	const submittedAt = wishes.submittedAt ?? new Date("2026-09-01T03:00:00Z");
	const answeredAt = new Date(submittedAt.getTime() + (wishes.answeredAfterDays ?? 7) * DAY_MS);
	const decidedAt = answered.includes(state) ? answeredAt : null;
	const id = randomUUID();
	const submissionId = randomUUID();
	const reference = `HS-${yearOf(plainDateAt(submittedAt))}-${String(++serial).padStart(6, "0")}`;
	const version = await db
		.selectFrom("programmeVersion")
		.select("id")
		.where("programmeId", "=", programmeId)
		.executeTakeFirstOrThrow();
	const line = { supportItemCode: "DX-SOLUTION", amountDong: approvedDong, ceilingDong: 1_000_000_000_000n };
	await inTransaction(db, async (trx) => {
		await trx
			.insertInto("application")
			.values({
				id,
				reference,
				businessId: business.id,
				programmeId,
				associationId,
				state,
				createdAt: submittedAt,
				createdBy: business.owner.personId,
				savedAt: submittedAt,
				submittedAt,
				submissionId,
				answerDueOn: addDays(plainDateAt(submittedAt), 20),
				sizeClass,
				totalDong,
				allowedDong: totalDong / 2n,
				approvedDong: approved.includes(state) ? approvedDong : null,
				decidedAt,
				completedAt: state === "completed" ? answeredAt : null,
			})
			.execute();
		await trx
			.insertInto("submission")
			.values({
				id: submissionId,
				applicationId: id,
				number: 1,
				programmeVersionId: version.id,
				businessFacts: JSON.stringify({ legalName: business.legalName }),
				outcomes: "[]",
				sizeClass,
				totalDong,
				allowedDong: totalDong / 2n,
				submittedAt,
				submittedBy: business.owner.personId,
				submittedByName: business.owner.name,
			})
			.execute();
		await trx
			.insertInto("costLine")
			.values({
				submissionId,
				position: 1,
				lineId: randomUUID(),
				supportItemCode: line.supportItemCode,
				description: "Phần mềm bán hàng",
				// In turn, so that none of them has as many files of an association as has to be looked at.
				providerName: `Nhà cung cấp thử ${serial % PROVIDERS}`,
				providerTaxCode: makeTaxCode(78 + (serial % PROVIDERS)),
				priceDong: totalDong,
				allowedDong: totalDong / 2n,
			})
			.execute();
		const event = { applicationId: id, actorName: "test", side: "system" };
		await trx
			.insertInto("applicationEvent")
			.values({ ...event, what: "submitted", at: submittedAt, fromState: "draft", toState: "submitted" })
			.execute();
		if (decidedAt) {
			const what = state === "rejected" ? "rejected" : "approved";
			await trx
				.insertInto("applicationEvent")
				.values({ ...event, what, at: decidedAt, fromState: "in_review", toState: what })
				.execute();
		}
		if (approved.includes(state)) {
			const application = { id, programmeId, associationId, taxCode: business.taxCode, year: 2026 };
			const who = { actor: { system: "test" }, now: answeredAt };
			const book = (step: string, amountDong = approvedDong) => ({
				application,
				lines: [{ ...line, amountDong }],
				key: `${step}:${id}`,
			});
			await reserve(trx, who, book("reserve"));
			if (state === "lapsed") await releaseReserved(trx, who, book("release"));
			if (state === "agreed" || state === "completed") {
				await commit(trx, who, book("commit"));
				const paidDong = wishes.paidDong ?? (state === "completed" ? approvedDong : 0n);
				assert(paidDong <= approvedDong, "not more is paid than was approved");
				if (paidDong > 0n) {
					const earned = { subsidyDong: paidDong, offsetDong: 0n, retainedDong: 0n };
					await makePayable(trx, who, { application, earned, key: `payable:${id}` });
					await pay(trx, who, { application, amountDong: paidDong, key: `pay:${id}` });
				}
			}
		}
	});
	if (approved.includes(state)) await makeAgreement(db, { id, submissionId, approvedDong, answeredAt, ...wishes });
	return { id, reference };
}

async function makeAgreement(
	db: Database,
	{
		id,
		submissionId,
		approvedDong,
		answeredAt,
		business,
		state,
		acceptBy,
	}: Wishes & { id: string; submissionId: string; approvedDong: bigint; answeredAt: Date },
): Promise<void> {
	const decisionId = randomUUID();
	await db
		.insertInto("decision")
		.values({
			id: decisionId,
			applicationId: id,
			submissionId,
			kind: "approve",
			reasons: "",
			approvedDong,
			decidedBy: business.owner.personId,
			decidedByName: "Người thử",
			decidedAt: answeredAt,
		})
		.execute();
	const accepted = state === "agreed" || state === "completed";
	await db
		.insertInto("agreement")
		.values({
			applicationId: id,
			decisionId,
			payee: "business",
			amountDong: approvedDong,
			offeredAt: answeredAt,
			acceptBy: acceptBy ?? addDays(plainDateAt(answeredAt), 30),
			...(accepted
				? {
						acceptedAt: answeredAt,
						acceptedBy: business.owner.personId,
						acceptedByName: business.owner.name,
						inForceAt: answeredAt,
					}
				: {}),
		})
		.execute();
}
