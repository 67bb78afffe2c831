import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lapseAgreement } from "#app/agreement/lapse-agreement.server.ts";
import { offerAgreement } from "#app/agreement/offer-agreement.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { confirmClosing } from "#app/year-closing/confirm-closing.server.ts";
import { proposeClosing } from "#app/year-closing/propose-closing.server.ts";
import { JANUARY_AFTER, makeOfficers } from "#testing/make-budget.ts";
import { makeProgramme } from "#testing/make-programme.ts";
import { makeApprovedApplication } from "#testing/make-review.ts";
import { contextOf, makeAssociation, makeStaff } from "#testing/makers.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";
import { resumeNightly } from "./resume.server.ts";

let house: TestHouse;
beforeAll(async () => {
	house = await testHouse();
});
afterAll(() => house.close());

/** The job as one that failed until it gave up. */
const giveUp = (key: string) =>
	sql`update graphile_worker._private_jobs set attempts = max_attempts where key = ${key}`.execute(house.db);

async function attemptsOf(key: string): Promise<number | null> {
	const { rows } = await sql<{ attempts: number }>`
		select attempts from graphile_worker.jobs where key = ${key} and run_at <= now()`.execute(house.db);
	return rows[0]?.attempts ?? null;
}

test("a closing and a lapse that gave up are tried again; a reservation within its days is left alone", async () => {
	const associationId = await makeAssociation(house.db);
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 500_000_000n } });
	const { id } = await makeApprovedApplication(house.db, { programmeId, associationId, reviewer });
	const offered = systemContext("application.approved", new Date("2026-09-08T03:00:00Z"));
	await offerAgreement(offered, { applicationId: id });
	const [proposer, confirmer] = await makeOfficers(house.db);
	const closingId = randomUUID();
	const reference = await proposeClosing(contextOf(house.db, proposer, JANUARY_AFTER), {
		closingId,
		programmeId,
		year: 2026,
	});
	await confirmClosing(contextOf(house.db, confirmer, JANUARY_AFTER), { reference });
	const [closing, lapse] = [`year.close:${closingId}`, `agreement.lapse:${id}`];
	await giveUp(closing);
	await giveUp(lapse);

	await resumeNightly({}, new Date("2026-09-09T17:30:00Z"));
	expect(await attemptsOf(closing)).toBe(0);
	expect(await attemptsOf(lapse)).toBe(12);
	await resumeNightly({}, JANUARY_AFTER);
	expect(await attemptsOf(lapse)).toBe(0);
});

test("where the terms of an approval were never written down, the lapse is asked for, which writes them", async () => {
	const associationId = await makeAssociation(house.db);
	const reviewer = await makeStaff(house.db, "reviewer", associationId);
	const programmeId = await makeProgramme({ envelopes: { [associationId]: 500_000_000n } });
	const { id } = await makeApprovedApplication(house.db, { programmeId, associationId, reviewer });
	const now = new Date("2026-09-09T17:30:00Z");
	await resumeNightly({}, now);
	expect(await attemptsOf(`agreement.lapse:${id}`)).toBe(0);
	await lapseAgreement(systemContext("agreement.lapse", now), { applicationId: id });
	const terms = house.db.selectFrom("agreement").select("acceptBy").where("applicationId", "=", id);
	expect((await terms.executeTakeFirstOrThrow()).acceptBy > "2026-09-09").toBe(true);
});
