import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { verifyBooks } from "#app/books/verify-books.server.ts";
import { withdrawCertificate } from "#app/certificate/withdraw-certificate.server.ts";
import { dueClaims } from "#app/desk-finance/due-claims.server.ts";
import { stopList, stopPage } from "#app/desk-finance/stop/stop-page.server.ts";
import { envelopeBalances } from "#app/funding/envelopes.server.ts";
import type { Actor, Role } from "#app/house/access.ts";
import { addDays, plainDateAt } from "#app/kernel/plain-date.ts";
import { decideRecovery } from "#app/recovery/decide-recovery.server.ts";
import { makeNotice } from "#app/recovery/make-notice.server.ts";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { ownFiles } from "#app/turn/own-files.server.ts";
import { answerClaimAsRead as answerClaim } from "#testing/as-read.ts";
import { makePaidAdvance } from "#testing/make-advance.ts";
import { makeCertificate } from "#testing/make-certificate.ts";
import {
	type MadeAgreed,
	makeAgreed,
	makePaid,
	makeSentBatch,
	makeSubmittedClaim,
	makeVerifiedClaim,
} from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { createBatch } from "../create-batch.server.ts";
import { batchPage } from "../desk/batch-page.server.ts";
import { exportBatch } from "../export-batch.server.ts";
import { releaseBatch } from "../release-batch.server.ts";
import { decideStop, type StopDecision } from "./decide-stop.server.ts";
import { takeOut } from "./take-out.server.ts";

let house: TestHouse;
let associationId: string;
let programmeId: string;
let finance: Actor;
let second: Actor;
/** Withdraws certificates; the other one decides. */
let officer: Actor;
let decider: Actor;

const WHY = "Hóa đơn trong hồ sơ không có thật.";
const refusedWith = (code: string) => expect.objectContaining({ code });

beforeAll(async () => {
	house = await testHouse();
	finance = await makeStaff(house.db, "finance_officer");
	second = await makeStaff(house.db, "finance_officer");
	officer = await makeStaff(house.db, "programme_officer");
	decider = await makeStaff(house.db, "programme_officer");
});
afterAll(() => house.close());
beforeEach(async () => {
	associationId = await makeAssociation(house.db);
	programmeId = await makeProgramme({ envelopes: { [associationId]: 5_000_000_000n } });
});

const ctx = (actor: Actor) => contextOf(house.db, actor);
const agreed = () => makeAgreed(house.db, { programmeId, associationId });
const balances = () => envelopeBalances(house.db, programmeId, associationId);
const wrongBooks = async () => (await verifyBooks(house.db)).filter(({ wrong }) => wrong > 0);
const batchOf = (...claimReferences: string[]) => createBatch(ctx(finance), { batchId: randomUUID(), claimReferences });
const release = (reference: string) => releaseBatch(ctx(second), { reference });
const verify = (reviewer: Actor, reference: string) =>
	answerClaim(ctx(reviewer), { reference, answer: "verify", reasons: "" });

async function withdraw(application: MadeAgreed, by = officer): Promise<void> {
	const { code } = await makeCertificate(house.db, application.id, "funding-decision");
	await withdrawCertificate(ctx(by), { code, reason: WHY });
}

const stopIds = async ({ id }: { id: string }) => {
	const rows = await house.db.selectFrom("paymentStop").select("id").where("applicationId", "=", id).execute();
	return rows.map((row) => row.id);
};
const decide = async (application: MadeAgreed, decision: StopDecision, by = decider, reason = "Đã kiểm tra tại chỗ.") =>
	decideStop(ctx(by), { reference: application.reference, decision, reason, stopIds: await stopIds(application) });

const paymentOf = (claim: string) =>
	house.db
		.selectFrom("disbursement")
		.innerJoin("claim", "claim.id", "disbursement.claimId")
		.select(["disbursement.reference", "disbursement.state", "disbursement.batchId"])
		.where("claim.reference", "=", claim)
		.executeTakeFirst();
const claimOf = (reference: string) =>
	house.db.selectFrom("claim").selectAll().where("reference", "=", reference).executeTakeFirstOrThrow();

describe("a withdrawn certificate stops", () => {
	test("the next step of every claim, in words and in the database; what the bank has goes on", async () => {
		const [checking, due, batched, atBank] = [await agreed(), await agreed(), await agreed(), await agreed()];
		const claims = {
			checking: await makeSubmittedClaim(house.db, checking),
			due: await makeVerifiedClaim(house.db, due),
			batched: await makeVerifiedClaim(house.db, batched),
			atBank: await makeVerifiedClaim(house.db, atBank),
		};
		const batch = await batchOf(claims.batched);
		await makeSentBatch(house.db, [claims.atBank]);
		for (const each of [checking, due, batched, atBank]) await withdraw(each);

		await expect(verify(checking.reviewer, claims.checking)).rejects.toEqual(refusedWith("claim_refusal_stopped"));
		await expect(batchOf(claims.due)).rejects.toEqual(refusedWith("disbursement_refusal_stopped"));
		await expect(release(batch)).rejects.toEqual(refusedWith("disbursement_refusal_stopped"));
		const written = [
			sql`update claim set state = 'verified' where reference = ${claims.checking}`,
			sql`update payment_batch set released_at = now(), released_by = ${second.personId} where reference = ${batch}`,
			sql`insert into disbursement (id, reference, claim_id, application_id, amount_dong, state, payee_kind, payee_name,
					bank_bin, account_encrypted, account_last4, account_name, rail, scheduled_at)
				select gen_random_uuid(), 'CT-X', id, application_id, payable_dong, 'scheduled', 'provider', 'x', '970436', '', '0000', 'x',
					'bank-file', now() from claim where reference = ${claims.due}`,
		];
		for (const statement of written) await expect(statement.execute(house.db)).rejects.toThrow(/stopped/);
		expect((await paymentOf(claims.atBank))?.state).toBe("sent");

		const [file] = await ownFiles(house.db, checking.owner, ctx(checking.owner).now);
		expect(file?.turn).toMatchObject({ kind: "stopped", whose: "programme" });
		expect((await dueClaims(house.db, finance))?.find(({ claim }) => claim === claims.due)?.stopped).toBe(true);
		const events = await house.db
			.selectFrom("applicationEvent")
			.select(["what", "side", "actorName"])
			.where("applicationId", "=", checking.id)
			.where("what", "=", "payments-stopped")
			.execute();
		expect(events).toEqual([{ what: "payments-stopped", side: "city", actorName: officer.name }]);
	});

	test("also what is claimed later, and a batch that was released and not sent", async () => {
		const [later, released] = [await agreed(), await agreed()];
		await withdraw(later);
		const claim = await makeSubmittedClaim(house.db, later);
		await expect(verify(later.reviewer, claim)).rejects.toEqual(refusedWith("claim_refusal_stopped"));
		const batch = await batchOf(await makeVerifiedClaim(house.db, released));
		await release(batch);
		await withdraw(released);
		await expect(exportBatch(ctx(finance), { reference: batch })).rejects.toEqual(
			refusedWith("disbursement_refusal_stopped"),
		);
	});
});

describe("money that is asked back stops the rest", () => {
	test("from the first officer's notice on, until it is dropped or decided", async () => {
		const application = await agreed();
		const first = await makeVerifiedClaim(house.db, application, { costs: [20_000_000n] });
		const { payments } = await makePaid(house.db, [first]);
		const next = await makeSubmittedClaim(house.db, application, { costs: [20_000_000n] });
		const today = plainDateAt(ctx(finance).now);
		const notice = () =>
			makeNotice(ctx(finance), {
				recoveryId: randomUUID(),
				payment: payments[0] ?? "",
				amountDong: 1_000_000n,
				reason: WHY,
				answerBy: addDays(today, 10),
				dueOn: addDays(today, 40),
			});
		const mistaken = await notice();
		await expect(verify(application.reviewer, next)).rejects.toEqual(refusedWith("claim_refusal_stopped"));
		// Why it is asked back is the city's own until a second officer has sent the notice.
		const [told] = await house.db
			.selectFrom("applicationEvent")
			.select("facts")
			.where("applicationId", "=", application.id)
			.where("what", "=", "payments-stopped")
			.execute();
		expect(told?.facts).toEqual({ because: "recovery" });
		await decideRecovery(ctx(finance), { reference: mistaken, decision: "drop", reasons: "Nhầm khoản." });
		await verify(application.reviewer, next);
		// Who pays and drops what a colleague asked back does not let payments go on by it, sent or not.
		const colleague = await makeStaff(house.db, "finance_officer");
		const dropped = await notice();
		await decideRecovery(ctx(colleague), { reference: dropped, decision: "drop", reasons: "Không cần." });
		await expect(batchOf(next)).rejects.toEqual(refusedWith("disbursement_refusal_stopped"));
		const page = await stopPage(house.db, officer, application.reference);
		expect(page?.open.map((stop) => stop.dropped)).toEqual([true]);
		await decide(application, "go-on");
		await notice();
		await expect(batchOf(next)).rejects.toEqual(refusedWith("disbursement_refusal_stopped"));
		await decide(application, "go-on");
		await batchOf(next);
	});
});

describe("the decision", () => {
	test("is another programme officer's, with a reason, on what they have seen", async () => {
		const application = await agreed();
		await makeSubmittedClaim(house.db, application);
		await withdraw(application);
		await expect(decide(application, "go-on", officer)).rejects.toEqual(refusedWith("claim_refusal_stopped_by_you"));
		for (const role of ["finance_officer", "auditor", "administrator"] as const satisfies Role[]) {
			const other = await makeStaff(house.db, role);
			await expect(decide(application, "end", other)).rejects.toMatchObject({ status: 403 });
			expect((await stopPage(house.db, other, application.reference))?.mayDecide.allowed).toBe(false);
		}
		for (const stranger of [application.owner, application.reviewer]) {
			await expect(decide(application, "end", stranger)).rejects.toMatchObject({ status: 403 });
			expect(await stopPage(house.db, stranger, application.reference)).toBe(null);
			expect(await stopList(house.db, stranger)).toBe(null);
		}
		const linked = await makeStaff(house.db, "programme_officer");
		await declareConflict(ctx(linked), { reference: application.reference, hasConflict: true, note: "Anh em." });
		await expect(decide(application, "end", linked)).rejects.toEqual(refusedWith("claim_refusal_stop_your_business"));
		// Whoever paid decides under no other role whether it goes on.
		const paying = await agreed();
		await batchOf(await makeVerifiedClaim(house.db, paying));
		await withdraw(paying);
		const both = { ...finance, roles: [...finance.roles, { role: "programme_officer" as const, scopeId: "" }] };
		for (const actor of [both, { ...both, personId: paying.reviewer.personId }]) {
			await expect(decide(paying, "go-on", actor)).rejects.toEqual(refusedWith("claim_refusal_stop_handled"));
		}
		const given = { role: "programme_officer", scopeId: "", confirmsFrom: new Date("2026-09-20T01:00:00Z") } as const;
		const newly = { ...(await makeStaff(house.db, "programme_officer")), roles: [given] };
		await expect(decide(application, "go-on", newly)).rejects.toEqual(refusedWith("house_refusal_role_new_until"));
		await expect(decide(application, "go-on", decider, "")).rejects.toEqual(refusedWith("claim_refusal_reasons"));
		const unseen = { reference: application.reference, decision: "go-on", reason: WHY, stopIds: [] } as const;
		await expect(decideStop(ctx(decider), unseen)).rejects.toEqual(refusedWith("claim_refusal_stop_changed"));

		await decide(application, "go-on");
		await decide(application, "go-on");
		const log = await house.db
			.selectFrom("auditEntry")
			.select("action")
			.where("action", "in", ["claim.payments-stopped", "claim.stop-decided"])
			.where("subjectId", "=", application.id)
			.orderBy("id")
			.execute();
		expect(log.map(({ action }) => action)).toEqual(["claim.payments-stopped", "claim.stop-decided"]);
		await expect(decide(application, "end")).rejects.toEqual(refusedWith("house_refusal_moved_on"));
	});

	test("to go on pays, and is not released by who decided it", async () => {
		const application = await agreed();
		const claim = await makeVerifiedClaim(house.db, application);
		await withdraw(application);
		await decide(application, "go-on");
		const batch = await batchOf(claim);
		const both = { ...decider, roles: [...decider.roles, { role: "finance_officer" as const, scopeId: "" }] };
		await expect(releaseBatch(ctx(both), { reference: batch })).rejects.toEqual(
			refusedWith("disbursement_refusal_decided_by_you"),
		);
		await release(batch);
	});

	test("to end gives back what was due, frees the invoice and takes the payment out; the business may claim again", async () => {
		const [application, other] = [await agreed(), await agreed()];
		const before = await balances();
		const claim = await makeVerifiedClaim(house.db, application);
		const rest = await makeVerifiedClaim(house.db, other);
		const batch = await batchOf(claim, rest);
		await withdraw(application);
		await decide(application, "end", decider, "Nhà cung cấp không có thật.");

		expect((await claimOf(claim)).state).toBe("refused");
		expect((await claimOf(claim)).answerReasons).toBe("Nhà cung cấp không có thật.");
		expect(await paymentOf(claim)).toMatchObject({ state: "cancelled", batchId: null });
		const held = await balances();
		expect(held.payableDong).toBe((await claimOf(rest)).payableDong);
		expect(held.committedDong + held.payableDong).toBe(before.committedDong);
		const page = await batchPage(house.db, finance, batch);
		expect(page?.payments).toHaveLength(1);
		expect(page?.takenOut).toMatchObject([{ reason: "Nhà cung cấp không có thật." }]);
		await release(batch);
		await exportBatch(ctx(finance), { reference: batch });
		expect(await wrongBooks()).toEqual([]);
		await expect(
			sql`update disbursement set state = 'scheduled' where state = 'cancelled'`.execute(house.db),
		).rejects.toThrow(/cancelled/);

		await makeVerifiedClaim(house.db, application);
		expect(await wrongBooks()).toEqual([]);
	});

	test("to end gives back what an advance had paid and what was kept back, also of the last claim", async () => {
		programmeId = await makeProgramme({
			envelopes: { [associationId]: 5_000_000_000n },
			rules: rulesWith({ advancePercent: 30, retentionPercent: 10 }),
		});
		const application = await agreed();
		await makePaidAdvance(house.db, application);
		const before = await balances();
		const claim = await makeVerifiedClaim(house.db, application, { isLast: true });
		expect((await claimOf(claim)).advanceOffsetDong).toBeGreaterThan(0n);
		await withdraw(application);
		await decide(application, "end");
		expect(await balances()).toEqual(before);
		expect(await wrongBooks()).toEqual([]);
	});
});

describe("a payment that is taken out of its batch", () => {
	test("lets the rest go on and joins a later one; only who pays takes it out, until it is sent", async () => {
		const [application, other] = [await agreed(), await agreed()];
		const claim = await makeVerifiedClaim(house.db, application);
		const rest = await makeVerifiedClaim(house.db, other);
		const batch = await batchOf(claim, rest);
		const { reference } = (await paymentOf(claim)) ?? { reference: "" };
		await withdraw(application);
		for (const role of ["auditor", "programme_officer", "administrator"] as const satisfies Role[]) {
			const nobody = await makeStaff(house.db, role);
			await expect(takeOut(ctx(nobody), { reference, reason: WHY })).rejects.toMatchObject({ status: 403 });
		}
		await expect(takeOut(ctx(finance), { reference, reason: "" })).rejects.toEqual(
			refusedWith("disbursement_refusal_take_out_reason"),
		);
		expect(await takeOut(ctx(finance), { reference, reason: WHY })).toBe(batch);
		await release(batch);
		await exportBatch(ctx(finance), { reference: batch });
		expect((await paymentOf(rest))?.state).toBe("sent");
		const page = await batchPage(house.db, finance, batch);
		expect(page?.payments.map((payment) => payment.claim)).toEqual([rest]);
		expect(page?.takenOut).toMatchObject([{ reference, reason: WHY, byName: finance.name }]);

		const restPayment = (await paymentOf(rest))?.reference ?? "";
		await expect(takeOut(ctx(finance), { reference: restPayment, reason: WHY })).rejects.toEqual(
			refusedWith("disbursement_refusal_sent"),
		);
		await decide(application, "go-on");
		const later = await batchOf(claim);
		expect((await paymentOf(claim))?.reference).toBe(reference);
		await release(later);
		expect(await wrongBooks()).toEqual([]);
	});

	test("leaves an empty batch that nobody releases", async () => {
		const claim = await makeVerifiedClaim(house.db, await agreed());
		const batch = await batchOf(claim);
		await takeOut(ctx(finance), { reference: (await paymentOf(claim))?.reference ?? "", reason: WHY });
		await expect(release(batch)).rejects.toEqual(refusedWith("disbursement_refusal_empty"));
	});
});

describe("at the same moment", () => {
	test("a stop and a release, a verification or another batch come one after the other, and nothing is sent", async () => {
		for (let round = 0; round < 4; round++) {
			const [one, two, three] = [await agreed(), await agreed(), await agreed()];
			const batched = await makeVerifiedClaim(house.db, one);
			const batch = await batchOf(batched);
			const checking = await makeSubmittedClaim(house.db, two);
			const due = await makeVerifiedClaim(house.db, three);
			await Promise.allSettled([
				withdraw(one),
				release(batch),
				withdraw(two),
				verify(two.reviewer, checking),
				withdraw(three),
				batchOf(due),
			]);
			for (const each of [one, two, three]) expect(await stopIds(each)).toHaveLength(1);
			await expect(exportBatch(ctx(finance), { reference: batch })).rejects.toThrow();
			expect((await paymentOf(batched))?.state).toBe("scheduled");
		}
		expect(await wrongBooks()).toEqual([]);
	});

	test("the database makes a release wait for a stop that is not committed yet, and refuses it then", async () => {
		const application = await agreed();
		const batch = await batchOf(await makeVerifiedClaim(house.db, application));
		const { id } = await makeCertificate(house.db, application.id, "funding-decision");
		let released: Promise<unknown> = Promise.resolve();
		await house.db.transaction().execute(async (trx) => {
			await sql`insert into payment_stop (id, application_id, certificate_id, reason, stopped_at, stopped_by, stopped_by_name)
				values (gen_random_uuid(), ${application.id}, ${id}, ${WHY}, now(), ${officer.personId}, ${officer.name})`.execute(
				trx,
			);
			released = expect(
				sql`update payment_batch set released_at = now(), released_by = ${second.personId} where reference = ${batch}`.execute(
					house.db,
				),
			).rejects.toThrow(/stopped/);
			// It waits for the lock of the application: seen in the database, not by the clock.
			for (let waiting = 0; waiting === 0; ) {
				const { rows } = await sql<{
					waiting: number;
				}>`select count(*)::int as waiting from pg_locks where not granted`.execute(trx);
				waiting = rows[0]?.waiting ?? 0;
			}
		});
		await released;
	});

	test("two decisions: one counts", async () => {
		const application = await agreed();
		await makeSubmittedClaim(house.db, application);
		await withdraw(application);
		const third = await makeStaff(house.db, "programme_officer");
		const both = await Promise.allSettled([decide(application, "go-on"), decide(application, "end", third)]);
		expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
	});
});
