import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyBooks } from "#app/books/verify-books.server.ts";
import { createBatch } from "#app/disbursement/create-batch.server.ts";
import { releaseBatch } from "#app/disbursement/release-batch.server.ts";
import { receiveEvent } from "#app/disbursement/stripe/receive-event.server.ts";
import type { Actor } from "#app/house/access.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { holdTable, startBuiltWorker, untilIdle } from "#testing/crash-house.ts";
import { makeAgreed, makeVerifiedClaim } from "#testing/make-claim.ts";
import { makeProgramme, rulesWith } from "#testing/make-programme.ts";
import { makeApprovedApplication } from "#testing/make-review.ts";
import { makeReadyAtStripe } from "#testing/make-stripe.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { StripeStandIn } from "#testing/stripe-stand-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

/*
 * Two workers on one job: the first holds it for longer than its lease and is still at work when it is given to the
 * second (docs/decisions/017-jobs-may-run-twice.md). Both then go on at the same moment, and it is done once.
 */

let house: TestHouse;
let standIn: StripeStandIn;
const workers: Awaited<ReturnType<typeof startBuiltWorker>>[] = [];
let officers: [Actor, Actor];
let associationId: string;
beforeAll(async () => {
	house = await testHouse();
	standIn = await new StripeStandIn().start();
	associationId = await makeAssociation(house.db);
	officers = [await makeStaff(house.db, "finance_officer"), await makeStaff(house.db, "finance_officer")];
});
afterAll(async () => {
	for (const worker of workers) await worker.stop();
	await standIn.close();
	await house.close();
});

async function startWorkers(): Promise<void> {
	// One job at a time each, so that two sessions are two workers.
	const start = () => startBuiltWorker(house.url, { ...standIn.settings, WORKER_CONCURRENCY: "1" });
	workers.push(...(await Promise.all([start(), start()])));
}

/** Lets both workers come to `table` with the one job that `ask` asks for, and then go on. */
async function bothAt(table: string, ask: () => Promise<unknown>): Promise<void> {
	const { reached, letGo } = await holdTable(house, table);
	try {
		await ask();
		await reached(2);
	} finally {
		await letGo();
	}
	await untilIdle(house);
	expect((await verifyBooks(house.db)).filter(({ wrong }) => wrong > 0)).toEqual([]);
}

async function count(of: ReturnType<typeof sql>): Promise<number> {
	const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${of}`.execute(house.db);
	return rows[0]?.count ?? -1;
}

test("a payment goes to Stripe once, and what Stripe reports is booked once", async () => {
	const rules = rulesWith({ payee: "business", rail: "stripe" });
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n }, rules });
	const agreed = await makeAgreed(house.db, { programmeId, associationId });
	const claim = await makeVerifiedClaim(house.db, agreed);
	await makeReadyAtStripe(house.db, standIn, agreed.owner, claim);
	const [maker, releaser] = officers;
	const batchId = randomUUID();
	const reference = await createBatch(contextOf(house.db, maker), { batchId, claimReferences: [claim] });
	const { id } = await house.db
		.selectFrom("disbursement")
		.select("id")
		.where("batchId", "=", batchId)
		.executeTakeFirstOrThrow();

	await releaseBatch(contextOf(house.db, releaser), { reference });
	// Both have asked Stripe for the transfer when they want to note its answer.
	await bothAt("stripe_transfer", startWorkers);
	const worked = (work: string) => standIn.worked.filter((each) => each === work).length;
	expect([worked("POST /v1/transfers"), worked("POST /v1/payouts")]).toEqual([1, 1]);

	const [payout] = standIn.things.all("payout");
	standIn.things.endPayout(payout?.id ?? "", null);
	const [event] = standIn.things.events.slice(-1);
	await bothAt("ledger_transfer", () => receiveEvent(systemContext("Stripe"), event as never));
	expect(await count(sql`ledger_transfer where key = ${`pay:${id}`}`)).toBe(1);
	expect(await count(sql`disbursement_event where disbursement_id = ${id} and what = 'paid'`)).toBe(1);
	expect(await count(sql`disbursement where id = ${id} and state = 'paid'`)).toBe(1);
});

test("a reservation lapses once", async () => {
	await untilIdle(house);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 1_000_000_000n } });
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const { id } = await makeApprovedApplication(house.db, { programmeId, associationId, reviewer });
	await bothAt("ledger_transfer", () =>
		inTransaction(house.db, (trx) => enqueue(trx, "agreement.lapse", { applicationId: id })),
	);
	expect(await count(sql`application where id = ${id} and state = 'lapsed'`)).toBe(1);
	expect(await count(sql`application_event where application_id = ${id} and what = 'lapsed'`)).toBe(1);
	expect(await count(sql`audit_entry where subject_id = ${id} and action = 'agreement.lapsed'`)).toBe(1);
	expect(await count(sql`outbox_mail where key like ${`agreement.lapsed:${id}%`}`)).toBe(1);
});
