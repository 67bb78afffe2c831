import { randomUUID } from "node:crypto";
import { answerClaim } from "#app/claim/answer-claim.server.ts";
import { cancelApplication } from "#app/claim/ending/cancel-application.server.ts";
import { endClaimsFor } from "#app/claim/ending/end-claims.server.ts";
import { judgeNearMatch } from "#app/claim/invoice/judge-near-match.server.ts";
import type { Actor } from "#app/house/access.ts";
import { decide } from "#app/review/decide.server.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { recordFinding } from "#app/review/finding/record-finding.server.ts";
import { takeUpCase } from "#app/review/take-up-case.server.ts";
import { writeMessage } from "#app/review/write-message.server.ts";
import { claimToRead, submissionToRead } from "../as-read.ts";
import { type MadeAgreed, makeSubmittedClaim, makeVerifiedClaim } from "../make-claim.ts";
import { conditionsToJudge, makeFindings } from "../make-findings.ts";
import { makeStaff } from "../makers.ts";
import { sample } from "./sample.ts";
import { agreed, as, inReview, memberOf, submitted, type World } from "./world.ts";

const LATER = new Date("2026-12-15T03:00:00Z");

/** A reviewer of the same desk who has declared to be tied to the file. */
async function tied(world: World, reference: string): Promise<Record<string, Actor>> {
	const reviewer = await makeStaff(world.db, "reviewer", world.associationId);
	await declareConflict(as(world, reviewer), { reference, hasConflict: true, note: "Anh trai tôi là giám đốc." });
	return { "a reviewer with a conflict": reviewer };
}

/** One of the desk who has not said whether they are tied to it. */
function undeclared({ secondReviewer }: World): Record<string, Actor> {
	return { "a reviewer who has declared nothing": secondReviewer };
}

async function strangers(world: World, reference: string) {
	return { ...undeclared(world), ...(await tied(world, reference)) };
}

const confirmed = { reasons: "Đủ hồ sơ, đúng quy định.", lines: [] };

export const deskSamples = [
	sample(declareConflict, async (world) => {
		const { reference } = await submitted(world);
		return { by: world.reviewer, input: { reference, hasConflict: false, note: "" } };
	}),
	sample(takeUpCase, async (world) => {
		const { reference } = await submitted(world);
		await declareConflict(as(world, world.reviewer), { reference, hasConflict: false, note: "" });
		return { by: world.reviewer, input: { reference }, also: await strangers(world, reference) };
	}),
	sample(recordFinding, async (world) => {
		const { reference } = await inReview(world);
		const [condition] = await conditionsToJudge(world.db, world.reviewer, reference);
		const found = {
			condition: condition?.id ?? "",
			result: "met" as const,
			lookedAt: "Trang.",
			lookedOn: "2026-09-08",
		};
		const also = await strangers(world, reference);
		return { by: world.reviewer, input: { reference, findingId: randomUUID(), ...found }, also };
	}),
	sample(decide, async (world) => {
		const { reference } = await inReview(world);
		await makeFindings(world.db, world.reviewer, reference);
		const submissionId = await submissionToRead(world.db, reference);
		const input = { reference, decisionId: randomUUID(), submissionId, kind: "approve" as const, ...confirmed };
		return { by: world.reviewer, input, also: await strangers(world, reference) };
	}),
	sample(
		decide,
		async (world) => {
			const { reference } = await inReview(world);
			const reasons = "Báo giá không ghi tên giải pháp, nên không đối chiếu được.";
			const names = { reference, decisionId: randomUUID(), submissionId: await submissionToRead(world.db, reference) };
			const input = { ...names, kind: "request_changes" as const, lines: [], reasons };
			return { by: world.reviewer, input, also: await strangers(world, reference) };
		},
		"asking for changes",
	),
	sample(writeMessage, async (world) => {
		const { reference } = await inReview(world);
		const input = { reference, messageId: randomUUID(), body: "Xin gửi lại báo giá." };
		return { by: world.reviewer, input, also: await strangers(world, reference) };
	}),
	sample(
		writeMessage,
		async (world) => {
			const { owner, reference } = await inReview(world);
			const input = { reference, messageId: randomUUID(), body: "Chúng tôi đã gửi lại." };
			return { by: owner, input, also: await strangers(world, reference) };
		},
		"by the business",
	),
	sample(answerClaim, async (world) => {
		const application = await agreed(world);
		const reference = await makeSubmittedClaim(world.db, application);
		const also = await strangers(world, application.reference);
		const submittedAt = await claimToRead(world.db, reference);
		return { by: world.reviewer, input: { reference, submittedAt, answer: "verify" as const, reasons: "" }, also };
	}),
	sample(
		answerClaim,
		async (world) => {
			const application = await agreed(world);
			const reference = await makeSubmittedClaim(world.db, application);
			const also = await strangers(world, application.reference);
			const submittedAt = await claimToRead(world.db, reference);
			const input = { reference, submittedAt, answer: "return" as const, reasons: "Thiếu biên bản." };
			return { by: world.reviewer, input, also };
		},
		"with a return",
	),
	sample(judgeNearMatch, async (world) => {
		const invoice = { serial: "1C26TVS", total: 118_000_777n };
		await makeSubmittedClaim(world.db, await agreed(world), { invoice: { ...invoice, number: 7001 } });
		const application = await agreed(world);
		const reference = await makeSubmittedClaim(world.db, application, { invoice: { ...invoice, number: 7002 } });
		const { id } = await world.db
			.selectFrom("invoiceNearMatch")
			.innerJoin("claim", "claim.id", "invoiceNearMatch.claimId")
			.select("invoiceNearMatch.id")
			.where("claim.reference", "=", reference)
			.executeTakeFirstOrThrow();
		const input = { reference, nearMatchId: String(id), reason: "Hai lần thuê của hai tháng." };
		return { by: world.reviewer, input, also: await strangers(world, application.reference) };
	}),
	sample(cancelApplication, async (world) => {
		const application = await agreed(world);
		const input = { reference: application.reference, reasons: "Ngừng dự án." };
		return { by: world.manager, input, also: await ownManager(world, application) };
	}),
	sample(endClaimsFor, async (world) => {
		const application = await agreed(world);
		await makeVerifiedClaim(world.db, application, { costs: [59_000_000n] });
		const input = { reference: application.reference, reasons: "Không trả lời từ tháng 9." };
		return { by: world.manager, input, now: LATER, also: await ownManager(world, application) };
	}),
];

/** A manager of the right association who belongs to the business that it is about. */
async function ownManager({ db, associationId }: World, { business }: MadeAgreed): Promise<Record<string, Actor>> {
	const manager = await makeStaff(db, "association_manager", associationId);
	return { "a manager of the business": await memberOf(db, business, manager) };
}
